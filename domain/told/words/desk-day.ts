/** My day in words: of each line why now, and what next. */
import { capitalised } from '../../core/item-steps';
import { dayOf, daysBetween } from '../../core/calendar';
import type { CivilDate } from '../../core/json';
import type { BurningLine, Day, DueLine, FlaggedLine, RenewalLine, SilentLine } from '../desk/day';
import { daysAwayIn, type Locale } from '../locale';
import type { News } from '../news';
import { nextIn, whoWasAskedIn, wrongIn } from './alarms';
import { inBoth } from './in-both';
import { kindsIn } from './known';
import { speechOf, type Speech } from './speech';
import { termsOf } from './terms';

export const dayWords = inBoth(
  {
    title: 'My day',
    callFirst: (who: string, client: string) => `Call ${who} at ${client} first`,
    beginWith: (client: string) => `Begin with ${client}`,
    onlyComing: 'Nothing is due today',
    onlyComingWhy: 'What comes next stands below.',
    empty: 'A quiet day: nothing waits for you',
    emptyWhy:
      'Nothing is due this week, nobody waits for an answer, and no contract ends soon. A good day to call a client who does not expect it.',
    emptySeller: 'Nobody asks you about a promise. How your clients are doing stands one click away.',
    toClients: 'See my clients',
    counted: {
      burning: (count: number) => `${count} urgent`,
      flagged: (count: number) => `${count} to answer`,
      news: (count: number) => `${count} new`,
      due: (count: number) => `${count} due or overdue`,
      renewals: (count: number) => `${count} to renew`,
      small: (count: number) => `${count} to catch up on`,
      week: (count: number) => `${count} this week`,
      silent: (count: number) => `${count} not spoken to for long`,
    },
    titles: {
      burning: 'Urgent',
      flagged: 'What do you think of these promises?',
      news: 'New since yesterday',
      due: 'Due and overdue',
      renewals: 'Contracts that end in the next 90 days',
      small: 'To catch up on',
      week: 'This week',
      silent: 'Not spoken to for the longest',
    },
    more: (count: number) => `And ${count} more: they come up as these are done.`,
    since: (what: string, day: string) => `${what}, since ${day}.`,
    taken: 'Somebody has taken this on; it stands here until it is settled.',
    first: (what: string, day: string) => `First step: ${what}, by ${day}.`,
    takeItOn: 'Take it on, so that everybody knows that somebody is there.',
    settle: 'Settle it: say what came of it.',
    overdue: 'Overdue',
    dueToday: 'Today',
    dueSince: (day: string, ago: string) => `Due since ${day} (${ago}).`,
    dueNow: 'Due today.',
    dueOn: (day: string, away: string) => `Due on ${day} (${away}).`,
    cameOf: (what: string, day: string) => `Say what came of the ${what} on ${day}`,
    step: (title: string) => `Onboarding step “${title}”`,
    renewal: (day: string, worth: string, left: string, by: string, outlook: string) =>
      `Ends on ${day}${worth === '' ? '' : `, worth ${worth} a year`}; ${left} left to decide${by === '' ? '' : `, by ${by}`}${outlook === '' ? '' : `; ${outlook}`}.`,
    ended: (day: string) => `The contract ended on ${day}, and nobody has decided.`,
    askWhether: 'Ask whether they stay, and record the decision',
    onDay: (what: string, day: string) => `${what}, on ${day}.`,
    silentSince: (day: string, days: string) => `No contact recorded since ${day} (${days}).`,
    news: { said: 'Answer them', changed: 'See what it means for them' },
    callThem: 'Call, and record what you spoke of',
    flagged: (promise: string, day: string) => `The rep flagged ${promise} as oversold on ${day}.`,
    theProduct: 'the product',
    sayWhat: 'Say whether you agree',
    keptBy: (name: string) => `with ${name}`,
    inPlaceOf: (name: string) => `for ${name}, who is away`,
    lastWords: (day: string, quoted: string) => `Last words, on ${day}: ${quoted}`,
    askFor: (who: string) => `Ask for ${who}`,
    nobodyTookIt: 'Nobody has taken it on',
    takenOn: 'Taken on',
    acts: {
      done: 'Done',
      record: 'Record',
      putOff: 'Put off',
      takeOn: 'Take it on',
      settle: 'Settle it',
      firstStep: 'Record the first step',
      tickOff: 'Tick off',
      decide: 'Record the decision',
      answer: 'Answer',
      log: 'Record a contact',
      open: 'Open the client',
    },
    of: (act: string, what: string) => `${act}: ${what}`,
    undo: 'Undo',
  },
  {
    title: 'Mein Tag',
    callFirst: (who, client) => `Rufen Sie zuerst ${who} bei ${client} an`,
    beginWith: (client) => `Beginnen Sie mit ${client}`,
    onlyComing: 'Heute ist nichts fällig',
    onlyComingWhy: 'Was als Nächstes kommt, steht unten.',
    empty: 'Ein ruhiger Tag: Nichts wartet auf Sie',
    emptyWhy:
      'Diese Woche ist nichts fällig, niemand wartet auf eine Antwort, und kein Vertrag endet bald. Ein guter Tag, um einen Kunden anzurufen, der nicht damit rechnet.',
    emptySeller: 'Niemand fragt Sie nach einer Zusage. Wie es Ihren Kunden geht, steht einen Klick weiter.',
    toClients: 'Zu meinen Kunden',
    counted: {
      burning: (count) => `${count} dringend`,
      flagged: (count) => `${count} zu beantworten`,
      news: (count) => `${count} neu`,
      due: (count) => `${count} fällig oder überfällig`,
      renewals: (count) => `${count} zu verlängern`,
      small: (count) => `${count} nachzuholen`,
      week: (count) => `${count} diese Woche`,
      silent: (count) => `${count} lange nicht gesprochen`,
    },
    titles: {
      burning: 'Dringend',
      flagged: 'Wie sehen Sie diese Zusagen?',
      news: 'Neu seit gestern',
      due: 'Fällig und überfällig',
      renewals: 'Verträge, die in den nächsten 90 Tagen enden',
      small: 'Nachzuholen',
      week: 'Diese Woche',
      silent: 'Am längsten nicht gesprochen',
    },
    more: (count) => `Und ${count} weitere: Sie rücken nach, sobald diese erledigt sind.`,
    since: (what, day) => `${what}, seit ${day}.`,
    taken: 'Jemand hat es übernommen; es steht hier, bis es erledigt ist.',
    first: (what, day) => `Erster Schritt: ${what}, bis ${day}.`,
    takeItOn: 'Übernehmen Sie es, damit alle wissen, dass sich jemand kümmert.',
    settle: 'Schließen Sie es ab: Was ist daraus geworden?',
    overdue: 'Überfällig',
    dueToday: 'Heute',
    dueSince: (day, ago) => `Fällig seit ${day} (${ago}).`,
    dueNow: 'Heute fällig.',
    dueOn: (day, away) => `Fällig am ${day} (${away}).`,
    cameOf: (what, day) => `Was kam heraus: ${what} am ${day}`,
    step: (title) => `Einführungsschritt „${title}“`,
    renewal: (day, worth, left, by, outlook) =>
      `Endet am ${day}${worth === '' ? '' : `, ${worth} im Jahr`}; noch ${left} bis zur Entscheidung${by === '' ? '' : ` (bis ${by})`}${outlook === '' ? '' : `; ${outlook}`}.`,
    ended: (day) => `Der Vertrag endete am ${day}, und niemand hat entschieden.`,
    askWhether: 'Fragen Sie, ob sie bleiben, und tragen Sie die Entscheidung ein',
    onDay: (what, day) => `${what}, am ${day}.`,
    silentSince: (day, days) => `Kein Kontakt eingetragen seit ${day} (${days}).`,
    news: { said: 'Antworten Sie ihnen', changed: 'Sehen Sie nach, was es für den Kunden heißt' },
    callThem: 'Rufen Sie an, und tragen Sie ein, worüber Sie gesprochen haben',
    flagged: (promise, day) => `Am ${day} wurde gemeldet, dass zu viel versprochen war: ${promise}.`,
    theProduct: 'das Produkt',
    sayWhat: 'Sagen Sie, ob Sie zustimmen',
    keptBy: (name) => `bei ${name}`,
    inPlaceOf: (name) => `für ${name}, abwesend`,
    lastWords: (day, quoted) => `Letzte Worte, am ${day}: ${quoted}`,
    askFor: (who) => `Fragen Sie nach ${who}`,
    nobodyTookIt: 'Von niemandem übernommen',
    takenOn: 'Übernommen',
    acts: {
      done: 'Erledigt',
      record: 'Eintragen',
      putOff: 'Verschieben',
      takeOn: 'Übernehmen',
      settle: 'Abschließen',
      firstStep: 'Ersten Schritt eintragen',
      tickOff: 'Abhaken',
      decide: 'Entscheidung eintragen',
      answer: 'Antworten',
      log: 'Kontakt eintragen',
      open: 'Kunden öffnen',
    },
    of: (act, what) => `${act}: ${what}`,
    undo: 'Rückgängig',
  },
);

