/** Why there is nothing to do behind a link. */
import { invitationVoices } from '../../domain/told/invitation-voice';
import type { Language } from '../../domain/core/language';
import { voices } from '../../domain/told/voice';
import { inBoth } from '../../domain/told/words/in-both';
import { page } from '../parts/page';

/** To whom, and in whose name, a page of a client's contact speaks. */
export interface Addressed {
  readonly language: Language;
  readonly brand: string;
}

/** Why one of our own people can do nothing: each with its title and why. To whoever is not known: `stranger-voice.ts`. */
export const closedWords = inBoth(
  {
    elsewhere: {
      title: 'Somebody else has this client now',
      why: (client: string, rep: string) => `${client} is with ${rep} now. Pass on to them what you know.`,
      nobody: (client: string) => `${client} is with somebody else now. Ask your manager with whom.`,
    },
    ended: {
      title: 'This has ended',
      renewed: (client: string, product: string) => `${client} has renewed ${product}: it goes on in the next term.`,
      churned: (client: string, day: string, why: string) => `${client} left on ${day} (${why}).`,
      ineligible: (client: string, day: string, why: string) =>
        `${client} is no longer looked after since ${day} (${why}).`,
    },
    closed: {
      title: 'This is closed already',
      somebody: 'Somebody has dealt with it.',
      nothingLeft: 'Nothing is left to do here.',
    },
  },
  {
    elsewhere: {
      title: 'Diesen Kunden betreut jetzt jemand anderes',
      why: (client, rep) => `${client} ist jetzt bei ${rep}. Geben Sie dort weiter, was Sie wissen.`,
      nobody: (client) => `${client} betreut jetzt jemand anderes. Fragen Sie Ihre Leitung, wer.`,
    },
    ended: {
      title: 'Das ist zu Ende',
      renewed: (client, product) => `${client} hat ${product} verlängert: Es geht in der nächsten Laufzeit weiter.`,
      churned: (client, day, why) => `${client} ist seit ${day} kein Kunde mehr (${why}).`,
      ineligible: (client, day, why) => `${client} wird seit ${day} nicht mehr betreut (${why}).`,
    },
    closed: {
      title: 'Das ist schon abgeschlossen',
      somebody: 'Jemand hat sich darum gekümmert.',
      nothingLeft: 'Hier ist nichts mehr zu tun.',
    },
  },
);

/** For our own people, and for whoever is not known. */
export function closedPage(title: string, why: string, language: Language): string {
  return page({
    title,
    language,
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
