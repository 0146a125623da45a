/** How a mail that comes in is signed, and how often what became of it is told. */
import { createHmac } from 'node:crypto';
import { isMailSigned, mailSignature } from '../../api/inbound/mail/signature';
import { answerKeyOf, isToldOfMail, mailInStates, whatBecameOf, type MailInState } from '../../domain/told/mail-in';
import { mailAnsweredMail } from '../../mail/personal/answered';
import { inEnglish } from '../support/occasions';

const now = new Date('2027-03-01T10:00:00.000Z');
const timestamp = String(now.getTime() / 1_000);
const body = Buffer.from([0, 255, 10, 200]);
const secret = 'not-a-real-secret';

test('a signature is that of Standard Webhooks, over the bytes as they are', () => {
  const key = Buffer.from('thirty-two bytes of a secret key');
  const expected = createHmac('sha256', key).update(Buffer.concat([Buffer.from(`msg_1.${timestamp}.`), body])); // prettier-ignore
  expect(mailSignature(`whsec_${key.toString('base64')}`, 'msg_1', timestamp, body)).toBe(`v1,${expected.digest('base64')}`);
}); // prettier-ignore

const signature = mailSignature(secret, 'msg_1', timestamp, body);

test.each([
  ['it is signed', {}, true],
  ['with one of several signatures', { signatures: `v1,AAAA ${signature}` }, true],
  ['with a secret that is being exchanged', { secrets: ['another-real-secret', secret] }, true],
  ['with no secret of ours', { secrets: ['another-real-secret'] }, false],
  ['with none at all', { secrets: [] }, false],
  ['the bytes are others', { body: Buffer.from('other') }, false],
  ['the id is another', { id: 'msg_2' }, false],
  ['it is not signed', { signatures: '' }, false],
  ['it was signed too long ago', { now: new Date(now.getTime() + 301_000) }, false],
  ['it is signed for a time to come', { now: new Date(now.getTime() - 301_000) }, false],
  ['it says no time', { timestamp: 'soon' }, false],
])('%s', (_, parts, isSigned) => {
  const sent = { secrets: [secret], id: 'msg_1', timestamp, signatures: signature, body, now, ...parts };
  expect(isMailSigned(sent.secrets, sent, sent.body, sent.now)).toBe(isSigned);
});

const at = '2027-03-01T10:00:00.000Z';
const one = { id: 'm1', lifecycle: 'D-1.crm.t1', item: 'touch-1', contact: 'c_1', reader: 'mira', on: '2027-03-01' };
const keyOf = (state: MailInState, parts: object = {}): string | null => answerKeyOf({ ...one, state, ...parts });

test('what came of an item is asked for once, an absence is told once a day, and who is not believed is not written to', () => {
  expect(keyOf('unclear')).toBe(keyOf('unclear', { id: 'm2', on: '2027-03-09' }));
  expect(keyOf('unclear')).not.toBe(keyOf('unclear', { item: 'touch-2' }));
  expect(keyOf('away')).toBe(keyOf('away', { id: 'm2' }));
  expect(keyOf('away')).not.toBe(keyOf('away', { on: '2027-03-02' }));
  expect(keyOf('left')).not.toBe(keyOf('left', { id: 'm2' }));
  const told: readonly MailInState[] = ['unclear', 'empty', 'closed', 'logged', 'nobody-known', 'away', 'left', 'wrote'];
  expect(mailInStates.filter((state) => keyOf(state) !== null)).toEqual(told);
}); // prettier-ignore

test.each([
  ['unclear', 'What came of it? Call with Alpine Tools', true],
  ['empty', 'Nothing recorded: Call with Alpine Tools', true],
  ['closed', 'Closed already: Call with Alpine Tools', false],
] as const)('a mail about an answer that is %s', (state, subject, hasButton) => {
  const item = { named: { kind: 'call' as const }, id: 'touch-1', lifecycle: one.lifecycle, inPlaceOf: 'tom' };
  const draft = mailAnsweredMail(
    { state, words: 'It was recorded.', clients: ['Alpine Tools'], contact: null, item },
    at,
    inEnglish,
  );
  expect(draft.subject).toBe(subject);
  expect(draft.matters[0]?.button !== undefined).toBe(hasButton);
  expect(draft.matters[0]?.button?.forRep).toBe(hasButton ? 'tom' : undefined);
});

test.each([
  ['away', 'Ada Example of Alpine Tools is away'],
  ['left', 'Ada Example of Alpine Tools may have left'],
  ['wrote', 'Ada Example of Alpine Tools wrote'],
] as const)('a mail about a contact who is heard (%s) has their words, and no button', (state, subject) => {
  const draft = mailAnsweredMail({ state, words: 'Back\n\non Monday', clients: ['Alpine Tools'], contact: 'Ada Example', item: null }, at, inEnglish); // prettier-ignore
  expect(draft).toMatchObject({ subject, sections: [{ lines: ['Back', 'on Monday'] }] });
  expect(draft.matters[0]?.button).toBeUndefined();
});

test('a contact of several clients is named with those that the reader keeps', () => {
  const mail = { state: 'wrote', words: 'Hello', clients: ['Alpine Tools', 'Brightline'], contact: 'Ada Example', item: null } as const; // prettier-ignore
  expect(mailAnsweredMail(mail, at, inEnglish).subject).toBe('Ada Example of Alpine Tools and Brightline wrote');
  expect(mailAnsweredMail({ ...mail, clients: [] }, at, inEnglish).subject).toBe('Ada Example wrote');
});

test('what became of a mail has a sentence, and nobody is told of what has no mail', () => {
  for (const state of mailInStates) {
    const { why } = whatBecameOf(state);
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(keyOf(state) !== null).toBe(isToldOfMail(state));
  }
});
