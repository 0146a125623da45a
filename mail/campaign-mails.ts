/** What a contact of the client reads of a campaign: the invitation with its calendar file, and that it is called off. */
import { whenText } from '../domain/organisation/campaign';
import { invitationVoices } from '../domain/told/invitation-voice';
import type { Occasion } from '../domain/told/occasion';
import { voices } from '../domain/told/voice';
import type { Invitation } from './letter';
import { section, type Words } from './sections';

function when({ campaign, language, zone }: Occasion): readonly string[] {
  return campaign === null ? [] : [whenText(campaign.startsAt, zone, language)];
}

function calendar({ campaign, subject, rep }: Occasion, called: 'on' | 'off'): { readonly invitation?: Invitation } {
  if (campaign === null || subject === null) return {};
  const { title, description, place, startsAt, minutes } = campaign;
  return {
    invitation: {
      id: subject,
      start: startsAt,
      minutes,
      title,
      lines: description === undefined ? [] : [description],
      ...(place === undefined ? {} : { place }),
      ...(rep === null ? {} : { organizer: rep }),
      ...(called === 'off' ? { calledOff: true } : {}),
    },
  };
}

export function invitation(occasion: Occasion): Words {
  const { language, campaign, subject } = occasion;
  const voice = invitationVoices[language];
  const { title = '', description = '', place } = campaign ?? {};
  return {
    subject: `${voice[campaign?.kind ?? 'event']}: ${title}`,
    parts: [
      {
        headline: title,
        why: description === '' ? voice.invited : description,
        button: { label: voice.button, grant: { purpose: 'invitation', subject } },
      },
    ],
    sections: [...section(voice.when, when(occasion)), ...section(voice.where, place === undefined ? [] : [place])],
    ...calendar(occasion, 'on'),
    footer: voices[language].footer,
    language,
  };
}

export function invitationCalledOff(occasion: Occasion): Words {
  const { language, campaign } = occasion;
  const voice = invitationVoices[language];
  return {
    subject: `${voice.calledOff}: ${campaign?.title ?? ''}`,
    parts: [{ headline: `${voice.calledOff}: ${campaign?.title ?? ''}`, why: voice.calledOffWhy }],
    sections: section(voice.when, when(occasion)),
    ...calendar(occasion, 'off'),
    footer: voices[language].footer,
    language,
  };
}
