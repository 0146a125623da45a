/** What a client's contact sees of an invitation: what it is, when and where, and whether they will come. */
import { invitationVoices } from '../domain/told/invitation-voice';
import type { Campaign } from '../domain/organisation/campaign';
import { voices } from '../domain/told/voice';
import type { Spoken } from './question';
import { choice, page } from './layout';

const body = `<h1><%= it.title %></h1><% if (it.description) { %><p><%= it.description %></p><% } %>
<p class="quiet"><%= it.voice.when %>: <%= it.when %></p><% if (it.place) { %><p class="quiet"><%= it.voice.where %>: <%= it.place %></p><% } %>
<% if (it.done) { %><p class="done"><%= it.done %></p><% } %><% if (it.error) { %><p class="error" role="alert"><%= it.error %></p><% } %>
<form method="post"><fieldset><legend><%= it.voice.question %></legend>
${choice('accepted', '<%= it.voice.accept %>')}
${choice('declined', '<%= it.voice.decline %>')}
${choice('leave-alone', '<%= it.leaveAlone %>')}</fieldset>
<button type="submit"><%= it.send %></button></form>`;

/** The page that asks. `done` is what was answered before, `failed` that nothing was chosen. */
export function invitationPage(
  { language, brand }: Spoken,
  campaign: Campaign,
  when: string,
  { done, failed = false }: { readonly done?: string; readonly failed?: boolean } = {},
): string {
  const { leaveAlone, send, choose } = voices[language];
  const { title, description, place } = campaign;
  const it = { title, description, place, when, voice: invitationVoices[language], leaveAlone, send, done };
  return page(title, body, failed ? { ...it, error: choose } : it, { language, brand });
}
