/** What a client's contact sees: one question in their language under the sender's name, and nothing of ours. */
import type { Language } from '../domain/core/language';
import { voices } from '../domain/told/voice';
import { choice, page } from './layout';

/** To whom, and in whose name, a page speaks. */
export interface Spoken {
  readonly language: Language;
  readonly brand: string;
}

const scores = Array.from({ length: 11 }, (_, score) => score);

const body = `<h1><%= it.voice.question %></h1><p class="quiet"><%= it.voice.why %></p>
<% if (it.error) { %><p class="error" role="alert"><%= it.error %></p><% } %>
<form method="post"><fieldset><legend class="scale"><span>0: <%= it.voice.worst %></span><span>10: <%= it.voice.best %></span></legend>
<div class="scores"><% for (const score of it.scores) { %>${choice('<%= score %>', '<%= score %>')}<% } %></div>
${choice('leave-alone', '<%= it.voice.leaveAlone %>')}</fieldset>
<label class="field" for="note"><%= it.voice.words %></label><textarea id="note" name="note" maxlength="5000"></textarea>
<button type="submit"><%= it.voice.send %></button></form>`;

/** The page that asks; `failed` when what was sent had no answer. */
export function questionPage(spoken: Spoken, failed = false): string {
  const voice = voices[spoken.language];
  return page(voice.question, body, { voice, scores, ...(failed ? { error: voice.choose } : {}) }, spoken);
}

/** What was answered, or why there is nothing to answer any more. */
export function said(spoken: Spoken, title: string, why?: string): string {
  return page(title, '<h1><%= it.title %></h1><% if (it.why) { %><p><%= it.why %></p><% } %>', { title, why }, spoken);
}
