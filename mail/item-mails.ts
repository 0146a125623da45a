/** Mails about items: prepared, due, reminded; and the agenda of a review. */
import { itemName } from '../domain/core/item';
import { contactLines, forecastLines, healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import { itemById, type PresentedItem } from '../domain/told/present';
import { itemWords } from './item-words';
import type { Section } from './letter';
import { about, known, section, units, type Words, type WordsPart } from './sections';

interface Known {
  readonly item: PresentedItem | undefined;
  readonly kind: string;
  readonly on: string;
}

function itemOf({ lifecycle, subject }: Occasion): Known {
  const item = itemById(lifecycle, subject);
  return {
    item,
    kind: item === undefined ? 'item' : itemName(item.kind),
    on: item?.dueAt.slice(0, 10) ?? '',
  };
}

const recordButton = (occasion: Occasion): WordsPart['button'] & object => ({
  label: 'Say what came of it',
  grant: { purpose: 'item', subject: occasion.subject },
});

/** The agenda of a review, filled from the records; other products of the client belong to the same meeting. */
function agendaSections(occasion: Occasion): readonly Section[] {
  const { lifecycle } = occasion;
  return [
    ...section(
      'Services provided since the last review',
      occasion.services.length > 0 ? occasion.services : ['None recorded'],
    ),
    ...section('Support provided', [
      ...(occasion.support.length > 0 ? occasion.support : ['No service calls, billing errors or tides of tickets']),
    ]),
    ...section('Every promise against its figure', promiseLines(occasion)),
    ...occasion.together.flatMap(({ product, on, promises }) =>
      section(
        `In the same meeting: ${product} (its own date is ${on})`,
        promises.length > 0 ? promises : ['No promises'],
      ),
    ),
    ...section('Success, in the client’s own words', occasion.criteria === null ? [] : [occasion.criteria]),
    ...section('What comes next', [`Renewal on ${lifecycle.renewal.renewsOn}: ${forecastLines(occasion).join('; ')}`]),
  ];
}

const reviewMinutes = 60;

function reviewPrepared(occasion: Occasion, { item, on }: Known): Words {
  const { lifecycle } = occasion;
  const others = occasion.together.length;
  return {
    subject: `Prepare: quarterly review with ${about(occasion)} on ${on}`,
    parts: [
      {
        headline: `The quarterly review is on ${on}. Here is its agenda.`,
        why: `It is sent ahead, so that the meeting can be arranged and prepared; the calendar file can be moved and forwarded.${others === 0 ? '' : ` One meeting for ${units(others + 1, 'product')}.`}`,
        button: recordButton(occasion),
      },
    ],
    sections: [
      ...agendaSections(occasion),
      ...section('Health', healthLines(occasion)),
      ...section('Contacts', contactLines(occasion)),
    ],
    ...(item === undefined
      ? {}
      : {
          invitation: {
            id: `${lifecycle.id}.${item.id}`,
            start: item.dueAt,
            minutes: reviewMinutes,
            title: `Quarterly review: ${about(occasion)}`,
            lines: agendaSections(occasion).flatMap(({ title, lines }) => [
              title,
              ...lines.map((line) => `- ${line}`),
              '',
            ]),
          },
        }),
  };
}

export function itemPrepared(occasion: Occasion): Words {
  const found = itemOf(occasion);
  const { item, kind, on } = found;
  if (item?.kind === 'quarterly-review') return reviewPrepared(occasion, found);
  const own = item === undefined ? undefined : itemWords(occasion, item);
  const whom = own?.whom === undefined ? '' : `${own.whom}, `;
  return {
    subject: `Prepare: ${kind} with ${about(occasion)} on ${on}`,
    parts: [
      {
        headline: `${whom}${kind} on ${on}: time to prepare it.`,
        why: own?.why ?? 'It is sent ahead, so that it is there in time.',
        button: recordButton(occasion),
      },
    ],
    sections: [...(own?.sections ?? []), ...known(occasion)],
  };
}

export function itemDue(occasion: Occasion): Words {
  const { item, kind } = itemOf(occasion);
  const own = item === undefined ? undefined : itemWords(occasion, item);
  const { client } = occasion.lifecycle;
  return {
    subject: `Due: ${kind} with ${about(occasion)}`,
    parts: [
      {
        headline: `It is time for the ${kind} ${own?.whom === undefined ? `with ${client.name}` : `for ${own.whom} of ${client.name}`}.`,
        why: own?.why ?? '',
        button: recordButton(occasion),
      },
    ],
    sections: [
      ...(own?.sections ?? []),
      ...(item?.kind === 'quarterly-review' ? agendaSections(occasion) : []),
      ...known(occasion),
    ],
  };
}

export function itemReminded(occasion: Occasion): Words {
  const { kind, on } = itemOf(occasion);
  return {
    subject: `Reminder: ${kind} with ${about(occasion)}`,
    parts: [
      {
        headline: `The ${kind} with ${occasion.lifecycle.client.name} has been due since ${on}.`,
        why: 'Nobody has said yet what came of it.',
        button: recordButton(occasion),
      },
    ],
    sections: known(occasion),
  };
}
