/** The page of a client, its forms, and the page of a deal: in people's words, in both of our languages, whole without scripts. */
import { readAct } from '../../api/desk/client-acts/fields';
import { FormError } from '../../api/act/fields';
import { clientActs, linesFor, type ClientAct, type ClientDesk } from '../../domain/told/desk/client';
import type { Locale } from '../../domain/told/locale';
import { hrefOfDoing } from '../../links/doing';
import { clientPage } from '../../pages/desk/client';
import { clientActPage, type ClientActView } from '../../pages/desk/client-act';
import { dealPage } from '../../pages/desk/deal';
import { notFilled } from '../../pages/parts/filled';
import { clientDesk, mayNothing } from '../support/client-desks';
import { onboarded, retained, say, until } from '../support/lives';
import { clientName, deal, inEnglish, inGerman } from '../support/occasions';
import { routes } from '../../api/routes';

const calm = retained();
const troubled = until(say(until(calm, '2027-02-01'), '2027-02-02T12:00:00.000Z', 'usageChanged', { bucket: 'none' }), '2027-03-05'); // prettier-ignore
const leaving = say(troubled, '2027-03-06T12:00:00.000Z', 'notice', { receivedOn: '2027-03-05', reason: 'price' });
const paused = say(calm, '2027-01-06T12:00:00.000Z', 'pause', { reason: 'season' });
const begun = until(onboarded(), '2027-03-01');

const signedIn = { name: 'Mira Holt', language: 'en' as const };
const shown = (desk: ClientDesk, locale: Locale, more: Partial<Parameters<typeof clientPage>[0]> = {}): string =>
  clientPage({
    desk,
    locale,
    signedIn: { ...signedIn, language: locale.language },
    done: null,
    doing: hrefOfDoing,
    ...more,
  });
const form = (act: ClientAct, desk: ClientDesk, locale: Locale, more: Partial<ClientActView> = {}): string =>
  clientActPage({ act, desk, locale, signedIn: { ...signedIn, language: locale.language }, form: notFilled, formId: 'f'.repeat(20), today: '2027-03-08', ...more }); // prettier-ignore

