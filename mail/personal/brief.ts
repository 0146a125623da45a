/** The morning's brief: whom to call and why, first what is urgent; one entry a client, each thing with its link. */
import { daysBetween } from '../../domain/core/calendar';
import { groupBy } from '../../domain/core/grouped';
import { capitalised } from '../../domain/core/item-steps';
import type { Ask } from '../../domain/told/asks';
import {
  agreedSection,
  briefSections,
  type AgreedDue,
  type Brief,
  type BriefClient,
  type BriefContact,
  type BriefEntry,
  type BriefSection,
} from '../../domain/told/brief';
import type { Locale } from '../../domain/told/locale';
import type { RoleBriefs } from '../../domain/told/role-briefs';
import { newsSections, type News, type NewsSection } from '../../domain/told/news';
import type { Draft, DraftButton, TaskList } from '../draft';
import { section } from '../sections';
import { rolesTold } from './roles';
import { wrongIn } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import { kindsIn } from '../../domain/told/words/known';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    subject: (day: string, counts: string) => `Your brief for ${day}: ${counts}`,
    counted: {
      burning: (count: number) => `${count} urgent`,
      today: (count: number) => `${count} due today`,
      overdue: (count: number) => `${count} overdue`,
      renewals: (count: number) => `${count} to renew`,
      small: (count: number) => `${count} to catch up on`,
      week: (count: number) => `${count} this week`,
    },
    titles: {
      burning: 'Urgent',
      today: 'Due today',
      overdue: 'Overdue',
      renewals: 'Renewals to decide',
      small: 'To catch up on',
      week: 'Coming this week',
    },
    answers: (count: number) => `${count} ${count === 1 ? 'answer' : 'answers'}`,
    changes: (count: number) => `${count} ${count === 1 ? 'change' : 'changes'}`,
    said: 'What clients said',
    changed: 'What changed',
    nothingDue: 'nothing is due',
    callFirst: (who: string, client: string, why: string) => `Call ${who} at ${client} first: ${why}.`,
    beginWith: (client: string, why: string) => `Begin with ${client}: ${why}.`,
    quiet: 'Nothing is due this week.',
    quietWhy: 'A good week to speak with those who are named below.',
    onlyComing: (counts: string) => `Nothing is due today; ${counts}.`,
    coming: 'What comes this week stands below.',
    wanting: (count: number) => `${count} ${count === 1 ? 'client wants' : 'clients want'} something of you.`,
    passedOn: 'What is urgent is passed on until somebody takes it on.',
    toKnow: 'Here is what is new with your clients.',
    ask: (client: string, whom: string) => `${client} – ask for ${whom}`,
    lastWords: (day: string, quoted: string) => `Last words, on ${day}: ${quoted}`,
    away: (name: string) => ` (for ${name}, who is away)`,
    since: (what: string, day: string) => `${what}, since ${day}`,
    dueSince: (what: string, day: string) => `${what}, due since ${day}`,
    on: (what: string, day: string) => `${what}, ${day}`,
    whatCame: (what: string, day: string) => `what came of the ${what} on ${day}`,
    with: (what: string, who: string) => `${what} with ${who}`,
    for: (what: string, who: string) => `${what} for ${who}`,
    step: (title: string) => `onboarding step “${title}”`,
    ends: (day: string, left: string) => `the contract ends on ${day} (${left} left)`,
    ended: (day: string) => `the contract ended on ${day}`,
    renewals: 'Contracts that end in the next 90 days',
    renewal: (what: string, day: string, worth: string, left: string, by: string, outlook: string) =>
      `${what}: ends on ${day}, worth ${worth} a year; ${left} left to decide${by === '' ? '' : `, by ${by}`}; ${outlook}`,
    silent: 'Not spoken to for the longest',
    silentSince: (client: string, day: string, days: string) => `${client}: no contact recorded since ${day} (${days})`,
    askFor: (whom: string) => `; ask for ${whom}`,
    news: (about: string, what: string, day: string) => `${about}: ${what}, on ${day}`,
    takeOn: 'Take it on',
    record: 'Record the outcome',
    tickOff: 'Tick off steps',
    decide: 'Record the decision',
    agreed: (product: string, what: string, day: string) => `${product}: agreed at a review: “${what}”, by ${day}`,
    agreedOf: (product: string, who: string, what: string, day: string) =>
      `${product}: ${who} agreed at a review: “${what}”, by ${day}`,
    agreedWhy: (what: string) => `what was agreed is due: “${what}”`,
    agreedWhyOf: (who: string, what: string) => `what ${who} agreed to is due: “${what}”`,
    tickItOff: 'Tick it off',
  },
  {
    subject: (day, counts) => `Ihr Morgenbrief für ${day}: ${counts}`,
    counted: {
      burning: (count) => `${count} dringend`,
      today: (count) => `${count} heute fällig`,
      overdue: (count) => `${count} überfällig`,
      renewals: (count) => `${count} zu verlängern`,
      small: (count) => `${count} nachzuholen`,
      week: (count) => `${count} diese Woche`,
    },
    titles: {
      burning: 'Dringend',
      today: 'Heute fällig',
      overdue: 'Überfällig',
      renewals: 'Verlängerungen zur Entscheidung',
      small: 'Nachzuholen',
      week: 'Diese Woche',
    },
    answers: (count) => `${count} ${count === 1 ? 'Antwort' : 'Antworten'}`,
    changes: (count) => `${count} ${count === 1 ? 'Neuigkeit' : 'Neuigkeiten'}`,
    said: 'Was Kunden gesagt haben',
    changed: 'Was sich geändert hat',
    nothingDue: 'nichts ist fällig',
    callFirst: (who, client, why) => `Rufen Sie zuerst ${who} bei ${client} an: ${why}.`,
    beginWith: (client, why) => `Beginnen Sie mit ${client}: ${why}.`,
    quiet: 'Diese Woche ist nichts fällig.',
    quietWhy: 'Eine gute Woche, um mit denen zu sprechen, die unten stehen.',
    onlyComing: (counts) => `Heute ist nichts fällig; ${counts}.`,
    coming: 'Was diese Woche ansteht, finden Sie unten.',
    wanting: (count) => `${count} ${count === 1 ? 'Kunde braucht' : 'Kunden brauchen'} heute etwas von Ihnen.`,
    passedOn: 'Dringendes wird weitergegeben, bis es jemand übernimmt.',
    toKnow: 'Das ist neu bei Ihren Kunden.',
    ask: (client, whom) => `${client} – fragen Sie nach ${whom}`,
    lastWords: (day, quoted) => `Letzte Worte, am ${day}: ${quoted}`,
    away: (name) => ` (für ${name}, abwesend)`,
    since: (what, day) => `${what}, seit ${day}`,
    dueSince: (what, day) => `${what}, fällig seit ${day}`,
    on: (what, day) => `${what}, ${day}`,
    whatCame: (what, day) => `Ergebnis: ${what} am ${day}`,
    with: (what, who) => `${what} mit ${who}`,
    for: (what, who) => `${what} für ${who}`,
    step: (title) => `Einführungsschritt „${title}“`,
    ends: (day, left) => `der Vertrag endet am ${day} (noch ${left})`,
    ended: (day) => `der Vertrag endete am ${day}`,
    renewals: 'Verträge, die in den nächsten 90 Tagen enden',
    renewal: (what, day, worth, left, by, outlook) =>
      `${what}: endet am ${day}, ${worth} im Jahr; noch ${left} bis zur Entscheidung${by === '' ? '' : ` (bis ${by})`}; ${outlook}`,
    silent: 'Am längsten nicht gesprochen',
    silentSince: (client, day, days) => `${client}: kein Kontakt eingetragen seit ${day} (${days})`,
    askFor: (whom) => `; fragen Sie nach ${whom}`,
    news: (about, what, day) => `${about}: ${what}, am ${day}`,
    takeOn: 'Übernehmen',
    record: 'Ergebnis eintragen',
    tickOff: 'Schritte abhaken',
    decide: 'Entscheidung eintragen',
    agreed: (product, what, day) => `${product}: im Gespräch vereinbart: „${what}“, bis ${day}`,
    agreedOf: (product, who, what, day) => `${product}: ${who} hat zugesagt: „${what}“, bis ${day}`,
    agreedWhy: (what) => `Vereinbartes ist fällig: „${what}“`,
    agreedWhyOf: (who, what) => `was ${who} zugesagt hat, ist fällig: „${what}“`,
    tickItOff: 'Abhaken',
  },
);

