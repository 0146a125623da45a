/** What a contact of the client reads of a campaign: the invitation with its calendar file, and that it is called off. */
import { whenText } from '../../domain/told/campaign';
import { invitationVoices } from '../../domain/told/invitation-voice';
import type { Occasion } from '../../domain/told/occasion';
import { voices } from '../../domain/told/voice';
import { section } from '../sections';
import type { Draft, Meeting } from '../draft';

/** To a contact: what the training or event is, when and where, with the button that answers. */
export function invitationMail(occasion: Occasion): Draft {
  const { language, campaign, subject } = occasion;
  const voice = invitationVoices[language];
  const { title = '', description = '', place, kind = 'event' } = campaign ?? {};
  return {
    subject: `${voice[kind]}: ${title}`,
    matters: [
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

/** To a contact who was invited: it does not take place. */
export function calledOffMail(occasion: Occasion): Draft {
  const { language, campaign } = occasion;
  const voice = invitationVoices[language];
  const headline = `${voice.calledOff}: ${campaign?.title ?? ''}`;
  return {
    subject: headline,
    matters: [{ headline, why: voice.calledOffWhy }],
    sections: section(voice.when, when(occasion)),
    ...calendar(occasion, 'off'),
    footer: voices[language].footer,
    language,
  };
}

/** When it takes place, on the client's wall clock. */
function when({ campaign, language, zone }: Occasion): readonly string[] {
  return campaign === null ? [] : [whenText(campaign.startsAt, zone, language)];
}

/** The calendar file: it puts the meeting in, or takes it out again. */
function calendar({ campaign, subject, rep }: Occasion, called: 'on' | 'off'): { readonly meeting?: Meeting } {
  if (campaign === null || subject === null) return {};
  const { title, description, place, startsAt, minutes } = campaign;
  return {
    meeting: {
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
