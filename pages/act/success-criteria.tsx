/** The client's own words on how they will know success, where sales did not ask for them. */
import { successQuestion } from '../../domain/concerns/first-year';
import { NoteField, Send } from '../parts/field';
import { Background, type Asking } from './ask';
import { itemPage, WhatCameOfIt } from './item-parts';

/** Above the field for the client's words. */
export const theirWordsLabel = `“${successQuestion}” In their words:`;

/** Asks whether the conversation took place, and for the client's words. */
export function successCriteriaPage(asking: Asking): string {
  const { form, occasion } = asking;
  return itemPage({
    asking,
    children: (
      <>
        <WhatCameOfIt form={form} />
        <NoteField form={form} label={theirWordsLabel} />
        <Send />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
