/** An item is put off from its page: to which day, and why. */
import { z } from 'zod';
import { postponeReasons } from '../../../domain/core/item';
import { dateText } from '../../../domain/told/day-text';
import { pressedField, putsOff } from '../../../pages/act/put-off';
import { postponeIn } from '../../messages/item-decisions';
import type { SentForm } from '../../http/form';
import { going, sayingOfLink, type ActKind } from '../act-kind';
import { dayField, fieldsOf, noteField, refusedAt } from '../fields';

const chooseADay = 'Choose a day to come.';

const putOffForm = z.object({
  until: dayField(chooseADay),
  reason: z.enum(postponeReasons, 'Choose why it is put off.'),
  note: noteField,
});

/** True where the button was pressed that puts an item off. */
export function isPutOff(form: SentForm): boolean {
  return form[pressedField] === putsOff;
}

/** Puts it off; its link goes on. Throws `FormError`, at the day where the rules do not allow it. */
export const putItOff: ActKind['act'] = async (sent, deps) => {
  const { until, reason, note } = fieldsOf(putOffForm, sent.form);
  // Another day is another question: one that was refused is not asked again.
  const saying = { ...sayingOfLink(sent), key: `${sent.onceKey}:${until}`, note };
  await refusedAt('until', () => postponeIn({ item: sent.subject ?? '', until, reason }, saying, deps));
  return going(`Put off to ${dateText(until)}. The links in your mails stay good until then.`);
};
