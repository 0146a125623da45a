/** The client's own words on how they will know success, where sales did not ask for them. */
import { successQuestion } from '../../domain/concerns/first-year';
import { itemById } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { NoteField } from '../parts/field';
import { Background, RecordIt, type Asking } from './ask';
import { HasLeft } from './has-left';
import { itemPage, WhatCameOfIt } from './item-parts';

/** What is asked, and where the answer is written down. */
export const criteriaWords = inBoth(
  { theirWords: `“${successQuestion}” In their words:`, recorded: 'Their words are recorded.' },
  {
    theirWords: '„Woran werden Sie in sechs Monaten erkennen, ob es ein Erfolg war?“ In ihren Worten:',
    recorded: 'Ihre Worte sind festgehalten.',
  },
);

/** Asks whether the conversation took place, and for the client's words. */
export function successCriteriaPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { locale, lifecycle } = occasion;
  return itemPage({
    asking,
    children: (
      <>
        <WhatCameOfIt form={form} occasion={occasion} kind={itemById(lifecycle, subject)?.kind} />
        <NoteField form={form} label={criteriaWords(locale).theirWords} />
        <HasLeft form={form} occasion={occasion} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
