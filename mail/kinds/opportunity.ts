/** What the business developer is told of an opportunity, and the rep of what came of it. */
import { opportunityReason } from '../../domain/concerns/growth';
import { capitalised } from '../../domain/core/item-steps';
import { moneyText } from '../../domain/core/money';
import type { Occasion } from '../../domain/told/occasion';
import { opportunityById, type Presented } from '../../domain/told/present';
import { about, contactsSection, section, healthSection, latelySection, promisedSection } from '../sections';
import type { Draft } from '../draft';

function worth({ renewal: { annualValue } }: Presented): string {
  return `${moneyText(annualValue)} a year`;
}

/** To the business developer: why the client could use more, and whom to ask. */
export function opportunityMail(occasion: Occasion): Draft {
  const { lifecycle, rep, subject } = occasion;
  const keeper = rep?.name ?? lifecycle.rep;
  const reasons = (opportunityById(lifecycle, subject)?.reasons ?? []).map(opportunityReason);
  return {
    subject: `Opportunity: ${about(occasion)}`,
    matters: [
      {
        headline: `${lifecycle.client.name} could use more: ${reasons.join(', ')}.`,
        why: `Selling is yours, so that ${keeper}, who keeps the client, need not. They pay ${worth(lifecycle)} now, until ${lifecycle.renewal.renewsOn}.`,
        button: { label: 'Say what came of it', grant: { purpose: 'opportunity', subject } },
      },
    ],
    sections: [
      ...section('Kept by', [rep === null ? keeper : `${rep.name}: ${rep.email}`]),
      ...contactsSection(occasion),
      ...healthSection(occasion),
      ...promisedSection(occasion),
      ...latelySection(occasion),
    ],
  };
}

/** To the rep: whether the client takes more. */
export function opportunityClosedMail(occasion: Occasion): Draft {
  const { lifecycle, subject } = occasion;
  const end = opportunityById(lifecycle, subject)?.end ?? 'closed';
  return {
    subject: `${capitalised(end)}: an opportunity with ${about(occasion)}`,
    matters: [
      {
        headline: end === 'won' ? `${lifecycle.client.name} takes more.` : `${lifecycle.client.name} stays as it is.`,
        why: `The business developer has closed it; ${lifecycle.product.name} is worth ${worth(lifecycle)} now. You keep the client as before.`,
      },
    ],
    sections: latelySection(occasion),
  };
}
