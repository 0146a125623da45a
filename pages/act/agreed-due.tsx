/** What was agreed with a client at reviews and is still open, to be ticked off. */
import { inBoth } from '../../domain/told/words/in-both';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseSeveral } from '../parts/choice';
import { askPage, RecordIt, Relationship, type Asking } from './ask';

const words = inBoth(
  {
    title: (client: string) => `Agreed with ${client}`,
    open: (count: number) => (count === 1 ? 'One thing is still to be done.' : `${count} things are still to be done.`),
    which: 'What is done by now?',
    by: (who: string, day: string) => `${who}, by ${day}`,
  },
  {
    title: (client) => `Vereinbart mit ${client}`,
    open: (count) => (count === 1 ? 'Eine Sache ist noch zu erledigen.' : `${count} Dinge sind noch zu erledigen.`),
    which: 'Was ist inzwischen erledigt?',
    by: (who, day) => `${who}, bis ${day}`,
  },
);

/** What is said of what was ticked off, and where nothing is left. */
export const agreedReceipts = inBoth(
  { done: (what: string) => `Done: ${what}.`, allDone: 'Everything that was agreed is done.' },
  { done: (what) => `Erledigt: ${what}.`, allDone: 'Alles, was vereinbart war, ist erledigt.' },
);

/** The open actions, each with who does it and by when. */
export function agreedPage(asking: Asking): string {
  const { form, occasion } = asking;
  const { lifecycle, locale, agreed = [] } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  return askPage({
    asking,
    title: said.title(lifecycle.client.name),
    when: said.open(agreed.length),
    children: (
      <>
        <ChooseSeveral
          form={form}
          legend={said.which}
          options={agreed.map(({ id, words: what, owner, day }) => ({
            value: id,
            label: (
              <>
                {what} <span class="quiet">{said.by(owner.name, speech.day(day))}</span>
              </>
            ),
          }))}
        />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Relationship occasion={occasion} />,
  });
}
