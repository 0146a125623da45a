/** The words of every mail: what is due, why now, for whom, and what to know. */
import { itemName } from '../domain/items';
import {
  contactLines,
  forecastLines,
  healthLines,
  promiseById,
  promiseLines,
  promiseText,
  type Occasion,
} from '../domain/occasion';
import { itemById, type PresentedItem } from '../domain/present';
import { voices } from '../domain/voice';
import type { Grant } from '../links/links';
import type { MailKind, MailRole } from './causes';
import { itemWords } from './item-words';
import type { Letter, Part, Section } from './letter';

/** A mail without its buttons' addresses: those are minted when the mail is sent. */
export type Words = Omit<Letter, 'parts'> & { readonly parts: readonly WordsPart[] };
export type WordsPart = Omit<Part, 'button'> & { readonly button?: { readonly label: string; readonly grant: Grant } };

const section = (title: string, lines: readonly string[]): readonly Section[] =>
  lines.length === 0 ? [] : [{ title, lines }];

const known = (occasion: Occasion): readonly Section[] => [
  ...section('Promised before the sale', promiseLines(occasion)),
  ...section('Health', healthLines(occasion)),
  ...section('Lately', occasion.lately),
  ...section('Contacts', contactLines(occasion)),
];

const coming = ({ lifecycle }: Occasion): readonly Section[] =>
  section(
    'Coming',
    lifecycle.agenda.slice(0, 5).map(({ at, what }) => `${at.slice(0, 10)}: ${what}`),
  );

/** «Alpine Tools, CRM Pro», the way a rep would say it. */
const about = ({ lifecycle }: Occasion): string => `${lifecycle.client.name}, ${lifecycle.product.name}`;
const units = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

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

function handOver(occasion: Occasion): Words {
  const { lifecycle, deal } = occasion;
  const inOnboarding = lifecycle.stage === 'onboarding';
  const open = lifecycle.onboarding.steps.filter(({ completedAt }) => completedAt === undefined);
  const criteria =
    occasion.criteria ?? 'Nobody asked yet: ask how they will know in six months whether this was a success.';
  return {
    subject: `Yours now: ${about(occasion)}`,
    parts: [
      {
        headline: `${lifecycle.client.name} has bought ${lifecycle.product.name}, and you keep the client from here on.`,
        why: `Sold by ${deal.seller.name} (deal ${deal.dealId}); the contract ends on ${lifecycle.renewal.renewsOn}. ${inOnboarding ? 'Onboarding comes first.' : 'It goes straight to retention.'}`,
        ...(inOnboarding
          ? { button: { label: 'Tick off onboarding steps', grant: { purpose: 'onboarding', subject: null } } }
          : {}),
      },
    ],
    sections: [
      ...section('Success, in the client’s own words', [criteria]),
      ...section('Promised before the sale', promiseLines(occasion)),
      ...section('Requirements', deal.requirements ?? []),
      ...section('Agreements', deal.agreements ?? []),
      ...section(
        'Onboarding steps',
        open.map(({ title, targetOn }) => `${title}${targetOn === undefined ? '' : `, by ${targetOn}`}`),
      ),
      ...section('Contacts', contactLines(occasion)),
      ...coming(occasion),
    ],
  };
}

function nextTerm(occasion: Occasion): Words {
  const { lifecycle } = occasion;
  return {
    subject: `Renewed: ${about(occasion)}, term ${lifecycle.term}`,
    parts: [
      {
        headline: `Term ${lifecycle.term} has begun; it runs to ${lifecycle.renewal.renewsOn}.`,
        why: `It goes on from ${lifecycle.previous ?? 'the earlier term'}: touches keep their rhythm and open items stay open.`,
      },
    ],
    sections: [...coming(occasion), ...known(occasion)],
  };
}

