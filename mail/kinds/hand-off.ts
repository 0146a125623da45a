/** A rep gets a client: sold and handed over, or passed on by the rep who kept it before. */
import { reasonsText } from '../../domain/concerns/escalations';
import { itemName } from '../../domain/core/item';
import { isDue } from '../../domain/core/item-steps';
import { forecastLines, type Occasion } from '../../domain/told/occasion';
import {
  about,
  backgroundSections,
  comingSection,
  contactsSection,
  section,
  criteriaSection,
  promisedSection,
} from '../sections';
import type { Draft, MailSection } from '../letter';
import { tickOffSteps } from './onboarding-step';

/** To the rep of a new client: what was bought and promised, and what comes first. */
export function handOffMail(occasion: Occasion): Draft {
  const { lifecycle, deal } = occasion;
  const inOnboarding = lifecycle.stage === 'onboarding';
  const open = lifecycle.onboarding.steps.filter(({ completedAt }) => completedAt === undefined);
  const criteria =
    occasion.criteria ?? 'Nobody asked yet: ask how they will know in six months whether this was a success.';
  return {
    subject: `Yours now: ${about(occasion)}`,
    matters: [
      {
        headline: `${lifecycle.client.name} has bought ${lifecycle.product.name}, and you keep the client from here on.`,
        why: `Sold by ${deal.seller.name} (deal ${deal.dealId}); the contract ends on ${lifecycle.renewal.renewsOn}. ${inOnboarding ? 'Onboarding comes first.' : 'It goes straight to retention.'}`,
        ...(inOnboarding ? { button: tickOffSteps } : {}),
      },
    ],
    sections: [
      ...criteriaSection({ ...occasion, criteria }),
      ...promisedSection(occasion),
      ...agreed(occasion),
      ...section(
        'Onboarding steps',
        open.map(({ title, targetOn }) => `${title}${targetOn === undefined ? '' : `, by ${targetOn}`}`),
      ),
      ...contactsSection(occasion),
      ...comingSection(occasion),
    ],
  };
}

/** To the next rep of a client: everything they must know, so that nothing leaves with the rep before. */
export function passedOnMail(occasion: Occasion): Draft {
  const { lifecycle, deal } = occasion;
  const open = [...lifecycle.touches, ...lifecycle.reviews, ...lifecycle.items].filter(isDue);
  const fires = lifecycle.escalations.filter(({ resolvedAt }) => resolvedAt === undefined);
  return {
    subject: `Yours now: ${about(occasion)}`,
    matters: [
      {
        headline: `${lifecycle.client.name} is yours from here on, with ${lifecycle.product.name}.`,
        why: `It was passed on to you as it stands; no date has moved. Sold by ${deal.seller.name} (deal ${deal.dealId}); the contract ends on ${lifecycle.renewal.renewsOn}.`,
      },
    ],
    sections: [
      ...section(
        'Burning',
        fires.map(({ id, reasons, openedAt }) => `${id}: ${reasonsText(reasons)}, since ${openedAt.slice(0, 10)}`),
      ),
      ...section(
        'Open',
        open.map(({ kind, dueAt }) => `${itemName(kind)}, due since ${dueAt.slice(0, 10)}`),
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
