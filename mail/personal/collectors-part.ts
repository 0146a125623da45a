/** The part of a brief for who collects: whom to call about which invoice, and what is open by age. */
import { daysBetween } from '../../domain/core/calendar';
import { groupBy } from '../../domain/core/grouped';
import { capitalised } from '../../domain/core/item-steps';
import type { Money } from '../../domain/core/json';
import {
  collectorsSections,
  type AgeLimit,
  type CollectorsDay,
  type CollectorsSection,
  type OwedInvoice,
  type OwedLine,
} from '../../domain/told/collectors-day';
import { inBoth } from '../../domain/told/words/in-both';
import { termsOf } from '../../domain/told/words/terms';
import { section } from '../sections';
import {
  awayOf,
  callAbout,
  counted,
  askedAt,
  taskListOf,
  noPart,
  placed,
  type RolesReading,
  type RolesTold,
} from './roles-listed';

/** So many invoices of a list are named. */
const owedNamed = 20;

const words = inBoth(
  {
    counts: {
      owed: (count: number) => `${count} ${count === 1 ? 'invoice' : 'invoices'} to ask for`,
      open: (count: number) => `${count} open ${count === 1 ? 'invoice' : 'invoices'}`,
    },
    invoice: (which: string | null, money: string | null) =>
      `${which === null ? 'an invoice' : `invoice ${which}`}${money === null ? '' : ` for ${money}`}`,
    whyOwed: {
      promised: (what: string, day: string) => `they promised to pay ${what} by ${day}`,
      promisedToday: (what: string) => `they promised to pay ${what} by today`,
      untried: (what: string) => `nobody has asked for ${what} yet`,
      again: (what: string) => `nobody answered about ${what}`,
      disputed: (what: string) => `they dispute ${what}`,
    },
    owedTitles: {
      promised: 'Payments promised, and due by now',
      untried: 'Invoices not asked for yet',
      again: 'Invoices about which nobody answered',
      disputed: 'Disputed invoices',
    } satisfies Record<CollectorsSection, string>,
    openTogether: (count: number, sums: string) =>
      `${count} ${count === 1 ? 'invoice is' : 'invoices are'} open${sums === '' ? '' : `, ${sums} together`}.`,
    nothingToAsk: 'Nobody is to be called today.',
    owed: (invoice: string, product: string, days: string) => `${invoice} (${product}), ${days} overdue`,
    promisedBy: (day: string) => `promised by ${day}`,
    promisedOn: (day: string) => `promised on ${day}, without a date`,
    disputedSince: (day: string) => `disputed since ${day}`,
    askedOn: (day: string) => `last tried on ${day}`,
    tried: (times: number) => (times === 1 ? 'tried once' : times === 2 ? 'tried twice' : `tried ${times} times`),
    keeper: (rep: string) => `${rep} looks after them`,
    saidThen: (quoted: string) => `They said: ${quoted}`,
    agesTitle: 'Open invoices by age',
    age: (upTo: AgeLimit) =>
      upTo === null ? 'Over 90 days' : upTo === 30 ? 'Up to 30 days' : `${upTo - 29} to ${upTo} days`,
    ofAge: (age: string, count: number, sums: string) => `${age}: ${count}${sums === '' ? '' : `, ${sums}`}`,
    record: 'Record the outcome',
  },
  {
    counts: {
      owed: (count) => `${count} ${count === 1 ? 'Rechnung' : 'Rechnungen'} anzusprechen`,
      open: (count) => `${count} offene ${count === 1 ? 'Rechnung' : 'Rechnungen'}`,
    },
    invoice: (which, money) =>
      `${which === null ? 'eine Rechnung' : `Rechnung ${which}`}${money === null ? '' : ` über ${money}`}`,
    whyOwed: {
      promised: (what, day) => `${what} sollte laut Zusage bis ${day} bezahlt sein`,
      promisedToday: (what) => `${what} soll laut Zusage bis heute bezahlt sein`,
      untried: (what) => `${what} hat noch niemand angesprochen`,
      again: (what) => `zu ${what} war niemand zu erreichen`,
      disputed: (what) => `${what} wird bestritten`,
    },
    owedTitles: {
      promised: 'Zugesagte Zahlungen, jetzt fällig',
      untried: 'Rechnungen, die noch niemand angesprochen hat',
      again: 'Rechnungen, zu denen niemand zu erreichen war',
      disputed: 'Bestrittene Rechnungen',
    },
    openTogether: (count, sums) =>
      `${count} ${count === 1 ? 'Rechnung ist' : 'Rechnungen sind'} offen${sums === '' ? '' : `, zusammen ${sums}`}.`,
    nothingToAsk: 'Heute ist niemand anzurufen.',
    owed: (invoice, product, days) => `${invoice} (${product}), ${days} überfällig`,
    promisedBy: (day) => `zugesagt bis ${day}`,
    promisedOn: (day) => `zugesagt am ${day}, ohne Termin`,
    disputedSince: (day) => `bestritten seit ${day}`,
    askedOn: (day) => `zuletzt versucht am ${day}`,
    tried: (times) => (times === 1 ? 'ein Versuch' : `${times} Versuche`),
    keeper: (rep) => `betreut von ${rep}`,
    saidThen: (quoted) => `Dazu hieß es: ${quoted}`,
    agesTitle: 'Offene Rechnungen nach Alter',
    age: (upTo) => (upTo === null ? 'Über 90 Tage' : upTo === 30 ? 'Bis 30 Tage' : `${upTo - 29} bis ${upTo} Tage`),
    ofAge: (age, count, sums) => `${age}: ${count}${sums === '' ? '' : `, ${sums}`}`,
    record: 'Ergebnis eintragen',
  },
);