function onboardingStep(occasion: Occasion): Words {
  const step = occasion.lifecycle.onboarding.steps.find(({ code }) => code === occasion.subject);
  const title = step?.title ?? 'a step';
  const target = step?.targetOn ?? '';
  const late = step?.overdue === true;
  return {
    subject: `${late ? 'Overdue' : 'Soon due'}: ${title} for ${about(occasion)}`,
    parts: [
      {
        headline: late ? `«${title}» should have been completed by ${target}.` : `«${title}» is due on ${target}.`,
        why:
          step?.owner === 'client'
            ? 'The client does this step: ask how far they are.'
            : 'The sooner they are set up, the sooner they get what they bought.',
        button: { label: 'Tick off onboarding steps', grant: { purpose: 'onboarding', subject: null } },
      },
    ],
    sections: known(occasion),
  };
}

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

function itemPrepared(occasion: Occasion): Words {
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

function itemDue(occasion: Occasion): Words {
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

function itemReminded(occasion: Occasion): Words {
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

function escalation(occasion: Occasion): Words {
  const { lifecycle } = occasion;
  const found = lifecycle.escalations.find(({ id }) => id === occasion.subject);
  const steps = lifecycle.items.filter(({ about: of, state }) => of === occasion.subject && state === 'planned');
  return {
    subject: `Burning: ${about(occasion)}`,
    parts: [
      {
        headline: `${lifecycle.client.name} needs you: ${(found?.reasons ?? []).join(', ')}.`,
        why: `Open since ${found?.openedAt.slice(0, 10) ?? 'today'}; it goes up the ladder until somebody acknowledges it.`,
        button: { label: 'Take it on', grant: { purpose: 'escalation', subject: occasion.subject } },
      },
    ],
    sections: [
      ...section(
        'First steps',
        steps.map(({ kind, dueAt }) => `${itemName(kind)}, by ${dueAt.slice(0, 10)}`),
      ),
      ...known(occasion),
    ],
  };
}

function renewalNotice(occasion: Occasion): Words {
  const { renewal } = occasion.lifecycle;
  const days = occasion.subject?.split('-').at(-1) ?? '';
  return {
    subject: `Renewal in ${days} days: ${about(occasion)}`,
    parts: [
      {
        headline: `The contract ends on ${renewal.renewsOn}. What will the client do?`,
        why: `Notice ${days} days ahead, as the group’s policy says.`,
        button: { label: 'Record the decision', grant: { purpose: 'renewal', subject: null } },
      },
    ],
    sections: [...section('Forecast', forecastLines(occasion)), ...known(occasion)],
  };
}

function pauseReminder(occasion: Occasion): Words {
  const { paused } = occasion.lifecycle;
  return {
    subject: `Still paused: ${about(occasion)}`,
    parts: [
      {
        headline: `Paused since ${paused?.since.slice(0, 10) ?? 'some time'} (${paused?.reason ?? ''}), without an end.`,
        why: 'A pause without an end is brought up every 30 days; signals keep counting meanwhile.',
      },
    ],
    sections: known(occasion),
  };
}

function resumed(occasion: Occasion): Words {
  const since = occasion.subject?.slice(0, 10) ?? '';
  const arrived = occasion.lately.filter((line) => line.slice(0, 10) >= since);
  return {
    subject: `Goes on: ${about(occasion)}`,
    parts: [
      {
        headline: `The pause since ${since} is over.`,
        why: 'Touches go on where the grid stands. Nothing that was heard meanwhile is lost; here it is.',
      },
    ],
    sections: [
      ...section('Arrived meanwhile', arrived.length > 0 ? arrived : ['Nothing']),
      ...coming(occasion),
      ...section('Health', healthLines(occasion)),
      ...section('Contacts', contactLines(occasion)),
    ],
  };
}

function satisfaction({ language, subject }: Occasion): Words {
  const voice = voices[language];
  return {
    subject: voice.subject,
    parts: [
      {
        headline: voice.question,
        why: voice.why,
        button: { label: voice.button, grant: { purpose: 'satisfaction', subject } },
      },
    ],
    sections: [],
    footer: voice.footer,
    language,
  };
}

function oversold(occasion: Occasion, role: MailRole): Words {
  const promise = promiseById(occasion, occasion.subject);
  const { deal } = occasion;
  return {
    subject: `Oversold: ${about(occasion)}`,
    parts: [
      {
        headline:
          promise === undefined
            ? 'The rep says that this deal was oversold.'
            : `The rep says that this promise cannot be kept: ${promiseText(promise)}.`,
        why: `Deal ${deal.dealId}, sold by ${deal.seller.name}. It is counted per seller and product.`,
        ...(role === 'seller'
          ? { button: { label: 'Say what you think of it', grant: { purpose: 'oversold', subject: occasion.subject } } }
          : {}),
      },
    ],
    sections: [...section('Promised before the sale', promiseLines(occasion)), ...section('Lately', occasion.lately)],
  };
}

function oversoldProposed(occasion: Occasion): Words {
  const promise = promiseById(occasion, occasion.subject);
  return {
    subject: `Oversold? ${about(occasion)}`,
    parts: [
      {
        headline: `Missed in two reviews running: ${promise === undefined ? 'a promise' : promiseText(promise)}.`,
        why: 'If the product cannot keep it, flag it: the seller and the manager hear of it, and the next client is not promised the same.',
        button: { label: 'Flag it, or leave it', grant: { purpose: 'oversold-proposal', subject: occasion.subject } },
      },
    ],
    sections: [...section('Promised before the sale', promiseLines(occasion)), ...section('Lately', occasion.lately)],
  };
}

function oversoldAnswer(occasion: Occasion): Words {
  const flag = occasion.lifecycle.oversold.find(({ promise }) => (promise ?? null) === occasion.subject);
  return {
    subject: `The seller on «oversold»: ${about(occasion)}`,
    parts: [
      {
        headline: `${occasion.deal.seller.name} ${flag?.answer === 'agreed' ? 'agrees that it was oversold' : 'disputes that it was oversold'}.`,
        why: 'Their words stand below, with everything else that was said lately.',
      },
    ],
    sections: [...section('Lately', occasion.lately), ...section('Promised before the sale', promiseLines(occasion))],
  };
}

const words: { readonly [K in MailKind]: (occasion: Occasion, role: MailRole) => Words } = {
  'hand-over': handOver,
  'next-term': nextTerm,
  'onboarding-step': onboardingStep,
  'item-prepared': itemPrepared,
  'item-due': itemDue,
  'item-reminded': itemReminded,
  escalation,
  'renewal-notice': renewalNotice,
  'pause-reminder': pauseReminder,
  resumed,
  satisfaction,
  oversold,
  'oversold-proposed': oversoldProposed,
  'oversold-answer': oversoldAnswer,
};

/** What a mail of that kind says to that role on that occasion. */
export function wordsOf(kind: MailKind, role: MailRole, occasion: Occasion): Words {
  return words[kind](occasion, role);
}

/** Several mails to one reader about one client, as one: each with its own button, what to know once. */
export function gathered(mails: readonly { readonly words: Words; readonly occasion: Occasion }[]): Words | null {
  const [first] = mails;
  if (first === undefined || mails.length === 1) return first?.words ?? null;
  const { client } = first.occasion.lifecycle;
  const products = [...new Map(mails.map(({ occasion }) => [occasion.lifecycle.id, occasion])).values()];
  const facts = products.flatMap((occasion) => {
    const label = products.length === 1 ? '' : `${occasion.lifecycle.product.name}: `;
    return [
      ...section(`${label}promised before the sale`, promiseLines(occasion)),
      ...section(`${label}health`, healthLines(occasion)),
      ...section(`${label}lately`, occasion.lately),
    ];
  });
  return {
    subject: `${units(mails.length, 'thing')} for ${client.name}: ${mails.map(({ words: one }) => one.subject.replace(/ with .*$/, '')).join(', ')}`,
    parts: mails.flatMap(({ words: one, occasion }) =>
      one.parts.map((part) => ({ ...part, headline: `${part.headline} (${occasion.lifecycle.product.name})` })),
    ),
    sections: [...facts, ...section('Contacts', contactLines(first.occasion))],
  };
}
