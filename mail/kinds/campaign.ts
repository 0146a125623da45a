/** What a contact of the client reads of a campaign: the invitation with its calendar file, that it is moved or called off. */
import { whenText } from '../../domain/told/campaign';
import { invitationVoices } from '../../domain/told/invitation-voice';
import type { Occasion } from '../../domain/told/occasion';
import { voices } from '../../domain/told/voice';
import { section } from '../sections';
import type { Draft, Meeting } from '../draft';
import { letterTo } from '../letter';

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
        says: voice.invited,
        why: description,
        button: { label: voice.button, grant: { purpose: 'invitation', subject } },
      },
    ],
    sections: [...section(voice.when, when(occasion)), ...section(voice.where, place === undefined ? [] : [place])],
    ...calendar(occasion),
    footer: voices[language].footer,
    language,
    letter: letterTo(occasion),
  };
}

/** To a contact who was invited and did not decline: it was moved, with the button that answers anew. */
export function movedMail(occasion: Occasion): Draft {
  const { language, campaign, subject, event, zone } = occasion;
  const voice = invitationVoices[language];
  const { title = '', place, startsAt = '' } = campaign ?? {};
  const from = event?.kind === 'invitation-moved' ? event.from : startsAt;
  const told =
    from === startsAt
      ? voice.changedWhy
      : voice.movedWhy(whenText(from, zone, language), whenText(startsAt, zone, language));
  const headline = `${from === startsAt ? voice.changed : voice.moved}: ${title}`;
  return {
    subject: headline,
    matters: [
      {
        headline,
        why: '',
        says: `${told} ${voice.answerAnew}`,
        button: { label: voice.button, grant: { purpose: 'invitation', subject } },
      },
    ],
    sections: [...section(voice.when, when(occasion)), ...section(voice.where, place === undefined ? [] : [place])],
    ...calendar(occasion),
    footer: voices[language].footer,
    language,
    letter: letterTo(occasion),
  };
}

/** To a contact who was invited: it does not take place. */
export function calledOffMail(occasion: Occasion): Draft {
  const { language, campaign } = occasion;
  const voice = invitationVoices[language];
  const headline = `${voice.calledOff}: ${campaign?.title ?? ''}`;
  return {
    subject: headline,
    matters: [{ headline, why: '', says: voice.calledOffWhy }],
    sections: section(voice.when, when(occasion)),
    ...calendar(occasion, { calledOff: true }),
    footer: '',
    language,
    letter: letterTo(occasion),
  };
}

/** When it takes place, on the client's wall clock. */
function when({ campaign, language, zone }: Occasion): readonly string[] {
  return campaign === null ? [] : [whenText(campaign.startsAt, zone, language)];
}

/** The calendar file: it puts the meeting in, moves it, or takes it out again. Its organizer stays whoever invited. */
function calendar(
  { campaign, subject, event, rep, organizer }: Occasion,
  called: Pick<Meeting, 'calledOff'> = {},
): { readonly meeting?: Meeting } {
  if (campaign === null || subject === null) return {};
  const { title, description, place, startsAt, minutes } = campaign;
  const by = organizer ?? rep;
  const sequence = event !== null && 'sequence' in event ? event.sequence : undefined;
  return {
    meeting: {
      id: subject,
      start: startsAt,
      minutes,
      title,
      lines: description === undefined ? [] : [description],
      ...(place === undefined ? {} : { place }),
      ...(by === null ? {} : { organizer: by }),
      ...(sequence === undefined ? {} : { sequence }),
      ...called,
    },
  };
}