const sumsIn = ({ speech }: RolesReading, sums: readonly Money[]): string =>
  speech.list(sums.map((one) => speech.money(one)));

const invoiceIn = ({ speech }: RolesReading, { invoice, amount }: OwedInvoice): string =>
  words(speech).invoice(invoice, amount === null ? null : speech.money(amount));

/** What who collects reads. */
export function collectorsPart(reading: RolesReading, { lines, ages }: CollectorsDay): RolesTold {
  const { speech } = reading;
  const said = words(speech);
  const [first] = lines;
  const open = ages.reduce((sum, { count }) => sum + count, 0);
  if (open === 0) return noPart;
  const all = said.openTogether(open, sumsIn(reading, allSums(ages)));
  return {
    counts: lines.length === 0 ? counted(open, said.counts.open) : counted(lines.length, said.counts.owed),
    matters: [
      first === undefined
        ? { headline: all, why: said.nothingToAsk }
        : { headline: callAbout(reading, first.owed, whyOwed(reading, first)), why: all },
    ],
    tasks: collectorsSections.flatMap((one) => {
      const here = lines.flatMap(({ section: is, owed }) => (is === one ? [owed] : []));
      return taskListOf(reading, said.owedTitles[one], here, owedNamed, {
        head: ({ client, contact }) => askedAt(reading, client, contact),
        text: (owed) => owedText(reading, owed),
        button: ({ receivable, lifecycle, forCollector }) => ({
          label: said.record,
          grant: { purpose: 'receivable', subject: receivable },
          lifecycle,
          ...placed(forCollector),
        }),
      });
    }),
    sections: section(
      said.agesTitle,
      ages.map(({ upTo, count, sums }) => {
        const line = said.ofAge(said.age(upTo), count, speech.list(sums.map((one) => speech.money(one))));
        return `${line}.`;
      }),
    ),
  };
}

function allSums(ages: CollectorsDay['ages']): readonly Money[] {
  const byCurrency = groupBy(
    ages.flatMap(({ sums }) => sums),
    ({ currency }) => currency,
  );
  return [...byCurrency].map(([currency, of]) => ({
    currency,
    amount: of.reduce((sum, { amount }) => sum + amount, 0),
  }));
}

function whyOwed(reading: RolesReading, { section: is, owed }: OwedLine): string {
  const { speech, day } = reading;
  const said = words(speech);
  const what = invoiceIn(reading, owed);
  if (is !== 'promised') return said.whyOwed[is](what);
  const until = owed.last?.until ?? null;
  if (until === day) return said.whyOwed.promisedToday(what);
  return until === null
    ? `${what}, ${said.promisedOn(speech.day(owed.last?.on ?? day))}`
    : said.whyOwed.promised(what, speech.day(until));
}

function owedText(reading: RolesReading, owed: OwedInvoice): string {
  const { speech, day } = reading;
  const said = words(speech);
  const { product, since, last, tries, rep, forCollector } = owed;
  const days = termsOf(speech).days(Math.max(1, daysBetween(since, day)));
  const spoken = last === null || last.words === null ? '' : `. ${said.saidThen(speech.quoted(last.words))}`;
  const parts = [
    capitalised(said.owed(invoiceIn(reading, owed), product, days)),
    ...(last === null ? [] : [lastIn(reading, last)]),
    ...(tries === 0 ? [] : [said.tried(tries)]),
    ...(last?.outcome === 'disputed' ? [said.keeper(rep)] : []),
  ];
  return `${parts.join('; ')}${awayOf(reading, forCollector)}${spoken}`;
}

function lastIn({ speech }: RolesReading, { outcome, on, until }: NonNullable<OwedInvoice['last']>): string {
  const said = words(speech);
  if (outcome === 'promised')
    return until === null ? said.promisedOn(speech.day(on)) : said.promisedBy(speech.day(until));
  return (outcome === 'disputed' ? said.disputedSince : said.askedOn)(speech.day(on));
}
