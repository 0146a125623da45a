/** An alarm: what is wrong, since when, who has not reacted, what to do first, and who hears of it next. */
import { ownNames, type AlarmReason } from '../../domain/concerns/alarm-reasons';
import { capitalised } from '../../domain/core/item-steps';
import { ladderRoles } from '../../domain/core/policy';
import type { MailRole } from '../../domain/told/mails';
import { aboutWhom, firstStepsOf, type Occasion } from '../../domain/told/occasion';
import type { Presented, PresentedItem } from '../../domain/told/present';
import { toldSince } from '../../domain/told/spoken';
import type { Draft, MailSection } from '../draft';
import { ofProduct, section, toKnow } from '../sections';
import { ageIn, whoWasAskedIn, nextIn, wrongIn, type LadderNames } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import { dayLinesIn, itemIn, itemWith, noticeIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { wordsSection } from './answer';

const words = inBoth(
  {
    urgent: 'Urgent',
    small: 'To catch up on',
    stillOpen: (age: string) => `Still open after ${age}`,
    nobody: (day: string) => `Nobody has reacted since ${day}`,
    back: 'Back again',
    red: 'Red now',
    more: 'More has come up',
    notDone: (item: string, day: string) => `${item} not ${item === 'call' ? 'made' : 'done'}, due ${day}`,
    missed: (item: string, day: string) => `The ${item}, planned for ${day}, was missed.`,
    needsYou: (client: string, wrong: string) => `${client} needs you: ${wrong}.`,
    openSince: (day: string) => `Open since ${day}.`,
    doFirst: (what: string) => `To do first: ${what}.`,
    recordOrDo: 'Record the outcome if it took place; otherwise make up for it now.',
    button: 'Take it on',
    firstSteps: 'First steps',
    step: (what: string, day: string) => `${what}, by ${day}`,
    since: 'Since it was opened',
    nothing: 'Nothing was recorded.',
    wentTo: (name: string, to: string) => `${name} (went to ${to})`,
  },
  {
    urgent: 'Dringend',
    small: 'Nachzuholen',
    stillOpen: (age) => `Nach ${age} noch offen`,
    nobody: (day) => `Seit ${day} hat niemand reagiert`,
    back: 'Wieder da',
    red: 'Jetzt rot',
    more: 'Es ist etwas dazugekommen',
    notDone: (item, day) => `${item} nicht erledigt, fällig ${day}`,
    missed: (item, day) => `${item}, geplant für ${day}, wurde versäumt.`,
    needsYou: (client, wrong) => `${client} braucht Sie: ${capitalised(wrong)}.`,
    openSince: (day) => `Offen seit ${day}.`,
    doFirst: (what) => `Als Erstes: ${what}.`,
    recordOrDo: 'Hat es stattgefunden, tragen Sie das Ergebnis ein; sonst holen Sie es jetzt nach.',
    button: 'Übernehmen',
    firstSteps: 'Erste Schritte',
    step: (what, day) => `${what}, bis ${day}`,
    since: 'Seit der Alarm offen ist',
    nothing: 'Nichts eingetragen.',
    wentTo: (name, to) => `${name} (jetzt bei ${to})`,
  },
);

type Alarm = Presented['escalations'][number];

/** To the person who must react: what the alarm is about, and the button to take it on or resolve it. */
export function escalationMail(occasion: Occasion, role: MailRole): Draft {
  const { lifecycle, subject, event, locale } = occasion;
  const said = words(locale);
  const alarm = lifecycle.escalations.find(({ id }) => id === subject);
  const speech = speechFor(occasion);
  // The subject tells of the event, the text of how things stand when it goes out.
  const news = event !== null && 'escalation' in event && 'reasons' in event ? event : null;
  const names = namesOf(occasion, alarm?.about);
  const wrong = wrongIn(speech, alarm?.reasons ?? [], names, alarm?.ownSignals);
  const told = news === null ? wrong : wrongIn(speech, news.reasons, names, ownNames(news.own));
  const short = shortOf(occasion, told, missedFor(occasion, news?.reasons ?? alarm?.reasons ?? []));
  const missed = missedFor(occasion, alarm?.reasons ?? []);
  const since = sinceSection(occasion, alarm);
  return {
    subject: `${leadOf(occasion, alarm)}: ${ofProduct(occasion, `${lifecycle.client.name} – ${short}`)}`,
    matters: [
      {
        headline:
          missed === null
            ? said.needsYou(lifecycle.client.name, wrong)
            : capitalised(said.missed(itemWith(speech, missed, lifecycle.client.name), dueIn(occasion, missed))),
        why: alarm === undefined ? '' : whyOf(occasion, alarm, { role, missed }),
        button: { label: said.button, grant: { purpose: 'escalation', subject } },
      },
    ],
    sections: [
      ...wordsSection(occasion),
      ...section(said.firstSteps, alarm === undefined ? [] : stepLines(occasion, alarm).slice(1)),
      ...since,
      // What happened since is said once.
      ...toKnow(since.length === 0 ? occasion : { ...occasion, lately: [] }, {
        health: true,
        ...(alarm === undefined ? {} : { besides: [subject, ...firstStepsOf(occasion, alarm.id).map(({ id }) => id)] }),
      }),
    ],
  };
}

const shortOf = (occasion: Occasion, wrong: string, missed: PresentedItem | null): string =>
  missed === null
    ? wrong
    : words(occasion.locale).notDone(itemIn(speechFor(occasion), missed), dueIn(occasion, missed));

const dueIn = (occasion: Occasion, { dueAt }: PresentedItem): string => speechFor(occasion).dayOf(dueAt);

/** The item for which the alarm is raised, where it is for one that was missed alone, and that is known. */
function missedFor({ lifecycle, at }: Occasion, reasons: readonly AlarmReason[]): PresentedItem | null {
  const [reason] = reasons;
  if (reason === undefined || reasons.length > 1 || !reason.endsWith('-missed')) return null;
  const { touches, reviews, items } = lifecycle;
  const missed = [...touches, ...reviews, ...items].filter(
    ({ programme, state, dueAt }) =>
      state === 'missed' && reason === `${programme}-missed` && (at === null || dueAt <= at),
  );
  return missed.toSorted((a, b) => (a.dueAt < b.dueAt ? 1 : -1))[0] ?? null;
}

const namesOf = (occasion: Occasion, ids: readonly string[] = []): readonly string[] =>
  ids.flatMap((id) => {
    const name = aboutWhom(occasion, id);
    const to = occasion.contacts.find((contact) => contact.id === id)?.wentTo;
    return name === null ? [] : [to === undefined ? name : words(occasion.locale).wentTo(name, to)];
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
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const { event } = occasion;
  if (alarm === undefined) return said.urgent;
  const { again, at } = tellingOf(occasion, alarm);
  if (again) return said.stillOpen(ageIn(speech, alarm.openedAt, at));
  if (event?.kind === 'escalation-climbed') return said.nobody(speech.dayOf(alarm.openedAt));
  if (event?.kind === 'escalation-reopened') return said.back;
  if (event?.kind === 'escalation-joined') return event.fell === true ? said.red : said.more;
  return alarm.severity === 'small' ? said.small : said.urgent;
}

function whyOf(
  occasion: Occasion,
  alarm: Alarm,
  { role, missed }: { readonly role: MailRole; readonly missed: PresentedItem | null },
): string {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const names: LadderNames = {
    rep: occasion.rep?.name ?? null,
    manager: occasion.leaders.manager,
    director: occasion.leaders.director,
  };
  const reader = ladderRoles.find((one) => one === role) ?? null;
  const asked = whoWasAskedIn(speech, alarm.asked ?? [], reader, names);
  const [first] = stepLines(occasion, alarm);
  const notice = alarm.reasons.includes('notice-given') ? noticeIn(speech, occasion.lifecycle) : '';
  return [
    ...(notice === '' ? [] : [notice]),
    ...(missed === null ? [said.openSince(speech.dayOf(alarm.openedAt))] : [said.recordOrDo]),
    ...(asked === null ? [] : [capitalised(asked)]),
    ...(first === undefined ? [] : [said.doFirst(first)]),
    nextIn(speech, alarm.next, names, alarm.asked ?? []),
  ].join(' ');
}

/** The first steps that are still to be done, by day. */
const stepLines = (occasion: Occasion, { id }: Alarm): readonly string[] =>
  firstStepsOf(occasion, id)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .map(({ kind, dueAt }) =>
      words(occasion.locale).step(termsOf(occasion.locale).items[kind], speechFor(occasion).dayOf(dueAt)),
    );

/** What changed since it was opened, in a mail that comes again. */
function sinceSection(occasion: Occasion, alarm: Alarm | undefined): readonly MailSection[] {
  if (alarm === undefined || occasion.event?.kind !== 'escalation-climbed') return [];
  const said = words(occasion.locale);
  const since = dayLinesIn(speechFor(occasion), toldSince(occasion.lately, alarm.openedAt));
  return section(said.since, since.length === 0 ? [said.nothing] : since);
}
