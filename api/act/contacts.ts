/** The pages that a client's contacts see behind their links, by what the link is for. */
import { whenText } from '../../domain/organisation/campaign';
import { invitationVoices } from '../../domain/told/invitation-voice';
import type { Occasion } from '../../domain/told/occasion';
import { voices } from '../../domain/told/voice';
import type { Purpose } from '../../links/links';
import { invitationPage } from '../../pages/invitation';
import { questionPage, said } from '../../pages/question';

interface ContactPages {
  asks(occasion: Occasion, brand: string, more: { readonly done?: string; readonly error?: string }): string;
  thanks(occasion: Occasion, brand: string, what: string): string;
  closed(occasion: Pick<Occasion, 'language'>, brand: string): string;
}

function invitationClosed({ language }: Pick<Occasion, 'language'>, brand: string): string {
  const { closed, closedWhy } = invitationVoices[language];
  return said({ language, brand }, closed, closedWhy);
}

export const contactPages = {
  satisfaction: {
    asks: ({ language }, brand, { error }) => questionPage({ language, brand }, error !== undefined),
    thanks: ({ language }, brand, what) => said({ language, brand }, what),
    closed: ({ language }, brand) => said({ language, brand }, voices[language].closed, voices[language].closedWhy),
  },
  invitation: {
    asks: ({ language, campaign, zone }, brand, { done, error }) =>
      campaign === null
        ? invitationClosed({ language }, brand)
        : invitationPage({ language, brand }, campaign, whenText(campaign.startsAt, zone, language), {
            ...(done === undefined ? {} : { done }),
            failed: error !== undefined,
          }),
    thanks: ({ language }, brand, what) => said({ language, brand }, what),
    closed: invitationClosed,
  },
} as const satisfies { readonly [P in Purpose]?: ContactPages };

export type ContactPurpose = keyof typeof contactPages;

/** True for a link that was mailed to a client's contact. */
export function isForContacts(purpose: Purpose): purpose is ContactPurpose {
  return purpose in contactPages;
}
