/** Which onboarding steps are completed; those that are not yet stay on the list. */
import { openSteps } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { contractIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseSeveral } from '../parts/choice';
import { NoteField } from '../parts/field';
import { askPage, Background, RecordIt, type Asking } from './ask';

const words = inBoth(
  {
    onboarding: (client: string) => `Onboarding of ${client}`,
    which: 'Which steps are completed?',
    by: (day: string) => `by ${day}`,
    note: 'Note',
  },
  {
    onboarding: (client) => `Einführung bei ${client}`,
    which: 'Welche Schritte sind abgeschlossen?',
    by: (day) => `bis ${day}`,
    note: 'Notiz',
  },
);

/** What is said of steps that are completed. */
export const onboardingReceipts = inBoth(
  { completed: (steps: string) => `Completed: ${steps}.` },
  { completed: (steps) => `Abgeschlossen: ${steps}.` },
);

/** The open steps with their target days, to tick off. */
export function onboardingPage(asking: Asking): string {
  const { form, occasion } = asking;
  const { lifecycle, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  return askPage({
    asking,
    title: said.onboarding(lifecycle.client.name),
    when: contractIn(speech, lifecycle),
    children: (
      <>
        <ChooseSeveral
          form={form}
          legend={said.which}
          options={openSteps(lifecycle).map(({ code, title, targetOn }) => ({
            value: code,
            label:
              targetOn === undefined ? (
                title
              ) : (
                <>
                  {title} <span class="quiet">{said.by(speech.day(targetOn))}</span>
                </>
              ),
          }))}
        />
        <NoteField form={form} label={said.note} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