type BriefWords = ReturnType<typeof words>;

/** A morning in the words of its reader. */
interface MorningTold {
  readonly brief: Brief;
  readonly said: BriefWords;
  readonly speech: Speech;
  readonly clientOf: ReadonlyMap<string, BriefClient>;
}

/** The brief as a mail: its subject counts what each section holds, and each thing has its link. `roles`: what it tells besides. */
export function briefMail(brief: Brief, locale: Locale, roles: RoleBriefs = noRoles(brief)): Draft {
  const { day, news } = brief;
  const told: MorningTold = {
    brief,
    said: words(locale),
    speech: speechOf(locale, `${day}T12:00:00.000Z`),
    clientOf: new Map(brief.clients.map((client) => [client.name, client])),
  };
  const { said, speech } = told;
  const lines = linesOf(told);
  const own = countsOf(told, lines);
  const also = rolesTold(roles, locale);
  const counts = [...own, ...also.counts];
  const lists = taskLists(told, lines);
  const isAskedNow = (one: BriefList): boolean => one.section !== 'week';
  // Who keeps no client, or is asked nothing of their own, reads first what they lead, collect or sell.
  const matter = hasOwn(brief) || also.matters.length === 0 ? [matterOf(told, lines, own)] : [];
  return {
    subject: said.subject(speech.day(day), counts.length === 0 ? said.nothingDue : counts.join(', ')),
    matters: lists.some(isAskedNow) ? [...matter, ...also.matters] : [...also.matters, ...matter],
    tasks: [
      ...lists.filter(isAskedNow).map(({ list }) => list),
      ...also.tasks,
      ...lists.filter((one) => !isAskedNow(one)).map(({ list }) => list),
    ],
    sections: [
      ...newsSections.flatMap((one) =>
        section(
          said[one],
          news.filter((piece) => piece.section === one).map((piece) => newsLine(told, piece)),
        ),
      ),
      ...section(said.renewals, renewalLines(told)),
      ...section(said.silent, silentLines(told)),
      ...also.sections,
    ],
    language: locale.language,
  };
}

