/** The part of a brief for who leads: who needs help. */
import { daysBetween } from '../../domain/core/calendar';
import {
  leadersNamed,
  type ClientLeaving,
  type LeadersDay,
  type RenewalAtRisk,
  type RepBehind,
  type Uncovered,
  type UntakenAlarm,
} from '../../domain/told/leaders-day';
import { ageIn, whoWasAskedIn, wrongIn } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import { itemWith } from '../../domain/told/words/known';
import { termsOf } from '../../domain/told/words/terms';
import type { DraftButton, Matter } from '../draft';
import { section } from '../sections';
import { awayOf, counted, taskListOf, placed, type RolesReading, type RolesTold } from './roles-listed';

const words = inBoth(
  {
    counts: {
      alarms: (count: number) => `${count} ${count === 1 ? 'alarm' : 'alarms'} that nobody took on`,
      behind: (count: number) => `${count} ${count === 1 ? 'colleague' : 'colleagues'} behind`,
      uncovered: (count: number) => `${count} ${count === 1 ? 'colleague' : 'colleagues'} without a deputy`,
      leaving: (count: number) => `${count} ${count === 1 ? 'client' : 'clients'} leaving`,
      atRisk: (count: number) => `${count} ${count === 1 ? 'renewal' : 'renewals'} at risk`,
    },
    needsYou: (client: string, wrong: string, day: string) =>
      `${client} needs you: ${wrong}, and nobody has reacted since ${day}.`,
    askRep: (rep: string) => `${rep} looks after them: ask what stands in the way, or take it on yourself.`,
    repNeedsHelp: (rep: string, count: number, day: string) =>
      `${rep} needs help: ${count === 1 ? 'one thing is overdue,' : `${count} things are overdue, the oldest`} since ${day}.`,
    passOn: 'Ask what stands in the way, or pass clients on.',
    uncovered: (rep: string, when: string) => `Nobody stands in for ${rep}, ${when}.`,
    awayUntil: (day: string) => `who is away until ${day}`,
    awayFrom: (from: string, until: string) => `who is away from ${from} to ${until}`,
    hasLeft: 'who has left',
    nameDeputy: (clients: string) =>
      `Name a deputy, or pass the clients on: until then what falls due waits (${clients}).`,
    gaveNotice: (client: string, day: string) => `${client} gave notice and leaves on ${day}.`,
    isGone: (client: string, day: string) => `${client} left on ${day}.`,
    learn: (rep: string) => `${rep} looks after them: agree on what can still be done.`,
    lookBack: (rep: string) => `${rep} looked after them: ask what could be learnt.`,
    onlyAtRisk: (count: number) =>
      count === 1
        ? 'One contract of the next 90 days is at risk.'
        : `${count} contracts of the next 90 days are at risk.`,
    dearest: 'The dearest stand below, with who looks after them.',
    untakenTitle: 'Nobody has taken these on',
    lookedAfter: (client: string, rep: string) => `${client} – looked after by ${rep}`,
    alarm: (product: string, wrong: string, day: string, age: string) => `${product}: ${wrong}, since ${day} (${age})`,
    takeOn: 'Take it on',
    behindTitle: 'Overdue with your people',
    behind: (rep: string, count: number, oldest: string, product: string, day: string) =>
      count === 1
        ? `${rep}: ${oldest} (${product}), overdue since ${day}.`
        : `${rep}: ${count} things are overdue, the oldest ${oldest} (${product}), since ${day}.`,
    step: (title: string, client: string) => `onboarding step “${title}” of ${client}`,
    uncoveredTitle: 'Nobody stands in',
    uncoveredLine: (rep: string, when: string, clients: string) => `${rep}, ${when}: ${clients}.`,
    leavingTitle: 'Clients who leave',
    leaving: (what: string, worth: string, how: string, rep: string) =>
      `${what}, worth ${worth} a year: ${how}; ${rep}.`,
    noticeFor: (day: string, why: string) => `notice for ${day} (${why})`,
    leftOn: (day: string, why: string) => `left on ${day} (${why})`,
    atRiskTitle: 'At risk in the next 90 days, the dearest first',
    atRisk: (what: string, worth: string, day: string, left: string, rep: string) =>
      `${what}: worth ${worth} a year, ends on ${day}; ${left} left to decide; ${rep}.`,
    moreAtRisk: (count: number, worth: string) => `${count} more, worth ${worth} a year together.`,
  },
  {
    counts: {
      alarms: (count) => `${count} ${count === 1 ? 'Alarm' : 'Alarme'} ohne Reaktion`,
      behind: (count) => `${count} im Rückstand`,
      uncovered: (count) => `${count} ohne Vertretung`,
      leaving: (count) => `${count} ${count === 1 ? 'Abgang' : 'Abgänge'}`,
      atRisk: (count) => `${count} ${count === 1 ? 'Verlängerung' : 'Verlängerungen'} gefährdet`,
    },
    needsYou: (client, wrong, day) => `${client} braucht Sie: ${wrong}, und seit ${day} hat niemand reagiert.`,
    askRep: (rep) => `${rep} betreut den Kunden: Fragen Sie, woran es liegt, oder übernehmen Sie selbst.`,
    repNeedsHelp: (rep, count, day) =>
      `${rep} braucht Hilfe: ${count === 1 ? 'eine Sache ist überfällig,' : `${count} Dinge sind überfällig, das älteste`} seit ${day}.`,
    passOn: 'Fragen Sie, woran es liegt, oder geben Sie Kunden weiter.',
    uncovered: (rep, when) => `Niemand vertritt ${rep}, ${when}.`,
    awayUntil: (day) => `abwesend bis ${day}`,
    awayFrom: (from, until) => `abwesend von ${from} bis ${until}`,
    hasLeft: 'nicht mehr im Haus',
    nameDeputy: (clients) =>
      `Benennen Sie eine Vertretung, oder geben Sie die Kunden weiter: Bis dahin bleibt liegen, was fällig wird (${clients}).`,
    gaveNotice: (client, day) => `${client} hat gekündigt und geht am ${day}.`,
    isGone: (client, day) => `${client} ist seit ${day} nicht mehr Kunde.`,
    learn: (rep) => `${rep} betreut den Kunden: Vereinbaren Sie, was noch zu tun ist.`,
    lookBack: (rep) => `${rep} hat den Kunden betreut: Fragen Sie, was daraus zu lernen ist.`,
    onlyAtRisk: (count) =>
      count === 1
        ? 'Ein Vertrag der nächsten 90 Tage ist gefährdet.'
        : `${count} Verträge der nächsten 90 Tage sind gefährdet.`,
    dearest: 'Die größten stehen unten, mit ihrer Betreuung.',
    untakenTitle: 'Von niemandem übernommen',
    lookedAfter: (client, rep) => `${client} – betreut von ${rep}`,
    alarm: (product, wrong, day, age) => `${product}: ${wrong}, seit ${day} (seit ${age})`,
    takeOn: 'Übernehmen',
    behindTitle: 'Überfällig in Ihrem Team',
    behind: (rep, count, oldest, product, day) =>
      count === 1
        ? `${rep}: ${oldest} (${product}), überfällig seit ${day}.`
        : `${rep}: ${count} Dinge sind überfällig, am längsten ${oldest} (${product}), seit ${day}.`,
    step: (title, client) => `Einführungsschritt „${title}“ bei ${client}`,
    uncoveredTitle: 'Ohne Vertretung',
    uncoveredLine: (rep, when, clients) => `${rep}, ${when}: ${clients}.`,
    leavingTitle: 'Kunden, die gehen',
    leaving: (what, worth, how, rep) => `${what}, ${worth} im Jahr: ${how}; ${rep}.`,
    noticeFor: (day, why) => `gekündigt zum ${day} (${why})`,
    leftOn: (day, why) => `gegangen am ${day} (${why})`,
    atRiskTitle: 'In den nächsten 90 Tagen gefährdet, die größten zuerst',
    atRisk: (what, worth, day, left, rep) =>
      `${what}: ${worth} im Jahr, endet am ${day}; noch ${left} zur Entscheidung; ${rep}.`,
    moreAtRisk: (count, worth) => `${count} weitere, zusammen ${worth} im Jahr.`,
  },
);

