/** Every page behind a link: what it asks can be read, reached and answered; nothing that was typed is lost. */
import { actKinds } from '../../api/act/kinds';
import type { Occasion } from '../../domain/told/occasion';
import { purposes, type Purpose } from '../../links/links';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { askedFor, clientName, criteriaAsked, reviewAsked } from '../support/occasions';

const shown = (purpose: Purpose, occasion: Occasion, form: Filled = notFilled): string =>
  actKinds[purpose].asks({ occasion, subject: occasion.subject, form, formNumber: 3, brand: 'Vendor & Co' });

const pages: readonly (readonly [name: string, html: string])[] = [
  ...purposes.map((purpose) => [purpose, shown(purpose, askedFor[purpose])] as const),
  ['review', shown('item', reviewAsked)],
  ['success criteria', shown('item', criteriaAsked)],
];

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
