/** What the business developer is told of an opportunity, and the rep of what came of it. */
import { opportunityReason } from '../../domain/told/sentences';
import { capitalised } from '../../domain/core/item-steps';
import { moneyText } from '../../domain/core/money';
import type { Occasion } from '../../domain/told/occasion';
import { opportunityById, type Presented } from '../../domain/told/present';
import { dateText } from '../../domain/told/day-text';
import {
  about,
  contactsSection,
  section,
  healthSection,
  latelySection,
  promisedSection,
  remindedBefore,
} from '../sections';
import type { Draft } from '../draft';

function worth({ renewal: { annualValue } }: Presented): string {
  return `${moneyText(annualValue)} a year`;
}

/** The subject: no two mails about one opportunity have the same. */
function subjectOf(occasion: Occasion): string {
  const { event, at: on } = occasion;
  const client = about(occasion);
  switch (event?.kind) {
    case 'opportunity-joined':
      return `More speaks for an opportunity (${opportunityReason(event.reason)}): ${client}`;
    case 'opportunity-reminded':
      return `Reminder of an opportunity: ${client}${remindedBefore(event.reminder)}`;
    case 'opportunity-returned':
      return `Brought up again${on === null ? '' : ` on ${dateText(on)}`}: an opportunity with ${client}`;
    default:
      return `Opportunity: ${client}`;
  }
}

/** To the business developer: why the client could use more, and whom to ask. */
export function opportunityMail(occasion: Occasion): Draft {
  const { lifecycle, rep, subject } = occasion;
  const keeper = rep?.name ?? lifecycle.rep;
  const reasons = (opportunityById(lifecycle, subject)?.reasons ?? []).map((one) => opportunityReason(one));
  return {
    subject: subjectOf(occasion),
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
