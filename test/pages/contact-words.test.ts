/** Whatever a client's contact can meet, pages, errors, letters and files, is in their language alone. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { pino } from 'pino';
import { FormError } from '../../api/act/fields';
import { actKinds } from '../../api/act/kinds';
import { pageHandler, tooManyPages } from '../../api/act/page-sent';
import { actRouter } from '../../api/act/router';
import { wayOutRouter } from '../../api/act/way-out';
import { fromAnotherSite, refusedBecause, tooLarge, unreadable } from '../../api/http/problems';
import type { ApiDeps } from '../../api/http/route';
import { languages, type Language } from '../../domain/core/language';
import { agendaForClient } from '../../domain/told/client-agenda';
import { invitationVoices } from '../../domain/told/invitation-voice';
import type { MailKind } from '../../domain/told/mails';
import type { Occasion } from '../../domain/told/occasion';
import { voices } from '../../domain/told/voice';
import { compose } from '../../mail/compose';
import { withButtons } from '../../mail/draft';
import { draftOf } from '../../mail/kinds';
import { invitationClosedPage, questionClosedPage, type Addressed } from '../../pages/act/closed';
import { thanksPage } from '../../pages/act/receipt';
import { leftAlonePage, wayOutPage } from '../../pages/act/way-out';
import { NoAnswer } from '../../temporal/errors';
import { askedFor, mailed, reviewAsked } from '../support/occasions';

/** Words that English has and none of the other languages. */
const englishWords =
  /\b(?:the|and|you|your|yours|this|that|please|with|from|have|has|been|of|to|what|who|it|is|are|again|answer|write|choose|too|send|look|looks|nothing|somebody|already|done|open|opened)\b/gi;

/** What people read, see or hear of a page. */
const textOf = (html: string): string =>
  html
    .replace(/<head\b.*?<\/head>/s, (head) => /<title>.*?<\/title>/s.exec(head)?.[0] ?? '')
    .replaceAll(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

/** What the client's own people and products are called, and what the vendor says of itself. */
const given = /Reports (?:<|&lt;)for(?:>|&gt;) you|An hour (?:&|&amp;) a half|Room 5|https?:\S+|\b[\w.]+@[\w.]+\b/g;
const englishIn = (text: string): readonly string[] => [...text.replaceAll(given, ' ').matchAll(englishWords)].map(([word]) => word); // prettier-ignore

const { satisfaction, invitation } = askedFor;

const sentTo = async (purpose: 'satisfaction' | 'invitation', occasion: Occasion, form: Record<string, string | string[]>) => {
  const failed: unknown = await actKinds[purpose]
    .act({ subject: occasion.subject, occasion, form, by: 'c_1', onceKey: 'link:1' }, {} as ApiDeps)
    .catch((error: unknown) => error);
  if (!(failed instanceof FormError)) throw new Error('this was taken', { cause: failed });
  return actKinds[purpose].asks({
    occasion,
    subject: occasion.subject,
    form: { values: {}, errors: failed.errors },
    formNumber: 1,
    brand: 'Vendor & Co',
  });
}; // prettier-ignore

const shown = (purpose: 'satisfaction' | 'invitation', occasion: Occasion): string =>
  actKinds[purpose].asks({
    occasion,
    subject: occasion.subject,
    form: { values: {}, errors: {} },
    formNumber: 1,
    brand: 'Vendor & Co',
  });

/** Every page that is made for a contact, by what it is. */
async function pagesFor(language: Language): Promise<Readonly<Record<string, string>>> {
  const to: Addressed = { language, brand: 'Vendor & Co' };
  const asked = { ...satisfaction, language };
  const invited = { ...invitation, language };
  const thanked = (what: string): string => thanksPage({ what, at: '2027-03-01T10:00:00.000Z', final: true }, to);
  return {
    question: shown('satisfaction', asked),
    'question where nobody looks after them': shown('satisfaction', { ...asked, rep: null }),
    'question without an answer': await sentTo('satisfaction', asked, {}),
    'question with a note too long': await sentTo('satisfaction', asked, { outcome: '9', note: 'x'.repeat(5_001) }),
    'question with two notes': await sentTo('satisfaction', asked, { outcome: '9', note: ['x', 'y'] }),
    'question with another score': await sentTo('satisfaction', asked, { outcome: '11' }),
    invitation: shown('invitation', invited),
    'invitation without an answer': await sentTo('invitation', invited, {}),
    'invitation that is gone': shown('invitation', { ...invited, campaign: null }),
    'question that is closed': questionClosedPage(to),
    'invitation that is closed': invitationClosedPage(to),
    'way out': wayOutPage(to),
    'left alone': leftAlonePage(to),
    thanks: thanked(voices[language].thanks),
    'thanks to whoever leaves': thanked(voices[language].leftAlone),
    accepted: thanked(invitationVoices[language].accepted),
    declined: thanked(invitationVoices[language].declined),
  };
}

/** A server of ours of which everything behind it is away, empty or wrong. */
const deps = (db: object): ApiDeps =>
  ({
    db,
    lifecycles: {},
    config: { api: { publicUrl: 'http://holdfast.example', openBook: false }, mail: { sender: 'Holdfast' } },
    log: pino({ level: 'silent' }),
  }) as unknown as ApiDeps;
const nobody = { link: { findUnique: async () => null } };
const failing = (error: () => Error) =>
  pageHandler(deps(nobody))(async () => {
    throw error();
  });

const app = express()
  .get('/fails/other-site', failing(fromAnotherSite))
  .get('/fails/unreadable', failing(() => unreadable('Field 1 of the form is no text.')))
  .get('/fails/too-large', failing(tooLarge))
  .get('/fails/away', failing(() => new NoAnswer('away')))
  .get('/fails/bug', failing(() => new TypeError('undefined is no function')))
  .get('/fails/too-many', (_, response) => tooManyPages(response, 30))
  .get('/fails/soon', (_, response) => tooManyPages(response, 1))
  .get('/fails/refused', failing(() => refusedBecause('not-asked')))
  .use(actRouter(deps(nobody)))
  .use(wayOutRouter(deps(nobody))); // prettier-ignore
const server = app.listen(0, '127.0.0.1');
const listening = once(server, 'listening');
afterAll(() => server.close());

const addresses: readonly (readonly [path: string, status: number])[] = [
  ['/l/unknown', 404],
  ['/l/unknown/and/more', 404],
  ['/l', 404],
  ['/act/link', 401],
  ['/act/link/and/more', 404],
  ['/leave/unknown', 404],
  ['/leave/unknown/and/more', 404],
  ['/leave', 404],
  ['/fails/other-site', 403],
  ['/fails/unreadable', 400],
  ['/fails/too-large', 413],
  ['/fails/away', 503],
  ['/fails/bug', 500],
  ['/fails/too-many', 429],
  ['/fails/soon', 429],
  ['/fails/refused', 409],
];

async function answered(path: string, language: string) {
  await listening;
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { 'Accept-Language': language } });
  return { status: answer.status, type: answer.headers.get('Content-Type'), html: await answer.text() };
}

