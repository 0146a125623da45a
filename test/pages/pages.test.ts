/** Every page behind a link: what it asks can be read, reached and answered; nothing that was typed is lost. */
import { FormError } from '../../api/act/fields';
import { actKinds } from '../../api/act/kinds';
import type { ApiDeps } from '../../api/http/route';
import type { Occasion } from '../../domain/told/occasion';
import { purposes, type Purpose } from '../../links/links';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { onboarded, say, until } from '../support/lives';
import { askedFor, clientName, criteriaAsked, occasion as occasionOf, reviewAsked } from '../support/occasions';

const shown = (purpose: Purpose, occasion: Occasion, form: Filled = notFilled): string =>
  actKinds[purpose].asks({ occasion, subject: occasion.subject, form, formNumber: 3, brand: 'Vendor & Co' });

const pages: readonly (readonly [name: string, html: string])[] = [
  ...purposes.map((purpose) => [purpose, shown(purpose, askedFor[purpose])] as const),
  ['review', shown('item', reviewAsked)],
  ['success criteria', shown('item', criteriaAsked)],
];

/** What is wrong with a form is found before anything is asked of the world. */
const disconnected = {} as ApiDeps;

const controls = (html: string): readonly string[] =>
  html.match(/<(?:input(?! type="hidden")|select|textarea)\b[^>]*>/g) ?? [];
const attribute = (tag: string, name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];

describe.each(pages)('the page of %s', (_, html) => {
  test('has one first heading, and no heading that skips a level', () => {
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  });

  test('has a label for every field, and no answer that is given beforehand', () => {
    for (const tag of controls(html)) {
      const id = attribute(tag, 'id');
      const inLabel = html.includes(`<label class="choice">${tag}`) || html.includes(`<label>${tag}`);
      expect(inLabel || (id !== undefined && html.includes(`for="${id}"`))).toBe(true);
      expect(tag).not.toMatch(/ checked/);
    }
  });

  test('sends the number of its form along, so that it counts once', () => {
    expect(html.match(/<input type="hidden" name="form" value="3"\/?>/g)).toHaveLength(1);
  });

  test('needs no inline script or style, and shows what others wrote as text', () => {
    expect(html).not.toMatch(/<script|<style| style=| on\w+=/);
    expect(html).not.toMatch(/<b>Tools|<i>Example|<faster>|<for>/);
  });
});

describe('the receipt of success criteria, where they can be corrected', () => {
  const { amends } = actKinds.item;
  const asking = until(onboarded({ criteria: false }), '2027-01-12');
  const subject = 'success-criteria-1';
  const recorded = (outcome: string): Occasion =>
    occasionOf(say(asking, '2027-01-12T10:00:00.000Z', 'itemCompleted', { item: subject, outcome }), subject);
  const receipt = { what: 'Recorded.', at: '2027-01-12T10:00:00.000Z', final: true };
  const corrects = (of: Occasion, form: Filled = notFilled): string =>
    amends?.asks(receipt, { occasion: of, subject, form, formNumber: 3, brand: 'Vendor & Co' }) ?? '';
  const sends = (of: Occasion, form: Record<string, string>) =>
    amends?.act({ subject, occasion: of, form, by: 'rita', onceKey: 'link:3' }, disconnected);
  const namesIn = (html: string): readonly (string | undefined)[] =>
    controls(html).map((tag) => attribute(tag, 'value') ?? attribute(tag, 'name'));

  test('where none were to be had, they can be written down: everything that their own form takes', () => {
    expect(namesIn(corrects(recorded('no-answer')))).toEqual([
      'done',
      'no-answer',
      'declined',
      'open',
      'words',
      'note',
    ]);
  });

  test('words that are there are not done once more, but opened again', () => {
    const html = corrects(recorded('done'));
    expect(namesIn(html)).toEqual(['no-answer', 'declined', 'open', 'note']);
    expect(html).toContain('They said something else: open it again');
  });

  test.each([
    ['words are missing', 'no-answer', { outcome: 'done', note: 'I mixed them up' }, 'words'],
    ['words would be lost', 'no-answer', { outcome: 'declined', words: 'No paper', note: 'Mixed up' }, 'outcome'],
    ['words are there', 'done', { outcome: 'done', words: 'No paper', note: 'Mixed up' }, 'outcome'],
  ])('%s: it is said at its field, and what was typed stays', async (_, stands, form, field) => {
    const refused: unknown = await sends(recorded(stands), form)?.catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FormError);
    const { errors } = refused as FormError;
    expect(Object.keys(errors)).toEqual([field]);
    const values = Object.fromEntries(Object.entries(form).map(([name, typed]) => [name, [typed]]));
    const html = corrects(recorded(stands), { values, errors });
    for (const typed of Object.values(form).slice(1)) expect(html).toContain(typed);
  });
});

