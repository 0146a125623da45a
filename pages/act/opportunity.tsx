/** Where the client could use more, for the business developer. */
import { amountShownIn } from '../../domain/told/locale';
import { opportunityById } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { ChooseOne } from '../parts/choice';
import { NoteField, NumberField } from '../parts/field';
import { askPage, Background, RecordIt, type Asking } from './ask';

const words = inBoth(
  {
    opportunity: (client: string) => `Opportunity with ${client}`,
    whyNow: (reasons: string) => `Why now: ${reasons}.`,
    outcome: 'What came of it?',
    won: 'Won: they take more',
    notNow: 'Not now: bring it up again later',
    lost: 'Lost: they do not want it',
    worth: (currency: string) => `If won: what does this product cost them a year from now on, in ${currency}?`,
    asItIs: '(leave it as it is if it was sold as a deal of its own)',
    note: 'Note',
  },
  {
    opportunity: (client) => `Verkaufschance bei ${client}`,
    whyNow: (reasons) => `Warum jetzt: ${reasons}.`,
    outcome: 'Was ist daraus geworden?',
    won: 'Gewonnen: sie nehmen mehr',
    notNow: 'Jetzt nicht: später wieder vorlegen',
    lost: 'Verloren: sie möchten es nicht',
    worth: (currency) => `Wenn gewonnen: Was kostet sie dieses Produkt von jetzt an im Jahr, in ${currency}?`,
    asItIs: '(unverändert lassen, wenn es als eigener Abschluss verkauft wurde)',
    note: 'Notiz',
  },
);

/** What is said of what came of an opportunity. */
export const opportunityReceipts = inBoth(
  {
    won: (worth: string) => `Recorded: won. It is worth ${worth} a year now.`,
    lost: 'Recorded: lost.',
    'not-now': 'Recorded: not now. It will be brought up again.',
    ended: { won: 'This opportunity was won.', lost: 'This opportunity was lost.' },
  },
  {
    won: (worth) => `Eingetragen: gewonnen. Es geht jetzt um ${worth} im Jahr.`,
    lost: 'Eingetragen: verloren.',
    'not-now': 'Eingetragen: jetzt nicht. Es wird wieder vorgelegt.',
    ended: { won: 'Diese Verkaufschance wurde gewonnen.', lost: 'Diese Verkaufschance ging verloren.' },
  },
);

/** Why the client could use more, and whether they take it, for how much. */
export function opportunityPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { lifecycle, locale } = occasion;
  const { annualValue } = lifecycle.renewal;
  const said = words(locale);
  const reasons = opportunityById(lifecycle, subject)?.reasons ?? [];
  const why = speechFor(occasion).list(reasons.map((reason) => termsOf(locale).opportunities[reason]));
  return askPage({
    asking,
    title: said.opportunity(lifecycle.client.name),
    when: why === '' ? '' : said.whyNow(why),
    children: (
      <>
        <ChooseOne
          form={form}
          legend={said.outcome}
          options={[
            { value: 'won', label: said.won },
            { value: 'not-now', label: said.notNow },
            { value: 'lost', label: said.lost },
          ]}
        />
        <NumberField
          form={form}
          name="annualValue"
          label={said.worth(annualValue.currency)}
          hint={said.asItIs}
          value={amountShownIn(locale, annualValue)}
        />
        <NoteField form={form} label={said.note} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
