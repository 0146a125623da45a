/** The pages behind mailed links: they show, ask for the outcome (no default), and give a receipt. */
import { opportunityReason } from '../domain/concerns/growth';
import { itemName } from '../domain/core/item';
import { sentence } from '../domain/core/item-steps';
import {
  contactLines,
  forecastLines,
  healthLines,
  promiseById,
  promiseLines,
  promiseText,
  receivableText,
  type Occasion,
} from '../domain/told/occasion';
import { itemById, opportunityById, receivableById } from '../domain/told/present';
import type { Grant } from '../links/links';
import { formFor } from './forms';
import { factsPart, page, type Fact } from './layout';

export interface Receipt {
  readonly what: string;
  readonly at: string;
  /** False while the same link has more to do: further onboarding steps, resolving what was taken on. */
  readonly final: boolean;
}

function headline({ purpose, subject }: Grant, { lifecycle }: Occasion): string {
  const { name } = lifecycle.client;
  switch (purpose) {
    case 'onboarding':
      return `Onboarding of ${name}`;
    case 'item': {
      const item = itemById(lifecycle, subject);
      return sentence(`${item === undefined ? 'Item' : itemName(item.kind)} with ${name}`);
    }
    case 'escalation':
      return `${name} needs you`;
    case 'receivable':
      return `Overdue invoice of ${name}`;
    case 'opportunity':
      return `Opportunity with ${name}`;
    case 'renewal':
      return `Renewal of ${name}`;
    case 'oversold':
    case 'oversold-proposal':
      return `Oversold to ${name}?`;
    case 'satisfaction':
    case 'invitation':
      return '';
    default:
      return purpose satisfies never;
  }
}

function when({ purpose, subject }: Grant, occasion: Occasion): string {
  const { lifecycle } = occasion;
  if (purpose === 'item') {
    const item = itemById(lifecycle, subject);
    return item === undefined ? '' : `Due ${item.dueAt.slice(0, 10)}.`;
  }
  if (purpose === 'escalation') {
    const found = lifecycle.escalations.find(({ id }) => id === subject);
    return found === undefined ? '' : `Open since ${found.openedAt.slice(0, 10)}: ${found.reasons.join(', ')}.`;
  }
  if (purpose === 'receivable') return receivableText(receivableById(lifecycle, subject));
  if (purpose === 'opportunity')
    return `Why now: ${(opportunityById(lifecycle, subject)?.reasons ?? []).map(opportunityReason).join(', ')}.`;
  if (purpose === 'oversold' || purpose === 'oversold-proposal') {
    const promise = promiseById(occasion, subject);
    return promise === undefined ? '' : `Promised: ${promiseText(promise)}.`;
  }
  return `The contract ends on ${lifecycle.renewal.renewsOn}.`;
}

function facts({ purpose, subject }: Grant, occasion: Occasion): readonly Fact[] {
  const { lifecycle, criteria, services, support, together } = occasion;
  const item = purpose === 'item' ? itemById(lifecycle, subject) : undefined;
  const isReview = item?.kind === 'quarterly-review';
  const wantsCriteria = isReview || item?.kind === 'success-check' || item?.kind === 'check-in';
  const none: readonly string[] = [];
  return [
    { title: 'The article', lines: occasion.article === null ? none : [occasion.article.title, occasion.article.link] },
    { title: 'Success, in the client’s own words', lines: wantsCriteria && criteria !== null ? [criteria] : none },
    { title: 'Promised before the sale', lines: purpose === 'receivable' ? none : promiseLines(occasion) },
    ...together.map(({ product, promises }) => ({ title: `In the same meeting: ${product}`, lines: promises })),
    { title: 'Services provided since the last review', lines: isReview ? services : none },
    { title: 'Support provided', lines: isReview ? support : none },
    { title: 'Forecast', lines: purpose === 'renewal' ? forecastLines(occasion) : none },
    { title: 'Health', lines: healthLines(occasion) },
    { title: 'Lately', lines: occasion.lately },
    { title: 'Contacts', lines: contactLines(occasion) },
  ];
}

const askBody = `<p class="quiet"><%= it.product %></p><h1><%= it.headline %></h1><p class="quiet"><%= it.when %></p>
<% if (it.done) { %><p class="done"><%= it.done %></p><% } %><% if (it.error) { %><p class="error" role="alert"><%= it.error %></p><% } %>
<form method="post"><%~ it.form %></form>${factsPart}`;

/** The page that asks. `done` says what this link did before, `error` what was missing in what was sent. */
export function askPage(
  grant: Grant,
  occasion: Occasion,
  { done, error }: { readonly done?: string; readonly error?: string } = {},
): string {
  const { lifecycle } = occasion;
  const { form, it } = formFor(grant, occasion);
  const title = headline(grant, occasion);
  return page(title, askBody.replace('<%~ it.form %>', form), {
    ...it,
    headline: title,
    when: when(grant, occasion),
    product: `${lifecycle.product.name} · ${lifecycle.client.name}`,
    facts: facts(grant, occasion),
    error,
    done,
  });
}

/** What was recorded; the same however often the page is opened or the form is sent. */
export function receiptPage(occasion: Occasion, receipt: Receipt): string {
  const body = `<h1>Thank you</h1><p class="done"><%= it.receipt.what %></p><p class="quiet">Recorded on <%= it.receipt.at.slice(0, 10) %> for <%= it.client %>. Sending it again changes nothing. Was it a slip? Record a touch with a note that says so, or tell your manager; nothing is ever overwritten.</p>`;
  return page('Recorded', body, { receipt, client: occasion.lifecycle.client.name });
}

/** Why there is nothing to do here. */
export function closedPage(title: string, why: string): string {
  return page(title, '<h1><%= it.title %></h1><p><%= it.why %></p>', { title, why });
}
