/** Secrets of webhooks: which of them sign a message, and for how long. */
import { currentSecrets, mostSecrets, rotated, type WebhookSecret } from '../../domain/integrations/webhook-secrets';

const first: readonly WebhookSecret[] = [{ secret: 'one', until: null }];
const monday = '2027-03-01T10:00:00.000Z';
const twelveLater = '2027-03-01T22:00:00.000Z';
const rotatedOf = (...of: Parameters<typeof rotated>): readonly WebhookSecret[] => rotated(...of) ?? [];
const once = rotatedOf(first, 'two', monday);
const twice = rotatedOf(once, 'three', twelveLater);

test.each<[string, readonly WebhookSecret[], string, readonly string[]]>([
  ['the only one, for ever', first, '2099-01-01T00:00:00.000Z', ['one']],
  ['none where there is none', [], monday, []],
  ['both at once', once, monday, ['two', 'one']],
  ['both to the end of a day', once, '2027-03-02T09:59:59.999Z', ['two', 'one']],
  ['the new one alone after a day', once, '2027-03-02T10:00:00.000Z', ['two']],
  ['all three, rotated twice within the day', twice, twelveLater, ['three', 'two', 'one']],
  ['the oldest no longer than it was to be', twice, '2027-03-02T10:00:00.000Z', ['three', 'two']],
  ['the one between for a day of its own', twice, '2027-03-02T21:59:59.999Z', ['three', 'two']],
  ['the newest alone after that', twice, '2027-03-02T22:00:00.000Z', ['three']],
])('it signs: %s', (_, secrets, now, expected) => {
  expect(currentSecrets(secrets, now)).toEqual(expected);
});

test.each<[string, readonly WebhookSecret[], string, readonly WebhookSecret[]]>([
  ['the first there is', [], monday, [{ secret: 'new', until: null }]],
  [
    'a day for the one before',
    first,
    monday,
    [
      { secret: 'new', until: null },
      { secret: 'one', until: '2027-03-02T10:00:00.000Z' },
    ],
  ],
  [
    'what is over is not kept',
    once,
    '2027-03-02T10:00:00.000Z',
    [
      { secret: 'new', until: null },
      { secret: 'two', until: '2027-03-03T10:00:00.000Z' },
    ],
  ],
])('rotating keeps %s', (_, secrets, now, expected) => {
  expect(rotated(secrets, 'new', now)).toEqual(expected);
});

const many = Array.from({ length: mostSecrets - 1 }, (_, index) => String(index)).reduce(
  (secrets, secret) => rotatedOf(secrets, secret, monday),
  first,
);

test.each<[string, readonly WebhookSecret[], string, number | null]>([
  ['as long as there is room', many.slice(1), monday, mostSecrets],
  ['no more while so many are good: whoever was given one has it for its day', many, monday, null],
  ['again when their day is over', many, '2027-03-02T10:00:00.000Z', 2],
])('a secret is given %s', (_, secrets, now, expected) => {
  expect(many).toHaveLength(mostSecrets);
  expect(rotated(secrets, 'new', now)?.length ?? null).toBe(expected);
});