/** The parts of who is nothing but a rep. */
const noRoles = ({ day }: Brief): RoleBriefs => ({ day, leading: null, collecting: null, selling: null });

/** True where something of the reader's own clients is told. */
const hasOwn = ({ entries, agreed, news, renewals, silent }: Brief): boolean =>
  entries.length + agreed.length + news.length + renewals.length + silent.length > 0;

/** Something that is asked: an ask of a lifecycle, or an agreed action. */
interface AskedLine {
  readonly section: BriefSection;
  readonly client: string;
  /** What it is, in a few words. */
  readonly why: string;
  /** `isFirst`: the client stands here for the first time. */
  readonly text: (isFirst: boolean) => string;
  readonly button: DraftButton;
}

/** Everything that is asked, section by section; agreed actions after what else is due or overdue. */
function linesOf(told: MorningTold): readonly AskedLine[] {
  const { brief } = told;
  const asked = brief.entries.map((entry): AskedLine => ({
    section: entry.section,
    client: entry.client,
    why: whatOf(told, entry),
    text: (isFirst) => textOf(told, entry, isFirst),
    button: buttonOf(told, entry),
  }));
  const agreed = brief.agreed.flatMap((one): AskedLine[] => {
    const is = agreedSection(one, brief.day);
    return is === null ? [] : [agreedLine(told, one, is)];
  });
  const all = [...asked, ...agreed];
  return briefSections.flatMap((one) => all.filter((line) => line.section === one));
}

function agreedLine(told: MorningTold, one: AgreedDue, is: BriefSection): AskedLine {
  const { said, speech } = told;
  const { client, product, words: what, day, by, forRep, id, lifecycle } = one;
  const on = speech.day(day);
  return {
    section: is,
    client,
    why: by === null ? said.agreedWhy(what) : said.agreedWhyOf(by, what),
    text: (isFirst) =>
      `${by === null ? said.agreed(product, what, on) : said.agreedOf(product, by, what, on)}${behindText(told, one, isFirst)}`,
    button: {
      label: said.tickItOff,
      grant: { purpose: 'agreed', subject: id },
      lifecycle,
      ...(forRep === null ? {} : { forRep: forRep.id }),
    },
  };
}

