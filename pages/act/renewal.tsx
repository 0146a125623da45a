/** The contract's end: they renew, for how long and how much; or they leave, when and why. */
import { churnReasons } from '../../domain/core/stages';
import { longestTermMonths, shortestTermMonths, usualTermMonths } from '../../domain/core/contract';
import { capitalised } from '../../domain/core/item-steps';
import { renewalCalls } from '../../domain/figures/accuracy';
import { amountShownIn } from '../../domain/told/locale';
import { callsIn, forecastIn } from '../../domain/told/words/forecast';
import { inBoth } from '../../domain/told/words/in-both';
import { contractIn, noticeIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { ChooseOne } from '../parts/choice';
import { Section } from '../parts/sections';
import { DateField, NoteField, NumberField, SelectField, WholeNumberField } from '../parts/field';
import { askPage, PromiseList, RecordIt, Relationship, type Asking } from './ask';

const words = inBoth(
  {
    title: (client: string) => `Renewal of ${client}`,
    isRenewing: 'Is the client renewing?',
    renew: 'Yes: they renew',
    churn: 'No: they leave now',
    notice: 'No: they stay until the day for which they gave notice',
    undecided: 'Not decided yet',
    months: 'If they renew: for how many months?',
    worth: (currency: string) => `If they renew: for how much a year, in ${currency}?`,
    whyLeave: 'If they leave: why?',
    chooseReason: 'Choose a reason',
    received: 'If they gave notice: on which day did it come?',
    ends: 'If they gave notice: for which day?',
    emptyForEnd: 'Leave it empty for the end of the term.',
    expect: 'If it is not decided: what do you make of it?',
    chooseExpect: 'Choose what you expect',
    note: 'Note',
    forecast: 'How it looks',
    calls: 'What the rep and the manager make of it',
  },
  {
    title: (client) => `Verlängerung bei ${client}`,
    isRenewing: 'Verlängert der Kunde?',
    renew: 'Ja: der Kunde verlängert',
    churn: 'Nein: der Kunde geht jetzt',
    notice: 'Nein: der Kunde bleibt bis zu dem Tag, auf den er gekündigt hat',
    undecided: 'Noch nicht entschieden',
    months: 'Bei Verlängerung: für wie viele Monate?',
    worth: (currency) => `Bei Verlängerung: für wie viel im Jahr, in ${currency}?`,
    whyLeave: 'Wenn der Kunde geht: warum?',
    chooseReason: 'Grund wählen',
    received: 'Bei Kündigung: An welchem Tag kam sie?',
    ends: 'Bei Kündigung: Auf welchen Tag?',
    emptyForEnd: 'Leer lassen für das Ende der Laufzeit.',
    expect: 'Wenn es offen ist: Was erwarten Sie?',
    chooseExpect: 'Erwartung wählen',
    note: 'Notiz',
    forecast: 'Wie es aussieht',
    calls: 'Wie Betreuung und Teamleitung es sehen',
  },
);

/** What is said of what the client does. */
export const renewalReceipts = inBoth(
  {
    renewed: (months: number, worth: string) =>
      `Renewed for ${months} ${months === 1 ? 'month' : 'months'}. It is worth ${worth} a year.`,
    leaves: (why: string) => `The client leaves (${why}).`,
    notice: (received: string, why: string, ends: string) =>
      `The client gave notice on ${received} (${why}); it takes effect on ${ends}.`,
    undecided: (call: string) => `Recorded: ${call}. It is still to be decided.`,
  },
  {
    renewed: (months, worth) =>
      `Verlängert um ${months} ${months === 1 ? 'Monat' : 'Monate'}. Es geht um ${worth} im Jahr.`,
    leaves: (why) => `Der Kunde geht (${why}).`,
    notice: (received, why, ends) => `Der Kunde hat am ${received} gekündigt (${why}), wirksam am ${ends}.`,
    undecided: (call) => `Eingetragen: ${call}. Die Entscheidung steht noch aus.`,
  },
);

/** The forecast, and the decision: renewed on which terms, or lost for which reason. */
export function renewalPage(asking: Asking): string {
  const { form, occasion } = asking;
  const { lifecycle, locale } = occasion;
  const { annualValue } = lifecycle.renewal;
  const said = words(locale);
  const speech = speechFor(occasion);
  const { leaving, calls } = termsOf(locale);
  return askPage({
    asking,
    title: said.title(lifecycle.client.name),
    when: `${contractIn(speech, lifecycle)} ${noticeIn(speech, lifecycle)}`.trim(),
    children: (
      <>
        <ChooseOne
          form={form}
          legend={said.isRenewing}
          options={[
            { value: 'renew', label: said.renew },
            { value: 'churn', label: said.churn },
            { value: 'notice', label: said.notice },
            { value: 'undecided', label: said.undecided },
          ]}
        />
        <WholeNumberField
          form={form}
          name="termMonths"
          label={said.months}
          min={shortestTermMonths}
          max={longestTermMonths}
          value={usualTermMonths}
        />
        <NumberField
          form={form}
          name="annualValue"
          label={said.worth(annualValue.currency)}
          value={amountShownIn(locale, annualValue)}
        />
        <SelectField
          form={form}
          name="reason"
          label={said.whyLeave}
          none={said.chooseReason}
          options={churnReasons.map((reason) => ({ value: reason, text: capitalised(leaving[reason]) }))}
        />
        <DateField form={form} name="receivedOn" label={said.received} />
        <DateField form={form} name="endsOn" label={said.ends} hint={said.emptyForEnd} />
        <SelectField
          form={form}
          name="call"
          label={said.expect}
          none={said.chooseExpect}
          options={renewalCalls.map((call) => ({ value: call, text: capitalised(calls[call]) }))}
        />
        <NoteField form={form} label={said.note} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: (
      <>
        <PromiseList occasion={occasion} />
        <Section title={said.forecast} lines={forecastIn(occasion)} />
        <Section title={said.calls} lines={callsIn(occasion)} />
        <Relationship occasion={occasion} />
      </>
    ),
  });
}
