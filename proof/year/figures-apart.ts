/** Where figures of a year contradict each other: a mail its own lists, or the ledger. */
import type { Fault } from './faults';
import type { YearLeft, YearLife, YearLine, YearMail, YearReader } from './left';
import { healthIn, listsOf, overdueDaysIn } from './mail-words';

const dayMs = 86_400_000;
const secondMs = 1_000;

const named = ({ date, subject }: YearMail, { name }: YearReader): string =>
  `${name}, ${date.slice(0, 10)}: “${subject}”`;

type Said = Pick<YearLeft, 'lives' | 'lines'>;

/** The lifecycle that a mail is about, where its subject names the client and one product alone. */
function lifeOf({ subject, date }: YearMail, { lives, lines }: Said): YearLife | null {
  const those = lives.filter(({ client, product }) => subject.includes(client) && subject.includes(product));
  if (those.length < 2) return those[0] ?? null;
  // Terms of one line: the last that had begun.
  const begun = those.filter(({ id }) => lines.some(({ life, seq, at }) => life === id && seq === 1 && at <= date));
  return new Set(those.map(({ product }) => product)).size === 1 ? (begun.at(-1) ?? null) : null;
}

/** What the ledger says of the health about the moment of a mail. */
function healthAt(lines: readonly YearLine[], date: string): readonly string[] {
  const changes = lines.filter(({ kind }) => kind === 'health-changed');
  const moment = Date.parse(date);
  const before = changes.filter(({ at }) => Date.parse(at) < moment - secondMs).at(-1);
  const about = changes.filter(({ at }) => Math.abs(Date.parse(at) - moment) <= secondMs);
  return [...(before === undefined ? [] : [before]), ...about].map(
    ({ data: { band, score } }) => `${String(band)}, ${String(score)}`,
  );
}

/** Days overdue of each open invoice at the moment of a mail. */
function overdueAt(lines: readonly YearLine[], date: string): readonly number[] {
  const since = new Map<string, number>();
  for (const { kind, at, data } of lines) {
    if (Date.parse(at) > Date.parse(date) + secondMs) break;
    const invoice = String(data.invoice);
    if (kind === 'invoice-became-overdue') since.set(invoice, Date.parse(at.slice(0, 10)) - Number(data.days) * dayMs);
    if (kind === 'invoice-was-paid') since.delete(invoice);
  }
  return [...since.values()].map((first) => (Date.parse(date.slice(0, 10)) - first) / dayMs);
}

/** A mail that says how many things it lists, and lists others. */
function miscounted(mail: YearMail): readonly string[] {
  return listsOf(mail).flatMap(({ title, says, entries }) =>
    says === undefined || says === entries.length ? [] : [`${title}: says ${says}, lists ${entries.length}`],
  );
}

/** Every contradiction. */
export function figuresApart(left: YearLeft, mailsOf: ReadonlyMap<YearReader, readonly YearMail[]>): readonly Fault[] {
  const linesOf = new Map<string, YearLine[]>();
  for (const line of left.lines) linesOf.set(line.life, [...(linesOf.get(line.life) ?? []), line]);
  const inMails = [...mailsOf].flatMap(([reader, mails]) =>
    mails.flatMap((mail): Fault[] => {
      const wrong = [...miscounted(mail)];
      const life = lifeOf(mail, left);
      const lines = life === null ? [] : (linesOf.get(life.id) ?? []);
      const health = healthIn(mail);
      if (life !== null && health !== null) {
        const known = healthAt(lines, mail.date);
        if (known.length > 0 && !known.includes(`${health.band}, ${health.score}`))
          wrong.push(`says ${health.band}, ${health.score}; the ledger ${known.join(' or ')}`);
      }
      const overdue = overdueDaysIn(mail);
      if (life !== null && overdue !== null) {
        const days = overdueAt(lines, mail.date);
        if (days.length > 0 && !days.some((one) => Math.abs(one - overdue) <= 1))
          wrong.push(`says ${overdue} days overdue, it is ${days.join(' or ')}`);
      }
      return wrong.map((what) => ({ kind: 'figures-apart', what: `${named(mail, reader)}: ${what}` }));
    }),
  );
  return inMails;
}
