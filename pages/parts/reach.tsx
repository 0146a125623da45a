/** How to reach somebody, with a tap: a number is dialled, an address is written to. */

/** The number as a telephone takes it: without what is left out from abroad, and without an extension; null where it is none. */
function dialled(phone: string): string | null {
  const [number = ''] = phone.replace(/^(\s*\+.*?)\(0\)/, '$1').split(/[^\d\s+()./–-]/u);
  const digits = number.replaceAll(/\D/g, '');
  return digits.length < 3 ? null : `${number.trim().startsWith('+') ? '+' : ''}${digits}`;
}

/** A number that can be tapped; as text where no telephone could take it. */
export function Phone({ of }: { readonly of: string }) {
  const number = dialled(of);
  return number === null ? (
    <span>{of}</span>
  ) : (
    <a class="reach" href={`tel:${number}`}>
      {of}
    </a>
  );
}

/** An address that can be tapped. */
export function Address({ of }: { readonly of: string }) {
  const [domain = '', ...local] = of.split('@').toReversed();
  return (
    <a class="reach" href={`mailto:${encodeURIComponent(local.toReversed().join('@'))}@${encodeURIComponent(domain)}`}>
      {of}
    </a>
  );
}
