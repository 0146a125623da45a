/** The page of a review: the form with what was agreed, what is for us alone, and what the client will read. */
import { FormError } from '../../api/act/fields';
import { actKinds } from '../../api/act/kinds';
import type { ApiDeps } from '../../api/http/route';
import type { SentForm } from '../../api/http/form';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { prepared } from '../support/prepared-review';

const shown = (form: Filled = notFilled): string =>
  actKinds.item.asks({
    occasion: { ...prepared, language: 'de' },
    subject: 'review-1',
    form,
    formNumber: 3,
    brand: 'Vendor & Co',
  });
const typed = (values: Record<string, string>): Filled => ({
  values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])),
  errors: {},
});
const rows = (html: string): number => html.match(/What is to be done\?/g)?.length ?? 0;

/** What is wrong is found before anything is asked of the world. */
const disconnected = {} as ApiDeps;
const wrongIn = async (form: SentForm): Promise<Readonly<Record<string, string>>> => {
  const sent = { subject: 'review-1', occasion: prepared, form, by: 'rep-1', onceKey: 'once' };
  const error = await actKinds.item.act(sent, disconnected).catch((thrown: unknown) => thrown);
  return error instanceof FormError ? error.errors : {};
};

test('three rows are empty at first; typed ones stay, and one more comes when all are used', () => {
  expect(rows(shown())).toBe(3);
  const used = shown(typed({ agreed0: 'One', agreed1: 'Two', agreed2: 'Three', agreedDay2: '6.5.2027' }));
  expect(rows(used)).toBe(4);
  expect(used).toContain('value="Three"');
  expect(used).toContain('value="6.5.2027"');
  expect(rows(shown(typed({ agreed9: 'Ten' })))).toBe(10);
});

test('what is open can be ticked off; what is done already is not asked again', () => {
  const html = shown();
  expect(html).toContain('Set up the second site (Rita Rep, by Mon 1 Mar)');
  expect(html).not.toContain('value="a_2"');
});

test.each<[string, SentForm, Readonly<Record<string, string>>]>([
  ['words alone', { agreed0: 'Train' }, { agreedWho0: 'Choose who does it.', agreedDay0: 'Say by which day.' }],
  [
    'a day alone',
    { agreedDay1: '2027-05-01' },
    { agreed1: 'Say what is to be done.', agreedWho1: 'Choose who does it.' },
  ],
  [
    'a stranger',
    { agreed0: 'Train', agreedWho0: 'c_9', agreedDay0: '6 May 2027' },
    { agreedWho0: 'Choose who does it.' },
  ],
  [
    'a day that could be two',
    { agreed0: 'Train', agreedWho0: 'ours', agreedDay0: '5/6/2027' },
    { agreedDay0: '“5/6/2027” could be Sat 5 Jun 2027 or Thu 6 May 2027: write one of them.' },
  ],
  [
    'too many words',
    { agreed0: 'x'.repeat(501), agreedWho0: 'ours', agreedDay0: '2027-05-01' },
    { agreed0: 'Use 500 characters at most.' },
  ],
  ['what was never agreed', { actionsDone: 'a_9' }, { actionsDone: 'Choose from the list.' }],
])('what is wrong is said at its row: %s', async (_, form, errors) => {
  expect(await wrongIn({ outcome: 'done', ...form })).toEqual(errors);
});

test('nothing is agreed where nobody met', async () => {
  const form = { outcome: 'no-answer', agreed0: 'Train', agreedWho0: 'ours', agreedDay0: '2027-05-01' };
  expect(await wrongIn(form)).toEqual({
    agreed0: 'Nothing was agreed where nobody met: choose “It took place”, or empty this.',
  });
});

test.each([
  ['nobody is chosen', {}, 'Choose who gets it.'],
  ['somebody who may not be written to', { readers: 'c_3' }, 'Cleo Example may not be written to.'],
  ['a stranger', { readers: 'c_9' }, 'Choose contacts from the list.'],
])('it is not sent to %s', async (_, form, why) => {
  expect(await wrongIn({ does: 'send-review', ...form })).toEqual({ readers: why });
});

const html = shown();
const [, paper = ''] = /<article class="paper" lang="de">([\s\S]*?)<\/article>/.exec(html) ?? [];

test('the part for the client is in their language, and holds nothing of ours', () => {
  expect(paper).toContain('Was wir vereinbart haben');
  expect(paper).toContain('Seit unserem letzten Gespräch am');
  expect(paper).not.toMatch(/canary|Health|alarm|\bred\b/);
  expect(html).toContain('canary-answer one');
});

test('nobody is chosen to whom it goes, and who has it is named and not asked for again', () => {
  expect(html).toContain('Ben Example was sent this on Thu 1 Apr.');
  expect(html).toMatch(/name="readers" value="c_1"/);
  expect(html).not.toMatch(/name="readers" value="c_2"/);
  expect(html).not.toMatch(/ checked/);
});

test('a chart has a name, says its ends, and has its figures in a table beside it', () => {
  expect(paper).toMatch(/<svg [^>]*role="img" aria-labelledby="theirs-usage-0-title theirs-usage-0-says"/);
  expect(paper).toContain('<desc id="theirs-usage-0-says">Jänner 2027: 62,5; März 2027: 12</desc>');
  expect(paper.match(/<tr><th scope="row">/g)).toHaveLength(4);
});

test('headings skip no level, ids are given once, and there is no style inline', () => {
  const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(html).not.toMatch(/<script|<style| style=/);
});

test('the receipt of a review offers the client’s version too: it goes out after the meeting as well', () => {
  const receipt = { what: 'Recorded.', at: '2027-04-05T10:00:00.000Z', final: true };
  const asking = { occasion: prepared, subject: 'review-1', form: notFilled, formNumber: 4, brand: 'Vendor' };
  const told = actKinds.item.amends?.asks(receipt, asking) ?? '';
  expect(told).toContain('What the client will read');
  expect(told).toMatch(/name="readers" value="c_1"/);
  expect(told).not.toContain('canary');
});
