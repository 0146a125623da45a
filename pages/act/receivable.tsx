/** An overdue invoice, for the person who collects it. */
import { addDays } from '../../domain/core/calendar';
import type { Occasion } from '../../domain/told/occasion';
import { receivableById, type Presented } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseOne } from '../parts/choice';
import { DateField, NoteField } from '../parts/field';
import { askPage, RecordIt, Relationship, type Asking } from './ask';

const words = inBoth(
  {
    title: (client: string) => `Overdue invoice of ${client}`,
    invoice: (which: string) => (which === '' ? 'An invoice' : `Invoice ${which}`),
    amount: (money: string) => ` for ${money}`,
    overdue: (what: string, day: string) => `${what} has been overdue since ${day}.`,
    untried: 'Nobody has tried to collect it yet.',
    tried: (times: number) => (times === 1 ? 'It was tried once so far.' : `It was tried ${times} times so far.`),
    outcome: 'What came of it?',
    promised: 'They promised to pay',
    until: 'If they promised: by which day?',
    noAnswer: 'Nobody answered',
    disputed: 'They dispute it',
    paid: 'It is paid',
    writtenOff: 'It is written off (say why)',
    note: 'Note',
  },
  {
    title: (client) => `Überfällige Rechnung von ${client}`,
    invoice: (which) => (which === '' ? 'Eine Rechnung' : `Rechnung ${which}`),
    amount: (money) => ` über ${money}`,
    overdue: (what, day) => `${what} ist seit ${day} überfällig.`,
    untried: 'Bisher hat niemand versucht, sie einzuziehen.',
    tried: (times) => (times === 1 ? 'Es gab bisher einen Versuch.' : `Es gab bisher ${times} Versuche.`),
    outcome: 'Was ist daraus geworden?',
    promised: 'Sie haben die Zahlung zugesagt',
    until: 'Bei einer Zusage: Bis wann?',
    noAnswer: 'Niemand war zu erreichen',
    disputed: 'Sie bestreiten sie',
    paid: 'Sie ist bezahlt',
    writtenOff: 'Sie ist abgeschrieben (bitte schreiben, warum)',
    note: 'Notiz',
  },
);

/** What is said of a try to collect an invoice, and of how it ended. */
export const receivableReceipts = inBoth(
  {
    promised: 'Recorded: they promised to pay.',
    promisedFor: (day: string) => `Recorded: they promised to pay by ${day}.`,
    'no-answer': 'Recorded: nobody answered.',
    disputed: 'Recorded: they dispute it.',
    paid: 'Recorded: it is paid.',
    'written-off': 'Recorded: it is written off.',
    ended: {
      paid: 'This invoice is paid.',
      'written-off': 'This invoice was written off.',
      voided: 'This invoice was made by mistake, and nobody owes it.',
    },
  },
  {
    promised: 'Eingetragen: Sie haben die Zahlung zugesagt.',
    promisedFor: (day) => `Eingetragen: Sie haben die Zahlung bis ${day} zugesagt.`,
    'no-answer': 'Eingetragen: Niemand war zu erreichen.',
    disputed: 'Eingetragen: Sie bestreiten die Rechnung.',
    paid: 'Eingetragen: Die Rechnung ist bezahlt.',
    'written-off': 'Eingetragen: Die Rechnung ist abgeschrieben.',
    ended: {
      paid: 'Diese Rechnung ist bezahlt.',
      'written-off': 'Diese Rechnung wurde abgeschrieben.',
      voided: 'Diese Rechnung entstand aus Versehen, und niemand schuldet sie.',
    },
  },
);

/** Which invoice, how much, since when, and how often somebody tried. */
function invoiceText(occasion: Occasion, one: Presented['receivables'][number]): string {
  const { invoice = '', amount, days, heardAt, tries } = one;
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const what = `${said.invoice(invoice)}${amount === undefined ? '' : said.amount(speech.money(amount))}`;
  const overdue = said.overdue(what, speech.day(addDays(heardAt.slice(0, 10), -days)));
  return `${overdue} ${tries === 0 ? said.untried : said.tried(tries)}`;
}

/** The invoice, and what the client says of it. */
export function receivablePage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { lifecycle, locale } = occasion;
  const said = words(locale);
  const overdue = receivableById(lifecycle, subject);
  return askPage({
    asking,
    title: said.title(lifecycle.client.name),
    when: overdue === undefined ? '' : invoiceText(occasion, overdue),
    children: (
      <>
        <ChooseOne
          form={form}
          legend={said.outcome}
          options={[
            { value: 'promised', label: said.promised },
            { value: 'no-answer', label: said.noAnswer },
            { value: 'disputed', label: said.disputed },
            { value: 'paid', label: said.paid },
            { value: 'written-off', label: said.writtenOff },
          ]}
        />
        <DateField form={form} name="until" label={said.until} />
        <NoteField form={form} label={said.note} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Relationship occasion={occasion} />,
  });
}
