/** The morning's brief: burning first, one line a client, each thing with its link. */
import { groupBy } from '../../domain/core/grouped';
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import type { Ask } from '../../domain/told/asks';
import { briefSections, type Brief, type BriefEntry, type BriefSection } from '../../domain/told/brief';
import { itemNameWith, type ItemKind } from '../../domain/core/item';
import { units } from '../../domain/core/words';
import { dateText } from '../../domain/told/day-text';
import { newsSections, type News, type NewsSection } from '../../domain/told/news';
import { section } from '../sections';
import type { Draft, DraftButton, TaskList } from '../draft';

/** The brief as a mail: its subject counts what each section holds, and each thing has its link. */
export function briefMail({ day, entries, news }: Brief): Draft {
  const lists = briefSections
    .map((section) => ({ section, entries: entries.filter((entry) => entry.section === section) }))
    .filter((list) => list.entries.length > 0);
  const heard = newsSections
    .map((section) => ({ section, news: news.filter((one) => one.section === section) }))
    .filter((list) => list.news.length > 0);
  const counts = [
    ...lists.map((list) => `${list.entries.length} ${sectionWords[list.section].counted}`),
    ...heard.map((list) => newsWords[list.section].counted(list.news.length)),
  ].join(', ');
  return {
    subject: `Your brief for ${day}: ${counts === '' ? 'nothing is due' : counts}`,
    matters: [mattersOf(counts, entries, news)],
    tasks: lists.map(taskList),
    sections: heard.flatMap((list) => section(newsWords[list.section].title, list.news.map(newsLine))),
  };
}

const quietMorning = {
  headline: 'Nothing burns, and nothing is due this week.',
  why: 'A good morning to call somebody who has not been heard of for a while.',
};

function mattersOf(counts: string, entries: readonly BriefEntry[], news: readonly News[]): typeof quietMorning {
  if (counts === '') return quietMorning;
  const clients = groupBy(entries, ({ client }) => client).size;
  if (clients === 0)
    return {
      headline: `${counts}.`,
      why: `Nothing is due this week. ${units(news.length, 'thing')} to know of your clients.`,
    };
  return {
    headline: `${counts}.`,
    why: `${units(clients, 'client')} ${clients === 1 ? 'wants' : 'want'} something of you. What burns comes first; it goes up the ladder until somebody takes it on.`,
  };
}

/** How a list of news is called, and how its lines are counted. */
const newsWords: Readonly<
  Record<NewsSection, { readonly title: string; readonly counted: (count: number) => string }>
> = {
  said: { title: 'What clients said', counted: (count) => units(count, 'answer') },
  changed: { title: 'What changed', counted: (count) => units(count, 'change') },
};

/** A piece of news in a line: the client, the product, what it is, the day, and the words. */
function newsLine({ client, product, what, on, words, forRep }: News): string {
  const away = forRep === null ? '' : ` (for ${forRep.name}, who is away)`;
  return `${client}, ${product}: ${what}, on ${dateText(on)}${away}.${words === null ? '' : ` “${words}”`}`;
}

/** How a section is called, and how its entries are counted. */
const sectionWords: Readonly<Record<BriefSection, { readonly title: string; readonly counted: string }>> = {
  burning: { title: 'Burning', counted: 'burning' },
  today: { title: 'Due today', counted: 'due today' },
  overdue: { title: 'Overdue', counted: 'overdue' },
  renewals: { title: 'Renewals to decide', counted: 'to renew' },
  small: { title: 'Small alarms', counted: 'small' },
  week: { title: 'Coming this week', counted: 'this week' },
};

interface SectionEntries {
  readonly section: BriefSection;
  readonly entries: readonly BriefEntry[];
}

/** A section as a list of tasks, client by client. */
const taskList = ({ section, entries }: SectionEntries): TaskList<DraftButton> => ({
  title: `${sectionWords[section].title} (${entries.length})`,
  groups: [...groupBy(entries, ({ client }) => client)].map(([name, ofClient]) => ({
    name,
    entries: ofClient.map((entry) => ({ text: textOf(entry), button: buttonOf(entry) })),
  })),
});

/** What is asked of the rep, when, and in whose place. */
function textOf(entry: BriefEntry): string {
  const { product, forRep } = entry;
  const away = forRep === null ? '' : ` (for ${forRep.name}, who is away)`;
  return `${product}: ${whatOf(entry)}${whenOf(entry)}${away}`;
}

/** What is done with somebody, not for them. */
const meets: ReadonlySet<ItemKind> = new Set<ItemKind>(['call', 'visit', 'lunch', 'training']);

/** What is asked, in a few words. */
function whatOf({ ask, about }: BriefEntry): string {
  switch (ask.kind) {
    case 'escalation':
      return `${reasonsText(ask.reasons, ask.ownSignals)}, since ${ask.at.slice(0, 10)}`;
    case 'item':
      if (ask.tookPlace !== undefined) return `what came of the ${ask.what} on ${ask.tookPlace}`;
      return `${itemNameWith(ask.what, ask.sections)}${about === null ? '' : ` ${meets.has(ask.what) ? 'with' : 'for'} ${about}`}`;
    case 'onboarding':
      return `onboarding: ${ask.what}`;
    case 'renewal':
      return `the contract ends on ${ask.on}`;
    default:
      return ask satisfies never;
  }
}

/** The day of what is asked, where the title of its list does not say it. */
function whenOf({ ask, section }: BriefEntry): string {
  const day = ask.at.slice(0, 10);
  if (section === 'overdue') return `, since ${day}`;
  return section === 'week' ? `, ${day}` : '';
}

/** The button of an entry; it acts on the lifecycle of which the entry tells. */
const buttonOf = ({ ask, lifecycle, forRep }: BriefEntry): DraftButton => ({
  ...opens(ask),
  lifecycle,
  ...(forRep === null ? {} : { forRep: forRep.id }),
});

/** What the button of an ask says, and what it opens. */
function opens(ask: Ask): Pick<DraftButton, 'label' | 'grant'> {
  switch (ask.kind) {
    case 'escalation':
      return { label: 'Take it on', grant: { purpose: 'escalation', subject: ask.id } };
    case 'item':
      return { label: 'Say what came of it', grant: { purpose: 'item', subject: ask.id } };
    case 'onboarding':
      return { label: 'Tick off steps', grant: { purpose: 'onboarding', subject: null } };
    case 'renewal':
      return { label: 'Record the decision', grant: { purpose: 'renewal', subject: null } };
    default:
      return ask satisfies never;
  }
}
