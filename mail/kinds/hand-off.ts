/** A rep gets a client: sold and handed over, or passed on by the rep who kept it before. */
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import { successQuestion } from '../../domain/concerns/first-year';
import { itemName } from '../../domain/core/item';
import { forecastLines, type Occasion } from '../../domain/told/occasion';
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

/** To the rep of a new client: what was bought and promised, and what comes first. */
export function handOffMail(occasion: Occasion): Draft {
  const { lifecycle, deal } = occasion;
  const inOnboarding = lifecycle.stage === 'onboarding';
  const criteria = occasion.criteria ?? `Nobody asked yet. Ask: «${successQuestion}»`;
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
        openSteps(lifecycle).map(
          ({ title, targetOn }) => `${title}${targetOn === undefined ? '' : `, by ${targetOn}`}`,
        ),
      ),
      ...contactsSection(occasion),
      ...comingSection(occasion),
    ],
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
        why: `It was passed on to you as it stands; no date has moved. Sold by ${deal.seller.name} (deal ${deal.dealId}); the contract ends on ${lifecycle.renewal.renewsOn}.`,
      },
    ],
    sections: [
      ...section(
        'Burning',
        unresolvedAlarms(lifecycle).map(
          ({ id, reasons, openedAt }) => `${id}: ${reasonsText(reasons)}, since ${openedAt.slice(0, 10)}`,
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
