/** The receipt of an item, with the form by which it is corrected. */
import { itemById, type PresentedItem } from '../../domain/told/present';
import { ChooseOne } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { errorAt, typedInto } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { Wrong } from '../parts/notice';
import type { Asking } from './ask';
import { ClientVersion, SendToClient } from './client-version';
import { HowHappy, outcomeChoices } from './item-parts';
import { receiptPage, type Receipt } from './receipt';
import { theirWordsLabel } from './success-criteria';

/** What an item can be corrected to: words that a client said are not said again, but written down anew. */
function choicesFor(item: PresentedItem | undefined): typeof outcomeChoices {
  const theirWordsAreThere = item?.programme === 'success-criteria' && item.outcome === 'done';
  return [
    ...outcomeChoices.filter(({ value }) => !(theirWordsAreThere && value === 'done')),
    {
      value: 'open',
      label: theirWordsAreThere ? 'They said something else: open it again' : 'Nothing yet: open it again',
    },
  ];
}

/** What was recorded, and below it what really came of it. Nothing is chosen beforehand; the score is the one that stands. */
export function correctionPage(receipt: Receipt, { occasion, subject, form, formNumber, brand }: Asking): string {
  const { lifecycle } = occasion;
  const item = itemById(lifecycle, subject);
  const isCriteria = item?.programme === 'success-criteria';
  const wrong = errorAt(form, '');
  return receiptPage(
    lifecycle.client.name,
    receipt,
    <>
      <h2>Made a mistake? Correct it</h2>
      {wrong === undefined ? null : <Wrong why={wrong} />}
      <form method="post">
        <ChooseOne form={form} legend="What really came of it?" options={choicesFor(item)} />
        {isCriteria ? null : <HowHappy form={form} hint="(empty: nobody said)" value={item?.happiness} />}
        {isCriteria && (item.outcome !== 'done' || typedInto(form, 'words') !== '') ? (
          <NoteField form={form} name="words" label={theirWordsLabel} />
        ) : null}
        <NoteField form={form} label="What was wrong?" />
        <Send label="Correct it" />
        <FormNumber of={formNumber} />
      </form>
      {item?.kind !== 'quarterly-review' || occasion.review === undefined ? null : (
        <>
          <ClientVersion occasion={occasion} review={occasion.review} brand={brand} />
          <SendToClient form={form} formNumber={formNumber} review={occasion.review} />
        </>
      )}
    </>,
  );
}
