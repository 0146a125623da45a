/** The words of every mail: what is due, why now, for whom, and what to know. */
import { itemName } from '../domain/core/item';
import { contactLines, forecastLines, healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import { introductionOf, voices } from '../domain/told/voice';
import type { MailKind, MailRole } from '../domain/told/mails';
import { invitation, invitationCalledOff } from './campaign-mails';
import { itemDue, itemPrepared, itemReminded } from './item-mails';
import { opportunity, opportunityClosed } from './opportunity-mails';
import { receivable } from './receivable-mail';
import { oversold, oversoldAnswer, oversoldProposed } from './promise-mails';
import { about, coming, known, section, units, type Words } from './sections';

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

/** Everything the next one must know: nothing about the client leaves with whoever had it before. */
function passedOn(occasion: Occasion): Words {
  const { lifecycle, deal } = occasion;
  const open = [...lifecycle.touches, ...lifecycle.reviews, ...lifecycle.items].filter(
    ({ state }) => state === 'due' || state === 'overdue',
  );
  const fires = lifecycle.escalations.filter(({ resolvedAt }) => resolvedAt === undefined);
  return {
    subject: `Yours now: ${about(occasion)}`,
    parts: [
      {
        headline: `${lifecycle.client.name} is yours from here on, with ${lifecycle.product.name}.`,
        why: `It was passed on to you as it stands; no date has moved. Sold by ${deal.seller.name} (deal ${deal.dealId}); the contract ends on ${lifecycle.renewal.renewsOn}.`,
      },
    ],
    sections: [
      ...section(
        'Burning',
        fires.map(({ id, reasons, openedAt }) => `${id}: ${reasons.join(', ')}, since ${openedAt.slice(0, 10)}`),
      ),
      ...section(
        'Open',
        open.map(({ kind, dueAt }) => `${itemName(kind)}, due since ${dueAt.slice(0, 10)}`),
      ),
      ...section('Success, in the client’s own words', occasion.criteria === null ? [] : [occasion.criteria]),
      ...known(occasion),
      ...section('Requirements', deal.requirements ?? []),
      ...section('Agreements', deal.agreements ?? []),
      ...section('Forecast', forecastLines(occasion)),
      ...coming(occasion),
    ],
  };
}

function introduction(occasion: Occasion): Words {
  const { language, rep, lifecycle } = occasion;
  const { subject, headline, why, footer } = introductionOf(language, rep?.name ?? '', lifecycle.product.name);
  return { subject, parts: [{ headline, why }], sections: [], footer, language };
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

const words: { readonly [K in MailKind]: (occasion: Occasion, role: MailRole) => Words } = {
  'hand-over': handOver,
  'passed-on': passedOn,
  introduction,
  'next-term': nextTerm,
  'onboarding-step': onboardingStep,
  'item-prepared': itemPrepared,
  'item-due': itemDue,
  'item-reminded': itemReminded,
  escalation,
  receivable,
  opportunity,
  'opportunity-closed': opportunityClosed,
  'renewal-notice': renewalNotice,
  'pause-reminder': pauseReminder,
  resumed,
  satisfaction,
  invitation,
  'invitation-called-off': invitationCalledOff,
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