/** What a leader reads. */
export function leadersPart(reading: RolesReading, part: LeadersDay): RolesTold {
  const said = words(reading.speech);
  const { alarms, behind, uncovered, leaving, atRisk, moreAtRisk } = part;
  const risky = atRisk.length + moreAtRisk.reduce((sum, { count }) => sum + count, 0);
  const matter = leadersMatter(reading, part, risky);
  return {
    counts: [
      ...counted(alarms.length, said.counts.alarms),
      ...counted(behind.length, said.counts.behind),
      ...counted(uncovered.length, said.counts.uncovered),
      ...counted(leaving.length, said.counts.leaving),
      ...counted(risky, said.counts.atRisk),
    ],
    matters: matter === null ? [] : [matter],
    tasks: taskListOf(reading, said.untakenTitle, alarms, leadersNamed.alarms, {
      head: ({ client, rep }) => said.lookedAfter(client, rep),
      text: (one) => alarmText(reading, one),
      button: ({ ask, lifecycle, forLeader }) => ({
        label: said.takeOn,
        grant: { purpose: 'escalation', subject: ask.id },
        lifecycle,
        ...placed(forLeader),
      }),
    }),
    sections: [
      ...section(
        said.behindTitle,
        behind.map((one) => behindLine(reading, one)),
      ),
      ...section(
        said.uncoveredTitle,
        uncovered.map((one) =>
          said.uncoveredLine(one.rep, whenAway(reading, one), termsOf(reading.speech).clients(one.clients)),
        ),
      ),
      ...section(
        said.leavingTitle,
        leaving.map((one) => leavingLine(reading, one)),
      ),
      ...section(said.atRiskTitle, [
        ...atRisk.map((one) => atRiskLine(reading, one)),
        ...moreAtRisk.map(({ count, worth }) => said.moreAtRisk(count, reading.speech.money(worth))),
      ]),
    ],
  };
}

