/**
 * What stands before a feed's first element. Entities are how a small document becomes a large one, or reads our files;
 * some feeds declare a few harmless ones all the same, such as `nbsp`.
 */

/** A declared word for a few characters: nothing in it leads on. */
const harmless = /^\s+([A-Za-z_][\w.-]{0,30})\s+(?:"([^"<]{0,32})"|'([^'<]{0,32})')\s*$/;
const mostDeclared = 300;

/** The characters that a declared value stands for; null where it leads to another entity, or to markup. */
function charactersOf(value: string): string | null {
  const read = value.replaceAll(/&#(?:x([\da-f]{1,6})|(\d{1,7}));/gi, (_, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
  });
  return /[&<]/.test(read) ? null : read;
}

/** Where the part that begins there ends, quoted parts left aside; -1 where it does not. */
function endOf(xml: string, from: number, end: string): number {
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml.charAt(at);
    if (sign === end) return at;
    if (xml.startsWith('<!--', at)) at = skipped(xml, at, '-->') - 1;
    else if (sign === '"' || sign === "'") at = xml.indexOf(sign, at + 1);
    if (at < 0) return -1;
  }
  return -1;
}

/** The place after the next such end; the end of all where there is none. */
function skipped(xml: string, from: number, end: string): number {
  const at = xml.indexOf(end, from);
  return at < 0 ? xml.length : at + end.length;
}

/** Where the document type begins; -1 where there is none before the first element. */
function documentTypeIn(xml: string): number {
  let at = 0;
  for (;;) {
    while (/[\s\uFEFF]/.test(xml.charAt(at))) at += 1;
    if (xml.startsWith('<?', at)) at = skipped(xml, at, '?>');
    else if (xml.startsWith('<!--', at)) at = skipped(xml, at, '-->');
    else return /^<!doctype\s/i.test(xml.slice(at, at + 10)) ? at : -1;
  }
}

/** What is declared between `[` and `]`; null where one declaration is none of the harmless. */
function declaredIn(subset: string): ReadonlyMap<string, string> | null {
  const declared = new Map<string, string>();
  for (const declaration of subset.split(/<!ENTITY/i).slice(1)) {
    const end = endOf(declaration, 0, '>');
    const found = end < 0 ? null : harmless.exec(declaration.slice(0, end));
    const characters = found === null ? null : charactersOf(found[2] ?? found[3] ?? '');
    if (found === null || characters === null || declared.size === mostDeclared) return null;
    declared.set(found[1] ?? '', characters);
  }
  return declared;
}

/**
 * The document without its document type, each harmless entity replaced by its characters; null where it declares any
 * other. What only looks like a declaration, in words or in CDATA, is left alone.
 */
export function withoutEntities(xml: string): string | null {
  const from = documentTypeIn(xml);
  if (from < 0) return xml;
  const close = endOf(xml, from + 2, '>');
  const open = xml.indexOf('[', from);
  if (open < 0 || (close >= 0 && close < open)) return xml;
  const subsetEnd = endOf(xml, open + 1, ']');
  const end = subsetEnd < 0 ? -1 : xml.indexOf('>', subsetEnd);
  if (end < 0) return null;
  const declared = declaredIn(xml.slice(open + 1, subsetEnd));
  if (declared === null) return null;
  const rest = xml.slice(0, from) + xml.slice(end + 1);
  return declared.size === 0
    ? rest
    : rest.replaceAll(/&([A-Za-z_][\w.-]{0,30});/g, (whole, name: string) => declared.get(name) ?? whole);
}