/** What a person reads or hears of a page. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<head>.*?<\/head>/gs, ' ')
    .replaceAll(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');

const readers = [inEnglish, inGerman];
const lives = { calm, troubled, leaving, paused, begun };
const pages = readers.flatMap((locale) => [
  ...Object.entries(lives).map(([name, state]) => [`${name}, ${locale.language}`, shown(clientDesk([state], locale), locale), locale] as const),
  [`two lines, ${locale.language}`, shown(clientDesk([troubled, { ...calm, seed: { ...calm.seed, lifecycleId: 'D-1.desk.t1' } }], locale), locale), locale] as const,
  [`nothing known, ${locale.language}`, shown(clientDesk([], locale, { contacts: [], talks: [], deals: [], contactsMade: [], now: '2027-01-05T12:00:00.000Z' }), locale), locale] as const,
  ...clientActs.flatMap((act) =>
    Object.entries(lives).flatMap(([name, state]) => {
      const desk = clientDesk([state], locale);
      return linesFor(act, desk.lines).length === 0 ? [] : [[`${act} of ${name}, ${locale.language}`, form(act, desk, locale), locale] as const];
    }),
  ),
  [`deal, ${locale.language}`, dealPage({ deal, closedAt: '2027-01-01T10:00:00.000Z', client: { id: 'C-1', name: clientName }, amendments: [{ amendmentId: 'A-1', effectiveOn: '2027-06-01', products: [{ code: 'crm-pro', quantity: 60, annualValue: { amount: 1_500_000, currency: 'EUR' } }] }], locale, signedIn }), locale] as const,
]); // prettier-ignore

describe.each(pages)('the page of %s', (_, html) => {
  test('speaks to people: no id, no code, no day of a program, nothing undefined', () => {
    const text = textOf(html);
    expect(text).not.toMatch(
      /\b\d{4}-\d\d-\d\d|\bD-1\b|\bc_1\b|\bC-1\b|crm-pro|undefined|null|NaN|\[object|«|»|\bmira\b/,
    );
    expect(text).not.toMatch(/not-enough|health-changed|touch-missed|no-answer|at-risk|client-asked|usage-at-ceiling/);
  });

  test('has one first heading and skips no level', () => {
    const levels = [...html.replace(/<dialog.*<\/dialog>/s, '').matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 1) + 1)).toBe(true);
  });

  test('needs no inline script or style, and shows what others wrote as text', () => {
    expect(html).not.toMatch(/<script(?! src="\/assets\/[\w.]+" defer)|<style| style=| on\w+=/);
    expect(html).not.toMatch(/<b>Tools|<i>Example|<faster>/);
  });

  test('no two things of it have one id, and what is labelled is there', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of html.matchAll(/ (?:for|aria-labelledby)="([^" ]+)"/g)) expect(ids).toContain(id);
  });
});

test('the German pages have no English words left', () => {
  const german = pages.filter(([name, , { language }]) => language === 'de' && !name.startsWith('deal'));
  for (const [, html] of german)
    expect(textOf(html)).not.toMatch(/\b(?:the|is|they|with|and|Record|Health of|Everything|nobody)\b/);
});

test('how the relationship is stands first, with what costs most, and who leaves', () => {
  const text = textOf(shown(clientDesk([leaving], inEnglish), inEnglish));
  expect(text).toMatch(/Health .*Worth €12,000 a year Looked after by Mira Holt Renewal CRM Pro leaves on/);
});

test('a why leads to its event, and what is open to its act', () => {
  const desk = clientDesk([troubled], inEnglish);
  const html = shown(desk, inEnglish);
  const [seq] = desk.lines[0]?.why ?? [];
  expect(html).toContain(
    `/clients/C-1?event=${seq?.seq}%7E${encodeURIComponent(desk.lines[0]?.lifecycle.id ?? '')}#event`,
  );
  expect(html).toMatch(/href="\/do\/[^"]+\/escalation\/[^"]+" data-open/);
});

test('who may do nothing is offered nothing to do', () => {
  const html = shown(clientDesk([troubled], inEnglish, {}, { may: mayNothing }), inEnglish);
  expect(html).not.toMatch(/href="\/do\/|class="acts"|\/clients\/C-1\/(?:contact|notice)/);
});

test('a seller is not told who talks to whom', () => {
  const { talks: _, ...desk } = clientDesk([calm], inEnglish);
  expect(textOf(shown(desk, inEnglish))).not.toMatch(/Who talks to whom|last reached/);
});

test('those who run the house see ids, and the way into Temporal; nobody else does', () => {
  const desk = clientDesk([calm], inEnglish);
  const id = desk.lines[0]?.lifecycle.id ?? '';
  const html = shown(desk, inEnglish, { temporal: (one) => `https://temporal.example/${one}` });
  expect(html).toContain(`https://temporal.example/${id}`);
  expect(textOf(html)).toContain(id);
});

describe('what is typed into a form', () => {
  const desk = clientDesk([troubled], inEnglish);
  const send = (act: ClientAct, typed: Record<string, string | readonly string[]>, locale = inEnglish) =>
    readAct(act, { desk, lines: linesFor(act, desk.lines), form: typed, locale, formId: 'f'.repeat(20) });
  const wrongIn = (act: ClientAct, typed: Record<string, string | readonly string[]>, locale = inEnglish) => {
    try {
      send(act, typed, locale);
      return null;
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      return error.errors;
    }
  };

  test.each([
    ['36,000', inEnglish],
    ['36.000', inEnglish],
    ['36 000', inEnglish],
    ['36\u202f000', inGerman],
    ['€36,000', inEnglish],
    ['36.000,00 €', inGerman],
  ])('“%s” a year is shown back as €36,000, before it counts', (typed, locale) => {
    const { back, body } = send('renew', { termMonths: '12', annualValue: typed }, locale);
    expect(back?.annualValue).toEqual({ amount: 3_600_000, currency: 'EUR' });
    expect(body).toEqual({ termMonths: 12, annualValue: { amount: 3_600_000, currency: 'EUR' } });
    const html = form('renew', desk, inEnglish, { form: { values: { annualValue: [typed], termMonths: ['12'] }, errors: {} }, ...(back === undefined ? {} : { sure: back }) }); // prettier-ignore
    expect(textOf(html)).toMatch(
      /CRM Pro is renewed for 12 months, at €36,000 a year\. Up to now it is €12,000 a year\./,
    );
    expect(html).toContain(`<input type="hidden" name="annualValue" value="${typed}"`);
  });

  test.each([
    ['renew', { termMonths: '12', annualValue: 'much' }, 'annualValue'],
    ['renew', { termMonths: '', annualValue: '12000' }, 'termMonths'],
    ['contact', {}, 'kind'],
    ['contact', { kind: 'call' }, 'outcome'],
    ['contact', { kind: 'call', outcome: 'done', happiness: '11' }, 'happiness'],
    ['contact', { kind: 'call', outcome: 'done', contacts: 'ben' }, 'contacts'],
    ['left', {}, 'contact'],
    ['left', { contact: 'ben' }, 'contact'],
    ['person', { email: 'cy@client.example' }, 'name'],
    ['person', { name: 'Cy', email: 'cy' }, 'email'],
    ['notice', { reason: 'price', receivedOn: '5/6/2027' }, 'receivedOn'],
    ['notice', { receivedOn: '5 March 2027' }, 'reason'],
    ['pause', {}, 'reason'],
    ['oversold', { promise: 'nothing', note: 'It cannot' }, 'promise'],
    ['oversold', { promise: `0~${desk.lines[0]?.lifecycle.id ?? ''}` }, 'note'],
  ] as const)('%s %j: what is wrong is said at %s, in both languages, and stays typed', (act, typed, field) => {
    for (const locale of readers) {
      const errors = wrongIn(act, typed, locale);
      expect(Object.keys(errors ?? {})[0]).toBe(field);
      const values = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, [text]]));
      const html = form(act, desk, locale, { form: { values, errors: errors ?? {} } });
      expect(html).toContain(`id="${field}-error"`);
      expect(html.match(/autofocus/g)).toHaveLength(1);
    }
  });

  test('a day is read as people write it, and what is left empty is not said', () => {
    expect(send('notice', { receivedOn: '5.3.2027', endsOn: '', reason: 'price', note: '  ' }).body).toEqual({
      receivedOn: '2027-03-05',
      reason: 'price',
    });
  });

  test('a contact about several products is told once, to each', () => {
    const other = { ...calm, seed: { ...calm.seed, lifecycleId: 'D-1.desk.t1' } };
    const two = clientDesk([troubled, other], inEnglish);
    const ids = two.lines.map(({ lifecycle }) => lifecycle.id);
    const sent = { desk: two, lines: two.lines, locale: inEnglish, formId: 'f'.repeat(20) };
    const typed = { kind: 'visit', outcome: 'done', contacts: 'ada' };
    expect(() => readAct('contact', { ...sent, form: typed })).toThrow('Choose the product.');
    expect(readAct('contact', { ...sent, form: { ...typed, lines: ids } })).toMatchObject({
      params: { id: ids[0] },
      body: { kind: 'visit', outcome: 'done', contacts: ['ada'], alsoFor: [ids[1]] },
    });
  });

  test('every act asks a route of the API that there is', () => {
    const typed = { kind: 'call', outcome: 'done', contact: 'ada', name: 'Cy', email: 'cy@client.example', receivedOn: '5 March 2027', reason: 'other', termMonths: '12', annualValue: '12000', promise: `0~${desk.lines[0]?.lifecycle.id ?? ''}`, note: 'So' }; // prettier-ignore
    for (const act of clientActs) {
      const { operation, body } = readAct(act, {
        desk,
        lines: desk.lines,
        form: typed,
        locale: inEnglish,
        formId: 'f'.repeat(20),
      });
      const route = routes.find(({ operationId }) => operationId === operation);
      expect([act, route?.body?.safeParse(body).success]).toEqual([act, true]);
    }
  });
});
