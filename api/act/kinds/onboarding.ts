/** Onboarding steps that are completed; the link stays open until all are. */
import { z } from 'zod';
import { onboardingPage } from '../../../pages/act/onboarding';
import { sendFact } from '../../messages/facts';
import { chooseAnOutcome, FormError, noteField, fieldsOf, several } from '../fields';
import { forUs, going, sayingOfLink } from '../act-kind';

const stepsForm = z.object({
  outcome: z.preprocess(several, z.array(z.string().max(64), chooseAnOutcome).min(1, chooseAnOutcome).max(50)),
  note: noteField,
});

export const onboardingLink = forUs({
  asks: onboardingPage,
  act: async (sent, deps) => {
    const { outcome: codes, note: words } = fieldsOf(stepsForm, sent.form);
    const steps = sent.occasion.lifecycle.onboarding.steps.filter(({ code }) => codes.includes(code));
    if (steps.length !== codes.length) throw new FormError({ outcome: 'Choose steps from the list.' });
    const saying = sayingOfLink(sent);
    for (const { code } of steps) {
      const eventId = `${saying.eventId}:${code}`;
      await sendFact('onboardingStepCompleted', { step: code }, { ...saying, eventId, note: words }, deps);
    }
    return going(`Completed: ${steps.map(({ title }) => title).join(', ')}.`);
  },
});
