/** What was agreed at reviews is ticked off; the link stays open until all of the product line is done. */
import { z } from 'zod';
import type { Locale } from '../../../domain/told/locale';
import { agreedPage, agreedReceipts } from '../../../pages/act/agreed-due';
import { tickOff } from '../../../records/agreed-actions';
import { headOf } from '../../messages/read';
import { momentNow } from '../../messages/reviews';
import { done, forUs, going } from '../act-kind';
import { FormError, fieldsOf, several } from '../fields';
import { wrongWords } from '../wrong-words';

const agreedForm = (locale: Locale) => {
  const { agreed } = wrongWords(locale);
  return z.object({
    outcome: z.preprocess(several, z.array(z.string(agreed).max(200, agreed), agreed).min(1, agreed).max(100, agreed)),
  });
};

export const agreedLink = forUs({
  asks: agreedPage,
  act: async ({ occasion, form, by }, deps) => {
    const { lifecycle, locale, agreed = [] } = occasion;
    const { outcome: ids } = fieldsOf(agreedForm(locale), form);
    const ticked = agreed.filter(({ id }) => ids.includes(id));
    if (ticked.length !== new Set(ids).size) throw new FormError({ outcome: wrongWords(locale).agreed });
    const { clock } = await headOf(lifecycle.id, deps);
    await tickOff(deps.db, ids, { at: momentNow(clock), by });
    const what = agreedReceipts(locale).done(ticked.map(({ words }) => words).join('; '));
    return ticked.length === agreed.length ? done(what) : going(what);
  },
  ending: ({ locale }) => agreedReceipts(locale).allDone,
});
