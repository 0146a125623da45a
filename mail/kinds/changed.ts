/** To the rep, where there is no brief in which to read it: a score fell below green, a contact opted out or declined. */
import { capitalised } from '../../domain/core/item-steps';
import { changeText } from '../../domain/told/news';
import { aboutWhom, type Occasion } from '../../domain/told/occasion';
import { about, backgroundSections, section } from '../sections';
import type { Draft } from '../draft';

/** What changed with a client, and what may be done about it. */
export function changedMail(occasion: Occasion): Draft {
  const { event, lifecycle, subject, campaign } = occasion;
  const names = { contact: aboutWhom(occasion, subject ?? undefined), campaign: campaign?.title ?? null };
  const what = capitalised((event === null ? null : changeText(event, names)) ?? 'something changed');
  return {
    subject: `${what.replace(/ \(.*\)$/, '')}: ${about(occasion)}`,
    matters: [{ headline: `${lifecycle.client.name}: ${what}.`, why: whyOf(occasion) }],
    sections: [...section('What to do', stepsOf(occasion)), ...backgroundSections(occasion)],
  };
}

function whyOf({ event }: Occasion): string {
  switch (event?.kind) {
    case 'health-changed':
      return 'It is no alarm yet. You hear of it once; the next you hear is an alarm, if it falls further.';
    case 'contact-opted-out':
      return 'We write to them no more. A person who does not want to hear from us is often one who is looking elsewhere.';
    default:
      return 'They answered from the invitation.';
  }
}

function stepsOf({ event }: Occasion): readonly string[] {
  switch (event?.kind) {
    case 'health-changed':
      return ['Look at what moved it, and ask the client about it before it is worse.'];
    case 'contact-opted-out':
      return ['Call them, if you may: ask whether it is the mails or the product.', 'Win a second contact there.'];
    default:
      return ['Ask whether somebody else should come, or another day would do.'];
  }
}