/** How much each section holds. */
function countsOf({ brief: { news }, said }: MorningTold, lines: readonly AskedLine[]): readonly string[] {
  const countNews: Readonly<Record<NewsSection, (count: number) => string>> = {
    said: said.answers,
    changed: said.changes,
  };
  const counted = (of: readonly { readonly section: unknown }[], one: BriefSection | NewsSection): number =>
    of.filter((each) => each.section === one).length;
  return [
    ...briefSections.map((one) => [counted(lines, one), said.counted[one]] as const),
    ...newsSections.map((one) => [counted(news, one), countNews[one]] as const),
  ].flatMap(([count, inWords]) => (count === 0 ? [] : [inWords(count)]));
}

/** What to begin with, and how much there is. */
function matterOf(told: MorningTold, lines: readonly AskedLine[], counts: readonly string[]): Draft['matters'][number] {
  const { brief, said, clientOf } = told;
  const [first] = lines;
  if (first === undefined || first.section === 'week')
    return {
      headline: counts.length === 0 ? said.quiet : said.onlyComing(counts.join(', ')),
      why: brief.news.length > 0 ? said.toKnow : counts.length === 0 ? said.quietWhy : said.coming,
    };
  const contact = clientOf.get(first.client)?.contact ?? null;
  const { why } = first;
  const wanting = new Set(lines.filter((line) => line.section !== 'week').map(({ client }) => client)).size;
  return {
    headline:
      contact?.phone === null || contact === null || first.section === 'renewals'
        ? said.beginWith(first.client, why)
        : said.callFirst(contact.name, first.client, why),
    why: [said.wanting(wanting), ...(lines.some((line) => line.section === 'burning') ? [said.passedOn] : [])].join(
      ' ',
    ),
  };
}

/** The lists in their order; a client stands once, in the first where they belong, with all that is asked there. */
function taskLists(told: MorningTold, lines: readonly AskedLine[]): readonly BriefList[] {
  const listOf = new Map<string, BriefSection>();
  for (const { client, section: one } of lines) if (!listOf.has(client)) listOf.set(client, one);
  // What only comes stays apart from what is asked now.
  const placed = lines.map((line) => ({
    line,
    place: line.section === 'week' ? line.section : (listOf.get(line.client) ?? line.section),
  }));
  return briefSections.flatMap((one): BriefList[] => {
    const here = placed.filter(({ place }) => place === one).map(({ line }) => line);
    if (here.length === 0) return [];
    const list = {
      title: `${told.said.titles[one]} (${here.length})`,
      groups: [...groupBy(here, ({ client }) => client)].map(([name, ofClient]) => ({
        name: one === 'week' ? name : headOf(told, name),
        entries: ofClient.map(({ text, button }, index) => ({ text: text(one !== 'week' && index === 0), button })),
      })),
    };
    return [{ section: one, list }];
  });
}

/** A list of things to do, and which section it is. */
interface BriefList {
  readonly section: BriefSection;
  readonly list: TaskList<DraftButton>;
}

/** Whom to ask for, with the number. */
const whom = ({ name, role, phone }: BriefContact): string =>
  [name, ...(role === null ? [] : [role]), ...(phone === null ? [] : [phone])].join(', ');

function headOf({ said, clientOf }: MorningTold, client: string): string {
  const contact = clientOf.get(client)?.contact ?? null;
  return contact === null ? client : said.ask(client, whom(contact));
}

/** What is asked of the rep, when, and in whose place; with what the client said last, where they stand for the first time. */
function textOf(told: MorningTold, entry: BriefEntry, isFirst: boolean): string {
  return `${entry.product}: ${whenOf(told, entry, whatOf(told, entry))}${behindText(told, entry, isFirst)}`;
}

/** In whose place it is asked, and the client's last words where they stand for the first time. */
function behindText(
  { said, speech, clientOf }: MorningTold,
  { forRep, client }: Pick<BriefEntry, 'forRep' | 'client'>,
  isFirst: boolean,
): string {
  const last = clientOf.get(client)?.said ?? null;
  const away = forRep === null ? '' : said.away(forRep.name);
  const spoken = !isFirst || last === null ? '' : `. ${said.lastWords(speech.day(last.on), speech.quoted(last.words))}`;
  return `${away}${spoken}`;
}

/** What is done with somebody, not for them. */
const meets: ReadonlySet<string> = new Set(['call', 'visit', 'lunch', 'training']);