test('a score is chosen in one row that reads upwards', () => {
  const html = shown('satisfaction', askedFor.satisfaction);
  const row = /<div class="scale">(.*?)<\/div>/s.exec(html)?.[1] ?? '';
  const scores = controls(row).map((tag) => attribute(tag, 'value'));
  expect(scores).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
});

test('after an error everything typed is there still, the error stands at its field, and the focus goes there', () => {
  const html = shown('renewal', askedFor.renewal, {
    values: { outcome: ['churn'], annualValue: ['3,600.00'], termMonths: ['24'], reason: [''], note: ['Ten <lines>'] },
    errors: { reason: 'Choose why they leave.' },
  });
  const [, leave, , , months, amount, reason] = controls(html);
  expect(leave).toMatch(/value="churn".* checked/);
  expect(attribute(months ?? '', 'value')).toBe('24');
  expect(attribute(amount ?? '', 'value')).toBe('3,600.00');
  expect(html).toContain('>Ten &lt;lines></textarea>');
  expect(reason).toMatch(/aria-invalid="true" aria-describedby="reason-error" autofocus/);
  expect(html).toMatch(
    /<label class="field" for="reason">[^<]*<\/label><p class="error" id="reason-error" role="alert">/,
  );
  expect(html.match(/autofocus/g)).toHaveLength(1);
});

describe('a review that is held for several products', () => {
  const promised = [{ metric: 'Rooms sold', target: 80, unit: '%', better: 'higher' as const }, { metric: 'Backups', target: 'every night' }]; // prettier-ignore
  const line = { lifecycle: 'D-2.desk.t1', item: 'review-2', product: 'Desk & Co', on: '2027-04-01', promised, isTheirWork: true, told: reviewAsked }; // prettier-ignore
  const asked = { ...reviewAsked, together: [line] };
  const html = shown('item', asked, { values: { 'actual0.D-2.desk.t1': ['about 3'] }, errors: {} });
  const names = (page: string) => controls(page).map((tag) => attribute(tag, 'name'));
  test('asks for the promises of each, by the product’s name, and keeps what was typed', () => {
    expect(html).toContain('Desk &amp; Co: Rooms sold, in %: what is it now?');
    expect(html).toContain('Desk &amp; Co: Backups: is it kept?');
    expect(names(html)).toEqual(expect.arrayContaining(['actual0', 'actual0.D-2.desk.t1', 'kept1.D-2.desk.t1']));
    expect(html).toContain('value="about 3"');
  });
  test('but not for those of which its reader may say nothing', () => {
    const page = shown('item', { ...asked, together: [{ ...line, isTheirWork: false }] });
    expect(names(page).filter((name) => name?.includes('D-2'))).toEqual([]);
  });
  test.each([
    [{ 'actual0.D-2.desk.t1': 'about 3' }, 'Write a number for “Desk & Co: Rooms sold”.'],
    [{ 'kept1.D-2.desk.t1': 'perhaps' }, 'Choose whether it is kept.'],
  ])('%j is wrong at its field', async (typed, said) => {
    const sent = { occasion: asked, subject: asked.subject, form: { outcome: 'done', ...typed }, by: 'rita', onceKey: 'x' };
    await expect(actKinds.item.act(sent, disconnected)).rejects.toMatchObject({ errors: { [Object.keys(typed)[0] ?? '']: said } });
  }); // prettier-ignore
});

test('of several errors the first has the focus; a wrong answer to choose from shows above its answers', () => {
  const html = shown('item', reviewAsked, {
    values: { contacts: ['c_1'], actual0: ['about 3'], happiness: ['11'] },
    errors: { outcome: 'Choose what came of it.', happiness: 'Happiness goes from 0 to 10.' },
  });
  expect(html).toMatch(/What came of it\?<\/legend><p class="error" id="outcome-error"/);
  expect(controls(html)[0]).toMatch(/value="done".* autofocus/);
  expect(html.match(/autofocus/g)).toHaveLength(1);
  expect(html).toMatch(/name="contacts" value="c_1" checked/);
  expect(html).toContain('value="about 3"');
});

test('a client’s contact sees the sender’s name and nothing of ours', () => {
  for (const purpose of ['satisfaction', 'invitation'] as const) {
    const html = shown(purpose, askedFor[purpose]);
    expect(html).toContain('<span class="mark">Vendor &amp; Co</span>');
    for (const ours of ['Holdfast', 'Health', 'Lately', 'Promised', clientName]) expect(html).not.toContain(ours);
  }
});
