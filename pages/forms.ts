/** The forms behind mailed links: each asks for an outcome that has no default. Fields are named as the API's. */
import { promisesOf, type Occasion } from '../domain/told/occasion';
import { churnReasons } from '../domain/concerns/standing';
import { toMajor } from '../domain/core/money';
import { itemById } from '../domain/told/present';
import type { Grant } from '../links/links';
import { choice } from './layout';

const note = (label: string): string =>
  `<label class="field" for="note">${label}</label><textarea id="note" name="note" maxlength="5000"></textarea>`;
const send = '<button type="submit">Record it</button>';
const happiness = `<label class="field" for="happiness">How happy are they, 0 to 10? <span class="quiet">(if you know)</span></label>
<input id="happiness" type="number" name="happiness" min="0" max="10" inputmode="numeric">`;
const cameOfIt = `<fieldset><legend>What came of it?</legend>
${choice('done', 'Done')}
${choice('no-answer', 'No answer')}
${choice('declined', 'The client declined')}</fieldset>`;

const alsoFor = `<% if (it.others.length > 0) { %><fieldset><legend>Was it about these too?</legend><% for (const other of it.others) { %>
${choice('<%= other.id %>', '<%= other.product %>', 'alsoFor', 'checkbox')}<% } %></fieldset><% } %>`;

const met = `<% if (it.contacts.length > 0) { %><fieldset><legend>With whom? <span class="quiet">(if you like)</span></legend><% for (const contact of it.contacts) { %>
${choice('<%= contact.id %>', '<%= contact.name %>', 'contacts', 'checkbox')}<% } %></fieldset><% } %>`;

const figures = `<% for (const [index, promise] of it.promises.entries()) { %>
<label class="field" for="actual<%= index %>"><%= promise.metric %><% if (promise.unit) { %>, in <%= promise.unit %><% } %>: what is it now? <span class="quiet">(promised: <%= promise.target %>)</span></label>
<input id="actual<%= index %>" type="text" inputmode="decimal" name="actual<%= index %>"><% } %>`;

const criteriaForm = `${cameOfIt}<label class="field" for="note">How will they know in six months whether it was a success? In their words:</label><textarea id="note" name="note" maxlength="5000"></textarea>${send}`;

const forms = {
  touch: `${cameOfIt}${met}${happiness}${alsoFor}${note('Note')}${send}`,
  item: `${cameOfIt}${met}${happiness}${note('Note')}${send}`,
  review: `${cameOfIt}${met}${happiness}${figures}${note('Note')}${send}`,
  criteria: criteriaForm,
  onboarding: `<fieldset><legend>Which steps are completed?</legend><% for (const step of it.steps) { %>
${choice('<%= step.code %>', '<%= step.title %><% if (step.targetOn) { %> <span class="quiet">by <%= step.targetOn %></span><% } %>', 'outcome', 'checkbox')}<% } %></fieldset>${note('Note')}${send}`,
  escalation: `<fieldset><legend>What do you do?</legend><% if (!it.acknowledged) { %>
${choice('acknowledge', 'I take it on')}<% } %>
${choice('resolve', 'It is resolved (say how)')}
${choice('change-scope', 'They need another scope: tell the business developer')}</fieldset>${note('Note')}${send}`,
  receivable: `<fieldset><legend>What came of it?</legend>
${choice('promised', 'They promised to pay')}
${choice('no-answer', 'No answer')}
${choice('disputed', 'They dispute it')}
${choice('paid', 'It is paid')}
${choice('written-off', 'It is written off (say why)')}</fieldset>${note('Note')}${send}`,
  opportunity: `<fieldset><legend>What came of it?</legend>
${choice('won', 'Won: they take more')}
${choice('not-now', 'Not now: bring it up again later')}
${choice('lost', 'Lost: they do not want it')}</fieldset>
<label class="field" for="annual">If won: what does this product cost them a year from now on, in <%= it.currency %>? <span class="quiet">(leave it as it is if it was sold as a deal of its own)</span></label><input id="annual" type="text" name="annualValue" inputmode="decimal" value="<%= it.annualValue %>">
${note('Note')}${send}`,
  renewal: `<fieldset><legend>What will the client do?</legend>
${choice('renew', 'Renew')}
${choice('churn', 'Leave')}</fieldset>
<label class="field" for="termMonths">If they renew: for how many months?</label><input id="termMonths" type="number" name="termMonths" min="1" max="120" value="12">
<label class="field" for="annual">… and for how much a year, in <%= it.currency %>?</label><input id="annual" type="text" name="annualValue" inputmode="decimal" value="<%= it.annualValue %>">
<label class="field" for="reason">If they leave: why?</label><select id="reason" name="reason"><option value="">Choose a reason</option><% for (const reason of it.reasons) { %><option value="<%= reason %>"><%= reason.replaceAll('-', ' ') %></option><% } %></select>
${note('Note')}${send}`,
  oversold: `<fieldset><legend>What do you think?</legend>
${choice('agreed', 'I agree: it was oversold')}
${choice('disputed', 'I see it differently')}</fieldset>${note('In your words')}${send}`,
  'oversold-proposal': `<fieldset><legend>Is it oversold?</legend>
${choice('flag', 'Yes: the product cannot keep it')}
${choice('leave', 'No: it was a bad time')}</fieldset>${note('Why?')}${send}`,
} as const;

function formOf({ purpose, subject }: Grant, { lifecycle }: Occasion): string {
  if (purpose === 'satisfaction' || purpose === 'invitation') return '';
  if (purpose !== 'item') return forms[purpose];
  const kind = itemById(lifecycle, subject)?.kind;
  if (kind === 'quarterly-review') return forms.review;
  if (kind === 'success-criteria') return forms.criteria;
  return subject?.startsWith('touch-') === true ? forms.touch : forms.item;
}

/** The form's template and what it shows. */
export function formFor(grant: Grant, occasion: Occasion): { readonly form: string; readonly it: object } {
  const { lifecycle, others, contacts } = occasion;
  const { annualValue } = lifecycle.renewal;
  return {
    form: formOf(grant, occasion),
    it: {
      steps: lifecycle.onboarding.steps.filter(({ completedAt }) => completedAt === undefined),
      acknowledged: lifecycle.escalations.find(({ id }) => id === grant.subject)?.acknowledgedAt !== undefined,
      currency: annualValue.currency,
      annualValue: toMajor(annualValue),
      reasons: churnReasons,
      promises: promisesOf(occasion),
      others,
      contacts,
    },
  };
}
