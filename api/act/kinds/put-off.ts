/** An item is put off from its page: to which day, and why. */
import { z } from 'zod';
import { postponeReasons } from '../../../domain/core/item';
import { dayIn, type Locale } from '../../../domain/told/locale';
import { leftReceipt } from '../../../pages/act/item-receipt';
import { pressedField, putOffReceipts, putsOff } from '../../../pages/act/put-off';
import { sendDepartures } from '../../messages/departures';
import { postponeIn } from '../../messages/item-decisions';
import type { SentForm } from '../../http/form';
import { going, sayingOfLink, type ActKind } from '../act-kind';
import { dayField, fieldsOf, itemForm, noteField, refusedAt } from '../fields';
import { wrongWords } from '../wrong-words';
import { whoLeft } from './item-said';

const putOffForm = (locale: Locale) =>
  z.object({
    until: dayField(locale, wrongWords(locale).untilDay),
    reason: z.enum(postponeReasons, wrongWords(locale).whyPutOff),
    left: itemForm(locale).shape.left,
    note: noteField(locale),
  });

/** True where the button was pressed that puts an item off. */
export function isPutOff(form: SentForm): boolean {
  return form[pressedField] === putsOff;
}

/** Puts it off; its link goes on. Who has left is told all the same. Throws `FormError`, at the day where the rules do not allow it. */
export const putItOff: ActKind['act'] = async (sent, deps) => {
  const { occasion } = sent;
  const { locale } = occasion;
  const { until, reason, note, left: chosen } = fieldsOf(putOffForm(locale), sent.form);
  const left = whoLeft({ left: chosen }, occasion);
  // Another day is another question: one that was refused is not asked again.
  const saying = { ...sayingOfLink(sent), key: `${sent.onceKey}:${until}`, note };
  await refusedAt('until', locale, () => postponeIn({ item: sent.subject ?? '', until, reason }, saying, deps));
  await sendDepartures(
    left.map(({ id }) => id),
    sayingOfLink(sent),
    deps,
  );
  const putOff = putOffReceipts(locale).putOff(dayIn(locale, until));
  return going(
    `${putOff}${leftReceipt(
      occasion,
      left.map(({ name }) => name),
    )}`,
  );
};
