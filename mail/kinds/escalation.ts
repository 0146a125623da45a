/** An alarm: what is wrong, since when, who has not reacted, what to do first, and who hears of it next. */
import { dateText, dayText } from '../../domain/told/day-text';
import { capitalised } from '../../domain/core/item-steps';
import { itemName } from '../../domain/core/item';
import { ladderRoles } from '../../domain/core/policy';
import { ownNames } from '../../domain/concerns/alarm-reasons';
import { ageText, askedText, nextText, wrongText, type LadderNames } from '../../domain/told/alarm-words';
import type { MailRole } from '../../domain/told/mails';
import { aboutWhom, firstStepsOf, leavingText, type Occasion } from '../../domain/told/occasion';
import type { Presented } from '../../domain/told/present';
import { dayLines, toldSince } from '../../domain/told/spoken';
import { wordsSection } from './answer';
import { backgroundSections, section } from '../sections';
import type { Draft, MailSection } from '../draft';

type Alarm = Presented['escalations'][number];

/** To the person who must react: what the alarm is about, and the button to take it on or resolve it. */
export function escalationMail(occasion: Occasion, role: MailRole): Draft {
  const { lifecycle, subject } = occasion;
  const alarm = lifecycle.escalations.find(({ id }) => id === subject);
  const wrong = wrongText(alarm?.reasons ?? [], namesOf(occasion, alarm?.about), alarm?.ownSignals);
  // The subject tells of the event, the text of how things stand when it goes out.
  const news = occasion.event !== null && 'escalation' in occasion.event ? occasion.event : null;
  const told =
    news !== null && 'reasons' in news
      ? wrongText(news.reasons, namesOf(occasion, alarm?.about), ownNames(news.own))
      : wrong;
  const of = `${lifecycle.client.name}: ${told} (${lifecycle.product.name})`;
  return {
    subject: `${leadOf(occasion, alarm)}: ${of}`,
    matters: [
      {
        headline: `${lifecycle.client.name} needs you: ${wrong}.`,
        why: alarm === undefined ? '' : whyOf(occasion, alarm, role),
        button: { label: 'Take it on', grant: { purpose: 'escalation', subject } },
      },
    ],
    sections: [
      ...wordsSection(occasion),
      ...section('First steps', alarm === undefined ? [] : stepLines(occasion, alarm)),
      ...sinceSection(occasion, alarm),
      ...backgroundSections(occasion),
    ],
  };
}

const namesOf = (occasion: Occasion, ids: readonly string[] = []): readonly string[] =>
  ids.flatMap((id) => {
    const name = aboutWhom(occasion, id);
    const to = occasion.contacts.find((contact) => contact.id === id)?.wentTo;
    return name === null ? [] : [to === undefined ? name : `${name} (went to ${to})`];
  });

/** When the mail is told of; the alarm's own moment on a page. */
const tellingOf = ({ event, at }: Occasion, alarm: Alarm): { readonly again: boolean; readonly at: string } => ({
  again: event?.kind === 'escalation-climbed' && (event.again || event.week !== undefined),
  at:
    at ??
    alarm.asked
      ?.map(({ last }) => last)
      .toSorted()
      .at(-1) ??
    alarm.openedAt,
});

/** How the subject begins: no two mails about one alarm begin alike. */
function leadOf(occasion: Occasion, alarm: Alarm | undefined): string {
  const { event } = occasion;
  if (alarm === undefined) return 'Urgent';
  const { again, at } = tellingOf(occasion, alarm);
  if (again) return `Still open after ${ageText(alarm.openedAt, at)}`;
  if (event?.kind === 'escalation-climbed') return `Nobody has reacted since ${dateText(alarm.openedAt)}`;
  if (event?.kind === 'escalation-reopened') return 'Back again';
  if (event?.kind === 'escalation-joined') return event.fell === true ? 'Red now' : 'More has come up';
  return alarm.severity === 'small' ? 'To be made up for' : 'Urgent';
}

function whyOf(occasion: Occasion, alarm: Alarm, role: MailRole): string {
  const names: LadderNames = {
    rep: occasion.rep?.name ?? null,
    manager: occasion.leaders.manager,
    director: occasion.leaders.director,
  };
  const reader = ladderRoles.find((one) => one === role) ?? null;
  const asked = askedText(alarm.asked ?? [], reader, names);
  const [first] = stepLines(occasion, alarm);
  const notice = alarm.reasons.includes('notice-given') ? leavingText(occasion) : '';
  return [
    ...(notice === '' ? [] : [notice]),
    `Open since ${dayText(alarm.openedAt)}.`,
    ...(asked === null ? [] : [capitalised(asked)]),
    ...(first === undefined ? [] : [`To do first: ${first}.`]),
    nextText(alarm.next, names, alarm.asked ?? []),
  ].join(' ');
}

const stepLines = (occasion: Occasion, { id }: Alarm): readonly string[] =>
  firstStepsOf(occasion, id)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .map(({ kind, dueAt }) => `${itemName(kind)}, by ${dayText(dueAt)}`);

/** What changed since it was opened, in a mail that comes again. */
function sinceSection(occasion: Occasion, alarm: Alarm | undefined): readonly MailSection[] {
  if (alarm === undefined || occasion.event?.kind !== 'escalation-climbed') return [];
  const since = dayLines(toldSince(occasion.lately, alarm.openedAt));
  return section('Since it was opened', since.length === 0 ? ['Nothing was recorded.'] : since);
}
