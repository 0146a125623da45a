/** A lifecycle as a page: where it stands, why, what next and when. For those who hold a key. */
import type { Presented, Why } from '../domain/told/present';
import { page } from './layout';

const body = `<p class="quiet"><%= it.l.product.name %>, term <%= it.l.term %> · <%= it.l.id %></p>
<h1><%= it.l.client.name %></h1>
<p><%= it.l.stage %><% if (it.l.endReason) { %> (<%= it.l.endReason %>)<% } %> · <span class="band <%= it.l.health.band %>"><%= it.l.health.band %> <%= it.l.health.score %></span> · rep <%= it.l.rep %> · contract ends <%= it.l.renewal.renewsOn %></p>
<% if (it.source === 'projection') { %><p class="quiet">From the read model, as of <%= it.l.asOf.slice(0, 16).replace('T', ' ') %> UTC.</p><% } %>
<% if (it.l.health.reasons.length > 0) { %><section><h2>Why this health</h2><ul><% for (const r of it.l.health.reasons) { %><li><%= r.signal %> −<%= r.points %> (<%= r.detail %>)</li><% } %></ul></section><% } %>
<section><h2>What next, and when</h2><table><% for (const s of it.l.agenda) { %><tr><td><%= s.at.slice(0, 10) %></td><td><%= s.what %><br><span class="quiet"><%= s.why %></span></td></tr><% } %></table></section>
<section><h2>What was decided last</h2><table><% for (const d of it.decisions) { %><tr><td><%= d.at.slice(0, 10) %></td><td><%= d.what %><br><span class="quiet">by <%= d.causedBy %></span></td></tr><% } %></table></section>
<p><a href="<%= it.temporal %>">Its whole life in the Temporal UI</a></p>`;

export function lifecyclePage(it: {
  readonly l: Presented;
  readonly decisions: readonly Why[];
  readonly source: string;
  readonly temporal: string;
}): string {
  return page(it.l.client.name, body, it);
}

/** Asks for a key; it is kept in a cookie for this session of the browser. */
export function signInPage(error?: string): string {
  const form = `<h1>Sign in</h1><% if (it.error) { %><p class="error" role="alert"><%= it.error %></p><% } %><form method="post"><label class="field" for="key">Your key</label><input id="key" type="password" name="key" autocomplete="current-password" required><button type="submit">Open</button></form>`;
  return page('Sign in', form, { error });
}
