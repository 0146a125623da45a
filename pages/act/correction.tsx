/** The receipt of an item, with the form by which it is corrected. */
import { itemById } from '../../domain/told/present';
import { ChooseOne } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { errorAt } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { Wrong } from '../parts/notice';
import type { Asking } from './ask';
import { HowHappy, outcomeChoices } from './item-parts';
import { receiptPage, type Receipt } from './receipt';

/** What was recorded, and below it what really came of it. Nothing is chosen beforehand; the score is the one that stands. */
export function correctionPage(receipt: Receipt, { occasion, subject, form, formNumber }: Asking): string {
  const { lifecycle } = occasion;
  const happiness = itemById(lifecycle, subject)?.happiness;
  const wrong = errorAt(form, '');
  return receiptPage(
    lifecycle.client.name,
    receipt,
    <>
      <h2>Made a mistake? Correct it</h2>
      {wrong === undefined ? null : <Wrong why={wrong} />}
      <form method="post">
        <ChooseOne
          form={form}
          legend="What really came of it?"
          options={[...outcomeChoices, { value: 'open', label: 'Nothing yet: open it again' }]}
        />
        <HowHappy form={form} hint="(empty: nobody said)" value={happiness} />
        <NoteField form={form} label="What was wrong?" />
        <Send label="Correct it" />
        <FormNumber of={formNumber} />
      </form>
    </>,
  );
}
