/** To whoever set up a feed, a source or a webhook, or to ops: it is broken, still broken, or works again. */
import { daysBetween } from '../../domain/core/calendar';
import { capitalised } from '../../domain/core/item-steps';
import { units } from '../../domain/core/words';
import type { ConnectionTold } from '../../domain/told/connection';
import { dateText, dayText } from '../../domain/told/day-text';
import type { Draft, MailSection } from '../draft';
import { section } from '../sections';

/** What it is: `the news feed alps-news about Alpine Tools`. */
function nameOf({ kind, name, about }: ConnectionTold): string {
  switch (kind) {
    case 'feed':
      return `the news feed ${name}${about === null ? '' : ` about ${about}`}`;
    case 'source':
      return `the source ${name}`;
    case 'webhook':
      return `the webhook ${name}`;
  }
}

/** What is wrong with it, after its name. */
function wrongWith({ kind, isClosed, unplacedCount, lost }: ConnectionTold): string {
  switch (kind) {
    case 'feed':
      return 'cannot be read';
    case 'webhook':
      return isClosed ? 'wants no more messages' : 'takes no messages';
    case 'source':
      return unplacedCount > 0
        ? `tells of ${units(unplacedCount, 'client')} whom nobody has named`
        : `told of ${units(lost, 'event')} that ${lost === 1 ? 'has' : 'have'} gone nowhere`;
  }
}

/** How one hears further. What has gone nowhere for good does not get well. */
const further = ({ kind, unplacedCount }: ConnectionTold): string =>
  kind === 'source' && unplacedCount === 0
    ? 'Of more of them you hear ever more seldom.'
    : 'You hear when it is well again, and ever more seldom while it is not.';

/** What it costs while nobody acts. */
function costOf({ kind, isClosed, unplacedCount }: ConnectionTold): string {
  switch (kind) {
    case 'feed':
      return 'No news come from it, and nobody is proposed an article.';
    case 'webhook':
      return isClosed
        ? 'It was switched off, and its receiver hears of nothing any more.'
        : 'What happens is not heard there; each message is tried for three days.';
    case 'source':
      return unplacedCount > 0
        ? 'What it tells of them waits: no overdue invoice of theirs is collected, and their tickets count nowhere.'
        : 'Their client is not named, or nothing of it runs: nobody looks after what was told.';
  }
}

function whatToDo({ kind, isClosed, unplacedCount, lost }: ConnectionTold): readonly string[] {
  switch (kind) {
    case 'feed':
      return [
        'Open its address in a browser. Where it has moved, enter the new address; where it is gone, take the feed away or switch it off.',
        'There is nothing else to do once it answers again: it is read by itself, more seldom the longer it fails.',
      ];
    case 'webhook':
      return isClosed
        ? ['Ask whoever runs the receiver. Switch it on again if that was a mistake; otherwise take it away.']
        : [
            'Ask whoever runs the receiver; where it has another address now, enter that.',
            'Messages that were given up can be sent again once it works.',
          ];
    case 'source':
      return [
        ...(unplacedCount > 0
          ? ['Say which client each of them is. What was told of them before counts from then on, in its order.']
          : []),
        ...(lost > 0
          ? [
              'Look at the events that have gone nowhere, in the list of the source: whose are they, and should something of that client run?',
            ]
          : []),
      ];
  }
}

const unplacedSection = ({ unplaced, unplacedCount }: ConnectionTold): readonly MailSection[] =>
  section('Whom nobody has named', [
    ...unplaced.map(
      ({ externalId, since, events }) => `${externalId}: ${units(events, 'event')} since ${dateText(since)}`,
    ),
    ...(unplacedCount > unplaced.length ? [`and ${unplacedCount - unplaced.length} more`] : []),
  ]);

const messagesSection = ({ kind, messages: { waiting, failed } }: ConnectionTold): readonly MailSection[] =>
  kind === 'webhook'
    ? section(
        'Messages',
        [`${waiting} wait, ${failed} were given up`].filter(() => waiting + failed > 0),
      )
    : [];

const answerOf = ({ why }: ConnectionTold): string => (why === null ? '' : ` ${why}`);

const detailsOf = (told: ConnectionTold): readonly MailSection[] => [
  ...section('What to do', whatToDo(told)),
  ...unplacedSection(told),
  ...messagesSection(told),
];

/** It is broken. */
export function connectionBrokenMail(told: ConnectionTold): Draft {
  const { since } = told;
  return {
    subject: capitalised(`${nameOf(told)} ${wrongWith(told)}`),
    matters: [
      {
        headline: `Since ${dayText(since)} ${nameOf(told)} ${wrongWith(told)}.${answerOf(told)}`,
        why: `${costOf(told)} ${further(told)}`,
      },
    ],
    sections: detailsOf(told),
  };
}

/** It is still broken. Each time it is for longer, so no two say the same. */
export function connectionStillBrokenMail(told: ConnectionTold): Draft {
  const { since, at } = told;
  const age = units(daysBetween(since.slice(0, 10), at.slice(0, 10)), 'day');
  return {
    subject: capitalised(`${nameOf(told)} still ${wrongWith(told)}, after ${age}`),
    matters: [
      {
        headline: `For ${age} now ${nameOf(told)} ${wrongWith(told)}.${answerOf(told)}`,
        why: `It began on ${dayText(since)}. ${costOf(told)}`,
      },
    ],
    sections: detailsOf(told),
  };
}

/** It works again. */
export function connectionWellMail(told: ConnectionTold): Draft {
  const { kind, since, at, messages } = told;
  const span = `It was broken from ${dateText(since)} to ${dateText(at)}.`;
  const works = {
    feed: 'can be read again',
    source: 'tells of nobody unknown any more',
    webhook: 'takes messages again',
  };
  const after = {
    feed: 'What it brings now is looked at; what it no longer lists was not seen.',
    source: 'What waited was told on, in its order; what found nothing that runs stands in the list of its events.',
    webhook:
      messages.failed > 0
        ? `${units(messages.failed, 'message')} ${messages.failed === 1 ? 'was' : 'were'} given up, and can be sent again.`
        : 'Nothing was given up: what waits is sent by itself.',
  };
  return {
    subject: capitalised(`${nameOf(told)} ${works[kind]}`),
    matters: [{ headline: capitalised(`${nameOf(told)} ${works[kind]}.`), why: `${span} ${after[kind]}` }],
    sections: [],
  };
}
