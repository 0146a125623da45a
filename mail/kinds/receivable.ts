/** An overdue invoice, told to the person who collects it. The rep is not asked for it. */
import { addDays, daysBetween } from '../../domain/core/calendar';
import type { Occasion } from '../../domain/told/occasion';
import { receivableById, type Presented } from '../../domain/told/present';
import type { Draft } from '../draft';
import { ofProduct, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { contractIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    subject: (which: string, client: string, age: string) => `Overdue: invoice${which} of ${client}${age}`,
    age: (days: number) => `, for ${days} ${days === 1 ? 'day' : 'days'}`,
    invoice: (which: string, amount: string, client: string) =>
      `${which === '' ? 'An invoice' : `Invoice${which}`}${amount} of ${client}`,
    amount: (money: string) => ` for ${money}`,
    overdue: (what: string, day: string, days: string) => `${what} has been overdue since ${day} (${days}).`,
    gone: (client: string) => `An invoice of ${client} was overdue.`,
    untried: 'Nobody has tried to collect it yet.',
    tried: (times: number) => (times === 1 ? 'It was tried once so far.' : `It was tried ${times} times so far.`),
    yours: (keeper: string) =>
      `You collect it; ${keeper}, who looks after the client, does not ask for it. Each try gives you new time; otherwise it is passed on to your manager.`,
    climbed: 'It has not been collected so far, so it has been passed on to you.',
    keeper: (keeper: string) => `${keeper} looks after the client.`,
    theRep: 'the rep',
    button: 'Record the outcome',
  },
  {
    subject: (which, client, age) => `Überfällig: Rechnung${which} von ${client}${age}`,
    age: (days) => `, seit ${days} ${days === 1 ? 'Tag' : 'Tagen'}`,
    invoice: (which, amount, client) => `${which === '' ? 'Eine Rechnung' : `Rechnung${which}`}${amount} von ${client}`,
    amount: (money) => ` über ${money}`,
    overdue: (what, day, days) => `${what} ist seit ${day} überfällig (${days}).`,
    gone: (client) => `Eine Rechnung von ${client} war überfällig.`,
    untried: 'Bisher hat niemand versucht, sie einzuziehen.',
    tried: (times) => (times === 1 ? 'Es gab bisher einen Versuch.' : `Es gab bisher ${times} Versuche.`),
    yours: (keeper) =>
      `Das Einziehen liegt bei Ihnen; ${keeper} betreut den Kunden und fragt nicht danach. Jeder Versuch verschafft neue Zeit; sonst geht sie an Ihre Leitung.`,
    climbed: 'Sie ist bisher nicht bezahlt und darum an Sie weitergegeben worden.',
    keeper: (keeper) => `${keeper} betreut den Kunden.`,
    theRep: 'die Betreuung',
    button: 'Ergebnis eintragen',
  },
);

type Overdue = Presented['receivables'][number];

/** How many days it is overdue at the moment of which the mail tells: so no two mails about one invoice begin alike. */
function daysOf({ at }: Occasion, { days, heardAt }: Overdue): number {
  return days + (at === null ? 0 : Math.max(0, daysBetween(heardAt.slice(0, 10), at.slice(0, 10))));
}

/** The invoice, how long it is overdue, and the button that says what came of it. */
export function receivableMail(occasion: Occasion): Draft {
  const { lifecycle, rep, subject, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const overdue = receivableById(lifecycle, subject);
  const keeper = rep?.name ?? said.theRep;
  const isTheirs = overdue === undefined || overdue.level === 'receivables';
  const which = overdue?.invoice === undefined ? '' : ` ${overdue.invoice}`;
  const age = overdue === undefined ? '' : said.age(daysOf(occasion, overdue));
  const [known, ...more] = toKnow(occasion, { health: true });
  return {
    subject: said.subject(which, ofProduct(occasion, lifecycle.client.name), age),
    matters: [
      {
        headline: overdue === undefined ? said.gone(lifecycle.client.name) : headlineOf(occasion, overdue, which),
        why: [
          ...(overdue === undefined ? [] : [overdue.tries === 0 ? said.untried : said.tried(overdue.tries)]),
          isTheirs ? said.yours(keeper) : said.climbed,
        ].join(' '),
        button: { label: said.button, grant: { purpose: 'receivable', subject } },
      },
    ],
    sections: [
      ...(known === undefined
        ? []
        : [{ ...known, lines: [...known.lines, said.keeper(keeper), contractIn(speech, lifecycle)] }]),
      ...more,
    ],
  };
}

function headlineOf(occasion: Occasion, overdue: Overdue, which: string): string {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const amount = overdue.amount === undefined ? '' : said.amount(speech.money(overdue.amount));
  const since = addDays(overdue.heardAt.slice(0, 10), -overdue.days);
  return said.overdue(
    said.invoice(which, amount, occasion.lifecycle.client.name),
    speech.day(since),
    termsOf(occasion.locale).days(daysOf(occasion, overdue)),
  );
}