/** Who needs the leader most; null where nobody does. */
function leadersMatter(
  reading: RolesReading,
  { alarms: [alarm], behind: [late], uncovered: [absent], leaving: [left] }: LeadersDay,
  risky: number,
): Matter<DraftButton> | null {
  const { speech } = reading;
  const said = words(speech);
  if (alarm !== undefined)
    return {
      headline: said.needsYou(alarm.client, wrongAt(reading, alarm), speech.dayOf(alarm.ask.at)),
      why: said.askRep(alarm.rep),
    };
  if (late !== undefined)
    return {
      headline: said.repNeedsHelp(late.rep, late.things, speech.dayOf(late.oldest.ask.at)),
      why: said.passOn,
    };
  if (absent !== undefined)
    return {
      headline: said.uncovered(absent.rep, whenAway(reading, absent)),
      why: said.nameDeputy(termsOf(speech).clients(absent.clients)),
    };
  if (left !== undefined)
    return {
      headline: (left.isGone ? said.isGone : said.gaveNotice)(left.client, speech.day(left.on)),
      why: (left.isGone ? said.lookBack : said.learn)(left.rep),
    };
  return risky === 0 ? null : { headline: said.onlyAtRisk(risky), why: said.dearest };
}

const wrongAt = ({ speech }: RolesReading, { ask, about }: UntakenAlarm): string =>
  wrongIn(speech, ask.reasons, about, ask.ownSignals);

function alarmText(reading: RolesReading, one: UntakenAlarm): string {
  const { speech } = reading;
  const said = words(speech);
  const { ask, product, rep, forLeader } = one;
  // The director hears of it in a digest of their own, and the leader knows what they were asked themselves.
  const reps = (ask.asked ?? []).filter(({ role }) => role === 'rep');
  const asked = whoWasAskedIn(speech, reps, null, { rep, manager: null, director: null });
  const who = asked === null ? '' : `; ${asked.replace(/\.$/, '')}`;
  const since = said.alarm(product, wrongAt(reading, one), speech.dayOf(ask.at), ageIn(speech, ask.at, speech.now));
  return `${since}${who}${awayOf(reading, forLeader)}`;
}

function behindLine({ speech }: RolesReading, { rep, things, oldest }: RepBehind): string {
  const said = words(speech);
  const { ask, client, product } = oldest;
  const what =
    ask.kind === 'item'
      ? itemWith(speech, { kind: ask.what }, client)
      : said.step(ask.kind === 'onboarding' ? ask.what : '', client);
  return said.behind(rep, things, what, product, speech.dayOf(ask.at));
}

function whenAway({ speech, day }: RolesReading, { from, until }: Uncovered): string {
  const said = words(speech);
  if (until === null) return said.hasLeft;
  return from <= day ? said.awayUntil(speech.day(until)) : said.awayFrom(speech.day(from), speech.day(until));
}

function leavingLine({ speech }: RolesReading, one: ClientLeaving): string {
  const said = words(speech);
  const { client, product, worth, on, reason, isGone, rep } = one;
  const why = termsOf(speech).leaving[reason ?? 'other'];
  const how = (isGone ? said.leftOn : said.noticeFor)(speech.day(on), why);
  return said.leaving(`${client}, ${product}`, speech.money(worth), how, rep);
}

function atRiskLine({ speech, day }: RolesReading, one: RenewalAtRisk): string {
  const said = words(speech);
  const { client, product, worth, renewsOn, decideBy, rep } = one;
  const left = termsOf(speech).days(Math.max(0, daysBetween(day, decideBy)));
  return said.atRisk(`${client}, ${product}`, speech.money(worth), speech.day(renewsOn), left, rep);
}
