/** Which onboarding steps are completed; those that are not yet stay on the list. */
import { contractEndText } from '../../domain/told/occasion';
import { openSteps } from '../../domain/told/present';
import { ChooseSeveral } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { askPage, Background, type Asking } from './ask';

/** The open steps with their target days, to tick off. */
export function onboardingPage(asking: Asking): string {
  const { form, occasion } = asking;
  const { lifecycle } = occasion;
  return askPage({
    asking,
    title: `Onboarding of ${lifecycle.client.name}`,
    when: contractEndText({ lifecycle }),
    children: (
      <>
        <ChooseSeveral
          form={form}
          legend="Which steps are completed?"
          options={openSteps(lifecycle).map(({ code, title, targetOn }) => ({
            value: code,
            label:
              targetOn === undefined ? (
                title
              ) : (
                <>
                  {title} <span class="quiet">by {targetOn}</span>
                </>
              ),
          }))}
        />
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
