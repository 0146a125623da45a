/** Onboarding steps that are completed; the link stays open until all are. */
import { z } from 'zod';
import type { Locale } from '../../../domain/told/locale';
import { onboardingPage, onboardingReceipts } from '../../../pages/act/onboarding';
import { sendFact } from '../../messages/facts';
import { FormError, noteField, fieldsOf, several } from '../fields';
import { forUs, going, sayingOfLink } from '../act-kind';
import { wrongWords } from '../wrong-words';

const stepsForm = (locale: Locale) => {
  const { steps } = wrongWords(locale);
  return z.object({
    outcome: z.preprocess(several, z.array(z.string(steps).max(64, steps), steps).min(1, steps).max(50, steps)),
    note: noteField(locale),
  });
};

export const onboardingLink = forUs({
  asks: onboardingPage,
  act: async (sent, deps) => {
    const { locale } = sent.occasion;
    const { outcome: codes, note: words } = fieldsOf(stepsForm(locale), sent.form);
    const steps = sent.occasion.lifecycle.onboarding.steps.filter(({ code }) => codes.includes(code));
    if (steps.length !== codes.length) throw new FormError({ outcome: wrongWords(locale).steps });
    const saying = sayingOfLink(sent);
    for (const { code } of steps) {
      const eventId = `${saying.eventId}:${code}`;
      await sendFact('onboardingStepCompleted', { step: code }, { ...saying, eventId, note: words }, deps);
    }
    return going(onboardingReceipts(locale).completed(steps.map(({ title }) => title).join(', ')));
  },
});