/** What is asked, in a few words. */
function whatOf({ said, speech, brief: { day } }: MorningTold, { ask, about }: BriefEntry): string {
  switch (ask.kind) {
    case 'escalation':
      return wrongIn(speech, ask.reasons, about === null ? [] : [about], ask.ownSignals);
    case 'item': {
      const name = kindsIn(speech, [ask.what, ...(ask.sections ?? [])]);
      if (ask.tookPlace !== undefined) {
        const what = ask.what === 'event' ? termsOf(speech).event : name;
        return said.whatCame(what, speech.day(ask.tookPlace));
      }
      if (about === null) return name;
      return meets.has(ask.what) ? said.with(name, about) : said.for(name, about);
    }
    case 'onboarding':
      return said.step(ask.what);
    case 'renewal': {
      const left = daysBetween(day, ask.on);
      return left < 0 ? said.ended(speech.day(ask.on)) : said.ends(speech.day(ask.on), termsOf(speech).days(left));
    }
    default:
      return ask satisfies never;
  }
}

/** With its day, where the title of its list does not say it. */
function whenOf({ said, speech }: MorningTold, { ask, section: one }: BriefEntry, what: string): string {
  const day = speech.dayOf(ask.at);
  if (ask.kind === 'escalation') return said.since(what, day);
  if (one === 'overdue') return said.dueSince(what, day);
  return one === 'week' ? said.on(what, day) : what;
}

/** The button of an entry; it acts on the lifecycle of which the entry tells. */
const buttonOf = ({ said }: MorningTold, { ask, lifecycle, forRep }: BriefEntry): DraftButton => ({
  ...opens(said, ask),
  lifecycle,
  ...(forRep === null ? {} : { forRep: forRep.id }),
});

/** What the button of an ask says, and what it opens. */
function opens(said: BriefWords, ask: Ask): Pick<DraftButton, 'label' | 'grant'> {
  switch (ask.kind) {
    case 'escalation':
      return { label: said.takeOn, grant: { purpose: 'escalation', subject: ask.id } };
    case 'item':
      return { label: said.record, grant: { purpose: 'item', subject: ask.id } };
    case 'onboarding':
      return { label: said.tickOff, grant: { purpose: 'onboarding', subject: null } };
    case 'renewal':
      return { label: said.decide, grant: { purpose: 'renewal', subject: null } };
    default:
      return ask satisfies never;
  }
}

/** A piece of news in a line: the client, the product, what it is, the day, and the words. */
function newsLine({ said, speech }: MorningTold, { client, product, what, on, words: spoken, forRep }: News): string {
  const away = forRep === null ? '' : said.away(forRep.name);
  return `${said.news(`${client}, ${product}`, what, speech.day(on))}${away}.${spoken === null ? '' : ` ${speech.quoted(spoken)}`}`;
}

/** Contracts that end, but for those whose decision is asked above. */
function renewalLines({ said, speech, brief: { day, entries, renewals } }: MorningTold): readonly string[] {
  const asked = new Set(entries.flatMap(({ ask, lifecycle }) => (ask.kind === 'renewal' ? [lifecycle] : [])));
  const { days, outlooks } = termsOf(speech);
  return renewals
    .filter(({ lifecycle }) => !asked.has(lifecycle))
    .map(({ client, product, renewsOn, decideBy, worth, outlook }) => {
      const left = days(Math.max(0, daysBetween(day, decideBy)));
      const what = `${client}, ${product}`;
      const by = decideBy === renewsOn ? '' : speech.day(decideBy);
      return `${said.renewal(what, speech.day(renewsOn), speech.money(worth), left, by, outlooks[outlook])}.`;
    });
}

/** Clients whom nobody has spoken to for long, but for those who stand above. */
function silentLines({ said, speech, brief: { day, entries, agreed, silent } }: MorningTold): readonly string[] {
  const above = new Set(
    [...entries.filter((entry) => entry.section !== 'week'), ...agreed].map(({ client }) => client),
  );
  return silent
    .filter(({ client }) => !above.has(client))
    .map(({ client, since, contact }) => {
      const line = said.silentSince(client, speech.day(since), termsOf(speech).days(daysBetween(since, day)));
      return capitalised(`${line}${contact === null ? '' : said.askFor(whom(contact))}.`);
    });
}
