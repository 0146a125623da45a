/** The morning's brief: burning first, one line a client, each thing with its link. */
import type { Ask } from '../domain/told/asks';
import { briefSections, type Brief, type BriefEntry, type BriefSection } from '../domain/told/brief';
import { itemName } from '../domain/core/item';
import type { Grant } from '../links/links';
import { units, type Button, type ListWords, type Words } from './sections';

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

function grantOf(ask: Ask): Grant {
  switch (ask.kind) {
    case 'escalation':
      return { purpose: 'escalation', subject: ask.id };
    case 'item':
      return { purpose: 'item', subject: ask.id };
    case 'onboarding':
      return { purpose: 'onboarding', subject: null };
    default:
      return { purpose: 'renewal', subject: null };
  }
}

const labels: Readonly<Record<Ask['kind'], string>> = {
  escalation: 'Take it on',
  item: 'Say what came of it',
  onboarding: 'Tick off steps',
  renewal: 'Record the decision',
};

function textOf({ ask, section, product, about, forRep }: BriefEntry): string {
  const day = ask.at.slice(0, 10);
  const what = {
    escalation: () => (ask.kind === 'escalation' ? `${ask.reasons.join(', ')}, since ${day}` : ''),
    item: () => (ask.kind === 'item' ? `${itemName(ask.what)}${about === null ? '' : ` for ${about}`}` : ''),
    onboarding: () => (ask.kind === 'onboarding' ? `onboarding: ${ask.what}` : ''),
    renewal: () => (ask.kind === 'renewal' ? `the contract ends on ${ask.on}` : ''),
  }[ask.kind]();
  const when = section === 'overdue' ? `, since ${day}` : section === 'week' ? `, ${day}` : '';
  return `${product}: ${what}${when}${forRep === null ? '' : ` (for ${forRep.name}, who is away)`}`;
}

function listOf(section: BriefSection, entries: readonly BriefEntry[]): readonly ListWords[] {
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
            const button: Button = {
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

export function briefWords({ day, entries }: Brief): Words {
  const of = (section: BriefSection): readonly BriefEntry[] => entries.filter((entry) => entry.section === section);
  const counts = briefSections.flatMap((section) =>
    of(section).length === 0 ? [] : [`${of(section).length} ${counted[section]}`],
  );
  const clients = new Set(entries.map(({ client }) => client)).size;
  return {
    subject: `Your brief for ${day}: ${counts.length === 0 ? 'nothing is due' : counts.join(', ')}`,
    parts: [
      {
        headline: counts.length === 0 ? 'Nothing burns, and nothing is due this week.' : `${counts.join(', ')}.`,
        why:
          counts.length === 0
            ? 'A good morning to call somebody who has not been heard of for a while.'
            : `${units(clients, 'client')} ${clients === 1 ? 'wants' : 'want'} something of you. What burns comes first; it goes up the ladder until somebody takes it on.`,
      },
    ],
    lists: briefSections.flatMap((section) => listOf(section, of(section))),
    sections: [],
  };
}
