/** The pages behind mailed links: they show, ask for the outcome (no default), and give a receipt. */
import { churnReasons } from '../domain/standing';
import { itemNames } from '../domain/items';
import { contactLines, healthLines, promiseLines, type Occasion } from '../domain/occasion';
import { toMajor } from '../domain/money';
import { itemById } from '../domain/present';
import type { Grant, Purpose } from '../links/links';
import { factsPart, page, type Fact } from './layout';

export interface Receipt {
  readonly what: string;
  readonly at: string;
  /** False while the same link has more to do: further onboarding steps, resolving what was taken on. */
  readonly final: boolean;
}

const outcomeForm = `<fieldset><legend>What came of it?</legend>
<label class="choice"><input type="radio" name="outcome" value="done" required> Done</label>
<label class="choice"><input type="radio" name="outcome" value="no-answer" required> No answer</label>
<label class="choice"><input type="radio" name="outcome" value="declined" required> The client declined</label></fieldset>
<label class="field" for="happiness">How happy are they, 0 to 10? <span class="quiet">(if you know)</span></label>
<input id="happiness" type="number" name="happiness" min="0" max="10" inputmode="numeric">
`;
const noteField = (label: string): string =>
  `<label class="field" for="note">${label}</label><textarea id="note" name="note" maxlength="5000"></textarea>`;

const forms: { readonly [P in Purpose]: string } = {
  item: `${outcomeForm}${noteField('Note')}<button type="submit">Record it</button>`,
  onboarding: `<fieldset><legend>Which steps are completed?</legend><% for (const step of it.steps) { %>
<label class="choice"><input type="checkbox" name="outcome" value="<%= step.code %>"> <%= step.title %></label><% } %></fieldset>${noteField('Note')}<button type="submit">Record it</button>`,
  escalation: `<fieldset><legend>What do you do?</legend><% if (!it.acknowledged) { %>
<label class="choice"><input type="radio" name="outcome" value="acknowledge" required> I take it on</label><% } %>
<label class="choice"><input type="radio" name="outcome" value="resolve" required> It is resolved (say how)</label></fieldset>${noteField('Note')}<button type="submit">Record it</button>`,
  renewal: `<fieldset><legend>What will the client do?</legend>
<label class="choice"><input type="radio" name="outcome" value="renew" required> Renew</label>
<label class="choice"><input type="radio" name="outcome" value="churn" required> Leave</label></fieldset>
<label class="field" for="termMonths">If they renew: for how many months?</label><input id="termMonths" type="number" name="termMonths" min="1" max="120" value="<%= it.termMonths %>">
<label class="field" for="annual">… and for how much a year, in <%= it.currency %>?</label><input id="annual" type="text" name="annualValue" inputmode="decimal" value="<%= it.annualValue %>">
<label class="field" for="reason">If they leave: why?</label><select id="reason" name="reason"><option value="">Choose a reason</option><% for (const reason of it.reasons) { %><option value="<%= reason %>"><%= reason.replaceAll('-', ' ') %></option><% } %></select>
${noteField('Note')}<button type="submit">Record it</button>`,
};

function headline({ purpose, subject }: Grant, { lifecycle }: Occasion): string {
  const { name } = lifecycle.client;
  switch (purpose) {
    case 'onboarding':
      return `Onboarding of ${name}`;
    case 'item': {
      const item = itemById(lifecycle, subject);
      return `${item === undefined ? 'Item' : itemNames[item.kind]} with ${name}`.replace(/^./, (first) =>
        first.toUpperCase(),
      );
    }
    case 'escalation':
      return `${name} needs you`;
    case 'renewal':
      return `Renewal of ${name}`;
    default:
      return purpose satisfies never;
  }
}

function when({ purpose, subject }: Grant, { lifecycle }: Occasion): string {
  if (purpose === 'item') {
    const item = itemById(lifecycle, subject);
    return item === undefined ? '' : `Due ${item.dueAt.slice(0, 10)}.`;
  }
  if (purpose === 'escalation') {
    const found = lifecycle.escalations.find(({ id }) => id === subject);
    return found === undefined ? '' : `Open since ${found.openedAt.slice(0, 10)}: ${found.reasons.join(', ')}.`;
  }
  return `The contract ends on ${lifecycle.renewal.renewsOn}.`;
}

const facts = (occasion: Occasion): readonly Fact[] => [
  { title: 'Promised before the sale', lines: promiseLines(occasion) },
  { title: 'Health', lines: healthLines(occasion) },
  { title: 'Lately', lines: occasion.lately },
  { title: 'Contacts', lines: contactLines(occasion) },
];

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
  const { annualValue } = lifecycle.renewal;
  const it = {
    steps: lifecycle.onboarding.steps.filter(({ completedAt }) => completedAt === undefined),
    acknowledged: lifecycle.escalations.find(({ id }) => id === grant.subject)?.acknowledgedAt !== undefined,
    termMonths: 12,
    currency: annualValue.currency,
    annualValue: toMajor(annualValue),
    reasons: churnReasons,
  };
  const title = headline(grant, occasion);
  return page(title, askBody.replace('<%~ it.form %>', forms[grant.purpose]), {
    ...it,
    headline: title,
    when: when(grant, occasion),
    product: `${lifecycle.product.name} · ${lifecycle.client.name}`,
    facts: facts(occasion),
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
