/** Why there is nothing to do behind a link. */
import { invitationVoices } from '../../domain/told/invitation-voice';
import type { Language } from '../../domain/core/language';
import { voices } from '../../domain/told/voice';
import { page } from '../parts/page';

/** To whom, and in whose name, a page of a client's contact speaks. */
export interface Addressed {
  readonly language: Language;
  readonly brand: string;
}

/** For our own people, and for a link that nobody knows. */
export function closedPage(title: string, why: string): string {
  return page({
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{why}</p>
      </>
    ),
  });
}

/** For a client's contact. */
function closedForContact(title: string, why: string, { language, brand }: Addressed): string {
  return page({
    title,
    language,
    brand,
    children: (
      <>
        <h1>{title}</h1>
        <p>{why}</p>
      </>
    ),
  });
}

/** To a contact: the question is no longer asked, in their language. */
export function questionClosedPage(addressed: Addressed): string {
  const { closed, closedWhy } = voices[addressed.language];
  return closedForContact(closed, closedWhy, addressed);
}

/** To a contact: the invitation is no longer open, in their language. */
export function invitationClosedPage(addressed: Addressed): string {
  const { closed, closedWhy } = invitationVoices[addressed.language];
  return closedForContact(closed, closedWhy, addressed);
}
