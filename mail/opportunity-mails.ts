/** What the business developer is told of an opportunity, and the rep of what came of it. */
import { opportunityReason } from '../domain/concerns/growth';
import { sentence } from '../domain/core/item-steps';
import { contactLines, healthLines, promiseLines, type Occasion } from '../domain/told/occasion';
import { toMajor } from '../domain/core/money';
import { opportunityById, type Presented } from '../domain/told/present';
import { about, section, type Words } from './sections';

function worth({ renewal: { annualValue } }: Presented): string {
  return `${toMajor(annualValue)} ${annualValue.currency} a year`;
}

export function opportunity(occasion: Occasion): Words {
  const { lifecycle, rep } = occasion;
  const found = opportunityById(lifecycle, occasion.subject);
  const keeper = rep?.name ?? lifecycle.rep;
  const reasons = (found?.reasons ?? []).map(opportunityReason);
  return {
    subject: `Opportunity: ${about(occasion)}`,
    parts: [
      {
        headline: `${lifecycle.client.name} could use more: ${reasons.join(', ')}.`,
        why: `Selling is yours, so that ${keeper}, who keeps the client, need not. They pay ${worth(lifecycle)} now, until ${lifecycle.renewal.renewsOn}.`,
        button: { label: 'Say what came of it', grant: { purpose: 'opportunity', subject: occasion.subject } },
      },
    ],
    sections: [
      ...section('Kept by', [rep === null ? keeper : `${rep.name}: ${rep.email}`]),
      ...section('Contacts', contactLines(occasion)),
      ...section('Health', healthLines(occasion)),
      ...section('Promised before the sale', promiseLines(occasion)),
      ...section('Lately', occasion.lately),
    ],
  };
}

export function opportunityClosed(occasion: Occasion): Words {
  const { lifecycle } = occasion;
  const end = opportunityById(lifecycle, occasion.subject)?.end ?? 'closed';
  return {
    subject: `${sentence(end)}: an opportunity with ${about(occasion)}`,
    parts: [
      {
        headline: end === 'won' ? `${lifecycle.client.name} takes more.` : `${lifecycle.client.name} stays as it is.`,
        why: `The business developer has closed it; ${lifecycle.product.name} is worth ${worth(lifecycle)} now. You keep the client as before.`,
      },
    ],
    sections: section('Lately', occasion.lately),
  };
}