/** Why now, and what next. */
export interface LineTold {
  readonly why: readonly string[];
  readonly next: string;
}

/** How the lines of a day are told to its reader. */
export interface DayTelling {
  readonly said: ReturnType<typeof dayWords>;
  readonly speech: Speech;
  readonly today: CivilDate;
}

/** How a day is told to a reader. */
export function tellingOfDay(locale: Locale, { day, at }: { readonly day: Day; readonly at: string }): DayTelling {
  return { said: dayWords(locale), speech: speechOf(locale, at), today: day.day };
}

const itemNamed = (speech: Speech, kind: Parameters<typeof kindsIn>[1][number], who: string): string => {
  const { items, link } = termsOf(speech);
  return `${items[kind]} ${link(kind)} ${who}`;
};

/** An alarm: what is wrong and since when, who was told, what to do first, and who hears of it next. */
export function burningTold(
  { said, speech }: DayTelling,
  { ask, about, client, role, read }: BurningLine,
  isSmall = false,
): LineTold {
  const names = read?.names ?? { rep: null, manager: null, director: null };
  const asked = ask.asked ?? [];
  const isTaken = ask.acknowledged === true;
  const told = isTaken ? said.taken : whoWasAskedIn(speech, asked, role, names);
  const first = read?.firstStep ?? null;
  return {
    why: [
      capitalised(said.since(wrongIn(speech, ask.reasons, about, ask.ownSignals), speech.dayOf(ask.at))),
      ...(told === null ? [] : [capitalised(told)]),
      ...(isTaken || isSmall || read === null ? [] : [nextIn(speech, read.next ?? undefined, names, asked)]),
    ],
    next:
      first === null
        ? isTaken
          ? said.settle
          : said.takeItOn
        : said.first(itemNamed(speech, first.kind, client), speech.dayOf(first.dueAt)),
  };
}

