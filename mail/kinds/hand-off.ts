/** A rep gets a client: sold and handed over, or passed on by the rep who kept it before. */
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import { successQuestion } from '../../domain/concerns/first-year';
import { itemName } from '../../domain/core/item';
import { moneyText } from '../../domain/core/money';
import { units } from '../../domain/core/words';
import { contractEndText, forecastLines, leavingText, promiseLines, type Occasion } from '../../domain/told/occasion';
import { askedNow, openSteps, unresolvedAlarms } from '../../domain/told/present';
import {
  about,
  backgroundSections,
  comingSection,
  contactsSection,
  section,
  criteriaSection,
  promisedSection,
} from '../sections';
import type { Draft, MailSection } from '../draft';
import { tickOffSteps } from './onboarding-step';

const notAsked = `Nobody asked yet. Ask: “${successQuestion}”`;

/** To the rep of a new client: what was bought and promised, and what comes first. */
export function handOffMail(occasion: Occasion): Draft {
  const { lifecycle, deal } = occasion;
  const inOnboarding = lifecycle.stage === 'onboarding';
  const criteria = occasion.criteria ?? notAsked;
  return {
    subject: `Yours now: ${about(occasion)}`,
    matters: [
      {
        headline: `${lifecycle.client.name} has bought ${lifecycle.product.name}, and you keep the client from here on.`,
        why: `Sold by ${deal.seller.name} (deal ${deal.dealId}). ${contractEndText(occasion)} ${inOnboarding ? 'Onboarding comes first.' : 'It goes straight to retention.'}`,
        ...(inOnboarding ? { button: tickOffSteps } : {}),
      },
    ],
    sections: [
      ...criteriaSection({ ...occasion, criteria }),
      ...promisedSection(occasion),
      ...agreed(occasion),
      ...section(
        'Onboarding steps',
        openSteps(lifecycle).map(
          ({ title, targetOn }) => `${title}${targetOn === undefined ? '' : `, by ${targetOn}`}`,
        ),
      ),
      ...contactsSection(occasion),
      ...comingSection(occasion),
    ],
  };
}

/** To the rep of a new client, of all lines that begin with a deal: each with its terms, and what is common to them once. */
export function handOffOfSeveral(occasions: readonly Occasion[]): Draft | null {
  const [first] = occasions;
  if (first === undefined) return null;
  const { lifecycle, deal } = first;
  const criteria = first.criteria ?? notAsked;
  const count = units(occasions.length, 'product');
  return {
    subject: `Yours now: ${lifecycle.client.name}, ${count}`,
    matters: [
      {
        headline: `${lifecycle.client.name} has bought ${count}, and you keep the client from here on.`,
        why: `Sold by ${deal.seller.name} (deal ${deal.dealId}).`,
      },
      ...occasions.map(lineMatter),
    ],
    sections: [
      ...criteriaSection({ ...first, criteria }),
      ...occasions.flatMap((one) =>
        section(`Promised before the sale, of ${one.lifecycle.product.name}`, promiseLines(one)),
      ),
      ...agreed(first),
      ...contactsSection(first),
    ],
  };
}

/** One line of a deal: how much it is, until when, and what comes first. */
function lineMatter({ lifecycle }: Occasion): Draft['matters'][number] {
  const { id, product, quantity, renewal } = lifecycle;
  const inOnboarding = lifecycle.stage === 'onboarding';
  const first = inOnboarding ? 'Onboarding comes first.' : 'It goes straight to retention.';
  return {
    headline: quantity === 1 ? product.name : `${product.name}, ${quantity} of them`,
    why: `${moneyText(renewal.annualValue)} a year; the contract ends on ${renewal.renewsOn}. ${first}`,
    ...(inOnboarding ? { button: { ...tickOffSteps, lifecycle: id } } : {}),
  };
}

/** To the next rep of a client: everything they must know, so that nothing leaves with the rep before. */
export function passedOnMail(occasion: Occasion): Draft {
  const { lifecycle, deal } = occasion;
  return {
    subject: `Yours now: ${about(occasion)}`,
    matters: [
      {
        headline: `${lifecycle.client.name} is yours from here on, with ${lifecycle.product.name}.`,
        why: `It was passed on to you as it stands; no date has moved. Sold by ${deal.seller.name} (deal ${deal.dealId}). ${contractEndText(occasion)} ${leavingText(occasion)}`.trim(),
      },
    ],
    sections: [
      ...section(
        'Burning',
        unresolvedAlarms(lifecycle).map(
          ({ id, reasons, ownSignals, openedAt }) =>
            `${id}: ${reasonsText(reasons, ownSignals)}, since ${openedAt.slice(0, 10)}`,
        ),
      ),
      ...section(
        'Open',
        askedNow(lifecycle).map(({ kind, dueAt }) => `${itemName(kind)}, due since ${dueAt.slice(0, 10)}`),
      ),
      ...criteriaSection(occasion),
      ...backgroundSections(occasion),
      ...agreed(occasion),
      ...section('Forecast', forecastLines(occasion)),
      ...comingSection(occasion),
    ],
  };
}

const agreed = ({ deal }: Occasion): readonly MailSection[] => [
  ...section('Requirements', deal.requirements ?? []),
  ...section('Agreements', deal.agreements ?? []),
];
