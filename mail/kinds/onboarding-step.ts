/** An onboarding step comes due, or should have been completed. */
import type { Occasion } from '../../domain/told/occasion';
import { about, backgroundSections } from '../sections';
import type { Draft, DraftButton } from '../draft';

export const tickOffSteps: DraftButton = {
  label: 'Tick off onboarding steps',
  grant: { purpose: 'onboarding', subject: null },
};

/** To the owner of a step: that it comes due, or that it is overdue. */
export function onboardingStepMail(occasion: Occasion): Draft {
  const step = occasion.lifecycle.onboarding.steps.find(({ code }) => code === occasion.subject);
  const title = step?.title ?? 'a step';
  const target = step?.targetOn ?? '';
  const late = step?.overdue === true;
  return {
    subject: `${late ? 'Overdue' : 'Soon due'}: ${title} for ${about(occasion)}`,
    matters: [
      {
        headline: late ? `“${title}” should have been completed by ${target}.` : `“${title}” is due on ${target}.`,
        why:
          step?.owner === 'client'
            ? 'The client does this step: ask how far they are.'
            : 'The sooner they are set up, the sooner they get what they bought.',
        button: tickOffSteps,
      },
    ],
    sections: backgroundSections(occasion),
  };
}
