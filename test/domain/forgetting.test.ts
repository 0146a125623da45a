/** What an archive of mails keeps when a person is forgotten: everything that is not theirs. */
import type { CaughtMail } from '../../dev/caught-mail';
import { withoutForgotten } from '../../dev/forgetting';

const thanks = 'Thank you very much for your help.';
const mailOf = (id: string, parts: Partial<CaughtMail>): CaughtMail => ({
  id,
  to: ['mira@vendor.example'],
  subject: 'About Alpine Tools',
  date: '2027-03-01T10:00:00.000Z',
  headers: {},
  text: '',
  html: '',
  messageId: `<${id}@holdfast.example>`,
  receivedAt: '2027-03-01T10:00:00.000Z',
  repeats: 0,
  ...parts,
});
const ada = { name: 'Ada-Lena Example', email: 'ada@client.example', phone: null };
const forget = (mails: readonly CaughtMail[], parts: object = {}): readonly CaughtMail[] =>
  withoutForgotten(mails, { ...ada, words: [], passedOn: [], about: [], ...parts });

test('a mail that passed on what they wrote says nothing any more; a colleague’s with the same phrase stays', () => {
  const passed = { 'x-holdfast-mail': 'mail-answered' };
  const theirs = mailOf('1', { subject: 'Ada-Lena Example of Alpine Tools wrote', headers: passed, text: `Hi.\n${thanks}\nyes`, html: `<p>${thanks}</p>` }); // prettier-ignore
  const colleagues = mailOf('2', { subject: 'Bob of Alpine Tools wrote', headers: passed, text: `${thanks} Lena knows more, it is Adas plan.` }); // prettier-ignore
  const others = mailOf('3', { text: thanks });
  expect(forget([theirs, colleagues, others], { passedOn: ['<1@holdfast.example>'], words: [thanks] })).toEqual([
    { ...theirs, subject: '[erased] of Alpine Tools wrote', text: '[erased]', html: '[erased]' },
    { ...colleagues, text: `${thanks} [erased] knows more, it is [erased] plan.` },
    others,
  ]);
});

test('what they answered goes where a mail is about them or their client, as words of its own, and nowhere else', () => {
  const named = mailOf('1', { text: 'Ada-Lena Example: “ok”. Look at the book.' });
  const about = mailOf('2', { headers: { 'x-holdfast-item': 'D-1.crm.t1/touch-1, D-9.crm.t1' }, text: 'They said “ok”.', html: '<p>“ok”</p>' }); // prettier-ignore
  const others = mailOf('3', { headers: { 'x-holdfast-item': 'D-2.crm.t1' }, text: 'Bob: “ok”.' });
  expect(forget([named, about, others], { words: ['ok'], about: ['D-1.crm.t1'] })).toEqual([
    { ...named, text: '[erased]: “[erased]”. Look at the book.' },
    { ...about, text: 'They said “[erased]”.', html: '<p>“[erased]”</p>' },
    others,
  ]);
});

test('mails to them are gone, however their address is written', () => {
  expect(forget([mailOf('1', { to: ['ADA@client.example'] })])).toEqual([]);
});
