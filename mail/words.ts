/** The words of every mail: what is due, why now, for whom, and what to know. */
import { promiseIdOf } from '../domain/deal';
import { itemNames } from '../domain/items';
import { contactLines, healthLines, productOf, promiseLines, type Occasion } from '../domain/occasion';
import { itemById } from '../domain/present';
import type { Grant } from '../links/links';
import type { MailKind } from './causes';
import type { Letter, Section } from './letter';

/** A mail without its button's address: that is minted when the mail is sent. */
export type Words = Omit<Letter, 'button'> & { readonly button?: { readonly label: string; readonly grant: Grant } };

const section = (title: string, lines: readonly string[]): readonly Section[] =>
  lines.length === 0 ? [] : [{ title, lines }];

const known = (occasion: Occasion): readonly Section[] => [
  ...section('Promised before the sale', promiseLines(occasion)),
  ...section('Health', healthLines(occasion)),
  ...section('Lately', occasion.lately),
  ...section('Contacts', contactLines(occasion)),
];

/** «call with Alpine Tools», the way a rep would say it. */
const about = ({ lifecycle }: Occasion): string => `${lifecycle.client.name}, ${lifecycle.product.name}`;

function itemOf({ lifecycle, subject }: Occasion): { readonly kind: string; readonly on: string } {
  const item = itemById(lifecycle, subject);
  return { kind: item === undefined ? 'item' : itemNames[item.kind], on: item?.dueAt.slice(0, 10) ?? '' };
}

const recordButton = (occasion: Occasion): Words['button'] & object => ({
  label: 'Say what came of it',
  grant: { purpose: 'item', subject: occasion.subject },
});

function handOver(occasion: Occasion): Words {
  const { lifecycle, deal } = occasion;
  const inOnboarding = lifecycle.stage === 'onboarding';
  const open = lifecycle.onboarding.steps.filter(({ completedAt }) => completedAt === undefined);
  return {
    subject: `Yours now: ${about(occasion)}`,
    headline: `${lifecycle.client.name} has bought ${lifecycle.product.name}, and you keep the client from here on.`,
    why: `Sold by ${deal.seller.name} (deal ${deal.dealId}); the contract ends on ${lifecycle.renewal.renewsOn}. ${inOnboarding ? 'Onboarding comes first.' : 'It goes straight to retention.'}`,
    ...(inOnboarding
      ? { button: { label: 'Tick off onboarding steps', grant: { purpose: 'onboarding', subject: null } } }
      : {}),
    sections: [
      ...section(
        'Success, in the client’s own words',
        deal.successCriteria === undefined
          ? ['Nobody asked yet: ask how they will know in six months whether this was a success.']
          : [deal.successCriteria],
      ),
      ...section('Promised before the sale', promiseLines(occasion)),
      ...section('Requirements', deal.requirements ?? []),
      ...section('Agreements', deal.agreements ?? []),
      ...section(
        'Onboarding steps',
        open.map(({ title }) => title),
      ),
      ...section('Contacts', contactLines(occasion)),
      ...section(
        'Coming',
        lifecycle.agenda.slice(0, 5).map(({ at, what }) => `${at.slice(0, 10)}: ${what}`),
      ),
    ],
  };
}

function nextTerm(occasion: Occasion): Words {
  const { lifecycle } = occasion;
  return {
    subject: `Renewed: ${about(occasion)}, term ${lifecycle.term}`,
    headline: `Term ${lifecycle.term} has begun; it runs to ${lifecycle.renewal.renewsOn}.`,
    why: `It goes on from ${lifecycle.previous ?? 'the earlier term'}: touches keep their rhythm and open items stay open.`,
    sections: [
      ...section(
        'Coming',
        lifecycle.agenda.slice(0, 5).map(({ at, what }) => `${at.slice(0, 10)}: ${what}`),
      ),
      ...known(occasion),
    ],
  };
}