/** What is asked by a day. `who`: whom to ask for, where somebody is known. */
export function dueTold(
  { said, speech, today }: DayTelling,
  { ask, about, client, isOverdue }: DueLine,
  who: string | null,
): LineTold {
  const on = ask.kind === 'renewal' ? ask.on : dayInZone(speech, ask.at);
  const away = daysAwayIn(speech.locale, on, today);
  const day = speech.day(on);
  const why = [isOverdue ? said.dueSince(day, away) : on === today ? said.dueNow : said.dueOn(day, away)];
  switch (ask.kind) {
    case 'item': {
      const kinds = kindsIn(speech, [ask.what, ...(ask.sections ?? [])]);
      if (ask.tookPlace !== undefined) {
        const what = ask.what === 'event' ? termsOf(speech).event : kinds;
        return { why, next: said.cameOf(what, speech.day(ask.tookPlace)) };
      }
      const { link } = termsOf(speech);
      return { why, next: capitalised(`${kinds} ${link(ask.what)} ${about ?? who ?? client}`) };
    }
    case 'onboarding':
      return { why, next: said.step(ask.what) };
    case 'renewal':
      return { why, next: said.askWhether };
    default:
      return ask satisfies never;
  }
}

const dayInZone = ({ locale }: Speech, at: string): CivilDate => dayOf(at, locale.zone);

/** A contract that ends. */
export function renewalTold({ said, speech, today }: DayTelling, line: RenewalLine): LineTold {
  const { renewsOn, decideBy, worth, outlook } = line;
  const { days, outlooks } = termsOf(speech);
  const next = said.askWhether;
  if (renewsOn < today) return { why: [said.ended(speech.day(renewsOn))], next };
  const left = days(Math.max(0, daysBetween(today, decideBy)));
  const by = decideBy === renewsOn ? '' : speech.day(decideBy);
  const money = worth === null ? '' : speech.money(worth);
  return {
    why: [said.renewal(speech.day(renewsOn), money, left, by, outlook === null ? '' : outlooks[outlook])],
    next,
  };
}

/** What is new, in the client's own words where there are any. */
export function newsTold({ said, speech }: DayTelling, { section, what, on, words }: News): LineTold {
  return {
    why: [capitalised(said.onDay(what, speech.day(on))), ...(words === null ? [] : [speech.quoted(words)])],
    next: said.news[section],
  };
}

/** A promise about which a seller is asked. */
export function flaggedTold({ said, speech }: DayTelling, { promise, at }: FlaggedLine): LineTold {
  const what = promise === null ? said.theProduct : speech.quoted(promise.metric ?? said.theProduct);
  return { why: [said.flagged(what, speech.dayOf(at))], next: said.sayWhat };
}

/** A client to whom nobody has spoken for long. */
export function silentTold({ said, speech, today }: DayTelling, { since }: SilentLine): LineTold {
  return {
    why: [said.silentSince(speech.day(since), termsOf(speech).days(daysBetween(since, today)))],
    next: said.callThem,
  };
}
