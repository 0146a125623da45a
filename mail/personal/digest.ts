/** A digest: alarms of several clients in one mail, the longest open first. */
import { dateText, dayText } from '../../domain/told/day-text';
import { groupBy } from '../../domain/core/grouped';
import { units } from '../../domain/core/words';
import { ageText, askedText, wrongText } from '../../domain/told/alarm-words';
import type { Digest, DigestEntry } from '../../domain/told/digest';
import type { Draft, DraftButton, Matter, TaskList } from '../draft';

/** The digest as a mail: what the director must know first, then what is small. */
export function digestMail(digest: Digest): Draft {
  const { small, untaken } = digest;
  return {
    subject: subjectOf(digest),
    matters: [
      ...(untaken.length > 0 ? [untakenMatter(untaken)] : []),
      ...(small.length > 0 ? [smallMatter(small)] : []),
    ],
    tasks: [
      ...listOf('Nobody has taken these on', untaken, (entry) => textOf(entry, digest)),
      ...listOf('Small, and still open', small, (entry) => textOf(entry, digest)),
    ],
    sections: [],
  };
}

const clientsOf = (entries: readonly DigestEntry[]): readonly string[] => [
  ...new Set(entries.map(({ client }) => client)),
];

/** Names of clients, the first few of them. */
function named(entries: readonly DigestEntry[]): string {
  const clients = clientsOf(entries);
  const rest = clients.length - 3;
  return `${clients.slice(0, 3).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function subjectOf({ day, small, untaken }: Digest): string {
  const parts = [
    ...(untaken.length > 0 ? [`nobody has taken on ${named(untaken)}`] : []),
    ...(small.length > 0 ? [`${units(small.length, 'small alarm')} open (${named(small)})`] : []),
  ];
  return `${untaken.length > 0 ? 'For you' : 'Your week'}, ${dateText(day)}: ${parts.join('; ')}`;
}

const untakenMatter = (entries: readonly DigestEntry[]): Matter<DraftButton> => ({
  headline: `${units(clientsOf(entries).length, 'client')} ${clientsOf(entries).length === 1 ? 'needs' : 'need'} you: nobody has reacted.`,
  why: 'Rep and manager were asked and have not taken these on. You hear of each again ever more seldom, until somebody does.',
});

const smallMatter = (entries: readonly DigestEntry[]): Matter<DraftButton> => ({
  headline: `${units(entries.length, 'small alarm')} with ${units(clientsOf(entries).length, 'client')}.`,
  why: 'Nothing of this goes to the director. Each ends by itself once it is made up for; until then it stands here every Monday.',
});

const listOf = (
  title: string,
  entries: readonly DigestEntry[],
  text: (entry: DigestEntry) => string,
): readonly TaskList<DraftButton>[] =>
  entries.length === 0
    ? []
    : [
        {
          title: `${title} (${entries.length})`,
          groups: [...groupBy(entries, ({ client }) => client)].map(([name, ofClient]) => ({
            name,
            entries: ofClient.map((entry) => ({
              text: text(entry),
              button: {
                label: 'Take it on',
                grant: { purpose: 'escalation', subject: entry.ask.id },
                lifecycle: entry.lifecycle,
                ...(entry.forRep === null ? {} : { forRep: entry.forRep }),
              },
            })),
          })),
        },
      ];

/** What is wrong, since when, and who was asked. */
function textOf({ product, ask, about, rep, manager }: DigestEntry, { day }: Digest): string {
  const age = ageText(ask.at, `${day}T23:59:59.999Z`);
  const asked = askedText(
    (ask.asked ?? []).filter(({ role }) => role !== 'director'),
    null,
    { rep, manager, director: null },
  );
  const who =
    ask.acknowledged === true ? `; somebody has taken it on` : asked === null ? '' : `; ${asked.replace(/\.$/, '')}`;
  return `${product}: ${wrongText(ask.reasons, about, ask.ownSignals)}, since ${dayText(ask.at)} (${age})${who}`;
}