function itemPrepared(occasion: Occasion): Words {
  const { kind, on } = itemOf(occasion);
  return {
    subject: `Prepare: ${kind} with ${about(occasion)} on ${on}`,
    headline: `The ${kind} is on ${on}. Here is its agenda.`,
    why: 'It is sent ahead, so that the meeting can be arranged and prepared.',
    button: recordButton(occasion),
    sections: [
      {
        title: 'Agenda',
        lines: ['Services provided', 'Support provided', 'Every promise against its figure', 'What comes next'],
      },
      ...section('Services provided', occasion.lately),
      ...section('Support provided', healthLines(occasion)),
      ...section('Every promise against its figure', promiseLines(occasion)),
      ...section(
        'Success, in the client’s own words',
        occasion.deal.successCriteria === undefined ? [] : [occasion.deal.successCriteria],
      ),
      ...section('Contacts', contactLines(occasion)),
    ],
  };
}

function itemDue(occasion: Occasion): Words {
  const { kind } = itemOf(occasion);
  return {
    subject: `Due: ${kind} with ${about(occasion)}`,
    headline: `It is time for the ${kind} with ${occasion.lifecycle.client.name}.`,
    why: 'The touch programme and the reviews of the contract plan it; nothing waits for it, but it counts as missed once the next one falls due.',
    button: recordButton(occasion),
    sections: known(occasion),
  };
}

function itemReminded(occasion: Occasion): Words {
  const { kind, on } = itemOf(occasion);
  return {
    subject: `Reminder: ${kind} with ${about(occasion)}`,
    headline: `The ${kind} with ${occasion.lifecycle.client.name} has been due since ${on}.`,
    why: 'Nobody has said yet what came of it.',
    button: recordButton(occasion),
    sections: known(occasion),
  };
}

function escalation(occasion: Occasion): Words {
  const found = occasion.lifecycle.escalations.find(({ id }) => id === occasion.subject);
  return {
    subject: `Burning: ${about(occasion)}`,
    headline: `${occasion.lifecycle.client.name} needs you: ${(found?.reasons ?? []).join(', ')}.`,
    why: `Open since ${found?.openedAt.slice(0, 10) ?? 'today'}; it goes up the ladder until somebody acknowledges it.`,
    button: { label: 'Take it on', grant: { purpose: 'escalation', subject: occasion.subject } },
    sections: known(occasion),
  };
}

function renewalNotice(occasion: Occasion): Words {
  const { renewal } = occasion.lifecycle;
  const days = occasion.subject?.split('-').at(-1) ?? '';
  return {
    subject: `Renewal in ${days} days: ${about(occasion)}`,
    headline: `The contract ends on ${renewal.renewsOn}. What will the client do?`,
    why: `Notice ${days} days ahead, as the group’s policy says.`,
    button: { label: 'Record the decision', grant: { purpose: 'renewal', subject: null } },
    sections: known(occasion),
  };
}

function pauseReminder(occasion: Occasion): Words {
  const { paused } = occasion.lifecycle;
  return {
    subject: `Still paused: ${about(occasion)}`,
    headline: `Paused since ${paused?.since.slice(0, 10) ?? 'some time'} (${paused?.reason ?? ''}), without an end.`,
    why: 'A pause without an end is brought up every 30 days; signals keep counting meanwhile.',
    sections: known(occasion),
  };
}

function oversold(occasion: Occasion): Words {
  const promise = (productOf(occasion)?.promises ?? []).find((_, index) => promiseIdOf(index) === occasion.subject);
  return {
    subject: `Oversold: ${about(occasion)}`,
    headline:
      promise === undefined
        ? 'The rep says that this deal was oversold.'
        : `The rep says that this promise cannot be kept: ${promise.metric} ${promise.target}${promise.unit === undefined ? '' : ` ${promise.unit}`}.`,
    why: `Deal ${occasion.deal.dealId}, sold by ${occasion.deal.seller.name}. It is counted per seller and product.`,
    sections: [...section('Promised before the sale', promiseLines(occasion)), ...section('Lately', occasion.lately)],
  };
}

const words: { readonly [K in MailKind]: (occasion: Occasion) => Words } = {
  'hand-over': handOver,
  'next-term': nextTerm,
  'item-prepared': itemPrepared,
  'item-due': itemDue,
  'item-reminded': itemReminded,
  escalation,
  'renewal-notice': renewalNotice,
  'pause-reminder': pauseReminder,
  oversold,
};

/** What a mail of that kind says on that occasion. */
export function wordsOf(kind: MailKind, occasion: Occasion): Words {
  return words[kind](occasion);
}
