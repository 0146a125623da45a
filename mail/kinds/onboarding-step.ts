/** An onboarding step comes due, or should have been completed. */
import type { Occasion } from '../../domain/told/occasion';
import type { Draft, DraftButton } from '../draft';
import { ofProduct, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { dayOr } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';

const words = inBoth(
  {
    tickOff: 'Tick off onboarding steps',
    aStep: 'a step',
    soon: (title: string, client: string) => `Soon due: ${title} for ${client}`,
    overdue: (title: string, client: string) => `Overdue: ${title} for ${client}`,
    isDue: (title: string, client: string, day: string) => `“${title}” is due at ${client} on ${day}.`,
    isLate: (title: string, client: string, day: string) =>
      `“${title}” at ${client} should have been completed by ${day}.`,
    someday: 'a day that nobody set',
    clientDoes: 'The client does this step: ask how far they are.',
    sooner: 'The sooner they are set up, the sooner they get what they bought.',
  },
  {
    tickOff: 'Einführungsschritte abhaken',
    aStep: 'ein Schritt',
    soon: (title, client) => `Bald fällig: ${title} für ${client}`,
    overdue: (title, client) => `Überfällig: ${title} für ${client}`,
    isDue: (title, client, day) => `„${title}“ bei ${client} ist am ${day} fällig.`,
    isLate: (title, client, day) => `„${title}“ bei ${client} hätte bis ${day} erledigt sein sollen.`,
    someday: 'einem nicht festgelegten Tag',
    clientDoes: 'Diesen Schritt macht der Kunde: Fragen Sie, wie weit er ist.',
    sooner: 'Je eher sie eingerichtet sind, desto eher haben sie, was sie gekauft haben.',
  },
);

/** The button that opens the steps of an onboarding. */
export const tickOffSteps = ({ locale }: Pick<Occasion, 'locale'>): DraftButton => ({
  label: words(locale).tickOff,
  grant: { purpose: 'onboarding', subject: null },
});

/** To the owner of a step: that it comes due, or that it is overdue. */
export function onboardingStepMail(occasion: Occasion): Draft {
  const { lifecycle, subject, locale } = occasion;
  const said = words(locale);
  const step = lifecycle.onboarding.steps.find(({ code }) => code === subject);
  const title = step?.title ?? said.aStep;
  const client = lifecycle.client.name;
  const target = dayOr(speechFor(occasion), step?.targetOn, said.someday);
  const late = step?.overdue === true;
  return {
    subject: ofProduct(occasion, late ? said.overdue(title, client) : said.soon(title, client)),
    matters: [
      {
        headline: late ? said.isLate(title, client, target) : said.isDue(title, client, target),
        why: step?.owner === 'client' ? said.clientDoes : said.sooner,
        button: tickOffSteps(occasion),
      },
    ],
    sections: toKnow(occasion),
  };
}