const foreign = languages.filter((one) => one !== 'en');

test('the English pages have English words, so that they are missed where there are none', async () => {
  for (const [name, html] of Object.entries(await pagesFor('en')))
    expect(`${name}: ${englishIn(textOf(html)).length > 0}`).toBe(`${name}: true`);
});

describe.each(foreign)('a contact who reads %s', (language) => {
  test('meets no English word on any page, whatever is wrong on it', async () => {
    for (const [name, html] of Object.entries(await pagesFor(language))) {
      expect(html).toContain(`<html lang="${language}">`);
      expect({ name, english: englishIn(textOf(html)) }).toEqual({ name, english: [] });
    }
  });

  test.each(addresses)('is told in it what is wrong at %s (%i)', async (path, status) => {
    const { html, ...answer } = await answered(
      path,
      `${language}-${language.toUpperCase()},${language};q=0.9,en;q=0.5`,
    );
    expect(answer).toEqual({ status, type: 'text/html; charset=utf-8' });
    expect(html).toContain(`<html lang="${language}">`);
    expect(englishIn(textOf(html))).toEqual([]);
    expect(html).not.toBe((await answered(path, 'en')).html);
  });

  test('has letters in it alone', () => {
    const kinds = (Object.keys(mailed) as MailKind[]).filter((kind) => mailed[kind].role === 'contact');
    for (const kind of kinds) {
      const draft = draftOf(kind, 'contact', { ...mailed[kind].occasion, language, contact: 'Ada Example' });
      const ready = withButtons(draft, ({ label }) => ({ label, url: 'https://holdfast.example/l/token' }));
      const { text } = compose(ready, { recipient: 'Ada Example', sender: 'Holdfast', wayOut: 'https://holdfast.example/leave/token' }); // prettier-ignore
      expect({ kind, english: englishIn(`${draft.subject} ${text}`) }).toEqual({ kind, english: [] });
    }
  });

  test('has the file of a review in it alone', () => {
    const review = reviewAsked.lifecycle.reviews[0];
    if (review === undefined) throw new Error('there is a review');
    const sections = ['review', 'check-in', 'success-check'] as const;
    const { title, lines } = agendaForClient({ ...reviewAsked, language }, { ...review, sections });
    const english = agendaForClient({ ...reviewAsked, language: 'en' }, { ...review, sections });
    const promised = (line: string): boolean => (reviewAsked.deal.products[0]?.promises ?? []).some(({ metric }) => line.includes(metric)); // prettier-ignore
    expect(lines.filter((line) => line !== '' && !promised(line) && english.lines.includes(line))).toEqual([]);
    expect(englishIn([title, ...lines.filter((line) => !promised(line))].join(' '))).toEqual([]);
  });
});

test.each(languages)('whose link out is not known is told in %s what to do instead, and to ask no manager', async (language) => {
  const { html } = await answered('/leave/unknown', language);
  expect(textOf(html)).not.toMatch(/manager|Leitung|responsable|supérieur|direttore/i);
  expect(html).not.toBe((await answered('/l/unknown', language)).html);
}); // prettier-ignore
