/** The morning's brief: burning first, one line a client, each thing with its link. */
import { reasonsText } from '../../domain/concerns/escalations';
import type { Ask } from '../../domain/told/asks';
import { briefSections, type Brief, type BriefEntry, type BriefSection } from '../../domain/told/brief';
import { itemName } from '../../domain/core/item';
import type { Grant } from '../../links/links';
import { units } from '../sections';
import type { Draft, DraftButton, TaskList } from '../letter';

const titles: Readonly<Record<BriefSection, string>> = {
  burning: 'Burning',
  today: 'Due today',
  overdue: 'Overdue',
  renewals: 'Renewals to decide',
  week: 'Coming this week',
};

const counted: Readonly<Record<BriefSection, string>> = {
  burning: 'burning',
  today: 'due today',
  overdue: 'overdue',
  renewals: 'to renew',
  week: 'this week',
};

const labels: Readonly<Record<Ask['kind'], string>> = {
  escalation: 'Take it on',
  item: 'Say what came of it',
  onboarding: 'Tick off steps',
  renewal: 'Record the decision',
};

/** The brief as a mail; its subject counts what each section holds. */
export function briefMail({ day, entries }: Brief): Draft {
  const of = (section: BriefSection): readonly BriefEntry[] => entries.filter((entry) => entry.section === section);
  const counts = briefSections.flatMap((section) =>
    of(section).length === 0 ? [] : [`${of(section).length} ${counted[section]}`],
  );
  const clients = new Set(entries.map(({ client }) => client)).size;
  return {
    subject: `Your brief for ${day}: ${counts.length === 0 ? 'nothing is due' : counts.join(', ')}`,
    matters: [
      {
        headline: counts.length === 0 ? 'Nothing burns, and nothing is due this week.' : `${counts.join(', ')}.`,
        why:
          counts.length === 0
            ? 'A good morning to call somebody who has not been heard of for a while.'
            : `${units(clients, 'client')} ${clients === 1 ? 'wants' : 'want'} something of you. What burns comes first; it goes up the ladder until somebody takes it on.`,
      },
    ],
    tasks: briefSections.flatMap((section) => tasksOf(section, of(section))),
    sections: [],
  };
}

/** A section as a list of tasks, client by client; none for an empty section. */
function tasksOf(section: BriefSection, entries: readonly BriefEntry[]): readonly TaskList<DraftButton>[] {
  if (entries.length === 0) return [];
  const clients = [...new Set(entries.map(({ client }) => client))];
  return [
    {
      title: `${titles[section]} (${entries.length})`,
      groups: clients.map((client) => ({
        name: client,
        entries: entries
          .filter((entry) => entry.client === client)
          .map((entry) => {
            const { ask, lifecycle, forRep } = entry;
            const button: DraftButton = {
              label: labels[ask.kind],
              grant: grantOf(ask),
              lifecycle,
              ...(forRep === null ? {} : { forRep: forRep.id }),
            };
            return { text: textOf(entry), button };
          }),
      })),
    },
  ];
}

/** What is asked, in a few words. */
function whatOf({ ask, about }: BriefEntry): string {
  switch (ask.kind) {
    case 'escalation':
      return `${reasonsText(ask.reasons)}, since ${ask.at.slice(0, 10)}`;
    case 'item':
      return `${itemName(ask.what)}${about === null ? '' : ` for ${about}`}`;
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

function textOf(entry: BriefEntry): string {
  const { product, forRep } = entry;
  const away = forRep === null ? '' : ` (for ${forRep.name}, who is away)`;
  return `${product}: ${whatOf(entry)}${whenOf(entry)}${away}`;
}

/** What the link of an entry opens. */
function grantOf(ask: Ask): Grant {
  switch (ask.kind) {
    case 'escalation':
      return { purpose: 'escalation', subject: ask.id };
    case 'item':
      return { purpose: 'item', subject: ask.id };
    case 'onboarding':
      return { purpose: 'onboarding', subject: null };
    case 'renewal':
      return { purpose: 'renewal', subject: null };
    default:
      return ask satisfies never;
  }
}
