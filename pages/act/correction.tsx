/** The receipt of an item, with the form by which it is corrected. */
import type { Occasion } from '../../domain/told/occasion';
import { itemById, type PresentedItem } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { isSent } from '../../domain/told/words/outcomes';
import { ChooseOne, type Option } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { errorAt, typedInto } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { Wrong } from '../parts/notice';
import type { Asking } from './ask';
import { ClientVersion, SendToClient } from './client-version';
import { HowHappy, outcomeOptions } from './item-parts';
import { receiptPage, type Receipt } from './receipt';
import { criteriaWords } from './success-criteria';

const words = inBoth(
  {
    mistake: 'Made a mistake? Correct it',
    really: 'What really came of it?',
    openAgain: 'Nothing yet: open it again',
    saidElse: 'They said something else: open it again',
    nobodySaid: '(empty: nobody said)',
    whatWasWrong: 'What was wrong?',
    correct: 'Correct it',
  },
  {
    mistake: 'Etwas falsch? Berichtigen',
    really: 'Was ist wirklich daraus geworden?',
    openAgain: 'Noch nichts: wieder öffnen',
    saidElse: 'Sie haben etwas anderes gesagt: wieder öffnen',
    nobodySaid: '(leer: niemand hat es gesagt)',
    whatWasWrong: 'Was war falsch?',
    correct: 'Berichtigen',
  },
);

/** What is said once it is corrected. */
export const correctionReceipts = inBoth(
  { openAgain: 'Corrected: it is open again.', corrected: (what: string) => `Corrected. ${what}` },
  { openAgain: 'Berichtigt: Es ist wieder offen.', corrected: (what) => `Berichtigt. ${what}` },
);

/** What an item can be corrected to: words that a client said are not said again, but written down anew. */
function optionsFor(occasion: Occasion, item: PresentedItem | undefined): readonly Option[] {
  const said = words(occasion.locale);
  const theirWordsAreThere = item?.programme === 'success-criteria' && item.outcome === 'done';
  return [
    ...outcomeOptions(occasion, item?.kind).filter(({ value }) => !(theirWordsAreThere && value === 'done')),
    { value: 'open', label: theirWordsAreThere ? said.saidElse : said.openAgain },
  ];
}

/** What was recorded, and below it what really came of it. Nothing is chosen beforehand; the score is the one that stands. */
export function correctionPage(receipt: Receipt, { occasion, subject, form, formNumber }: Asking): string {
  const { lifecycle, locale } = occasion;
  const said = words(locale);
  const item = itemById(lifecycle, subject);
  const isCriteria = item?.programme === 'success-criteria';
  const wrong = errorAt(form, '');
  return receiptPage(
    { client: lifecycle.client.name, locale },
    receipt,
    <>
      <h2>{said.mistake}</h2>
      {wrong === undefined ? null : <Wrong why={wrong} />}
      <form method="post">
        <ChooseOne form={form} legend={said.really} options={optionsFor(occasion, item)} />
        {isCriteria || (item !== undefined && isSent(item.kind) && item.happiness === undefined) ? null : (
          <HowHappy form={form} occasion={occasion} hint={said.nobodySaid} value={item?.happiness} />
        )}
        {isCriteria && (item.outcome !== 'done' || typedInto(form, 'words') !== '') ? (
          <NoteField form={form} name="words" label={criteriaWords(locale).theirWords} />
        ) : null}
        <NoteField form={form} label={said.whatWasWrong} />
        <Send label={said.correct} />
        <FormNumber of={formNumber} />
      </form>
      {item?.kind !== 'quarterly-review' || occasion.review === undefined ? null : (
        <>
          <ClientVersion occasion={occasion} review={occasion.review} />
          <SendToClient form={form} formNumber={formNumber} occasion={occasion} review={occasion.review} />
        </>
      )}
    </>,
  );
}
