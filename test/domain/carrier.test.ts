/** What is for a client as a whole is carried by one of its lifecycles. */
import { carrierOf, inviterOf, type Carrying } from '../../domain/organisation/carrier';

type Line = Carrying & { readonly id: string };
const retained = (id: string): Line => ({ id, stage: 'retention', paused: false });
const [a, b, c] = [retained('a'), retained('b'), retained('c')] as const;
const paused = <L extends Carrying>(one: L): L => ({ ...one, paused: true });
const beginning: Line = { id: 'o', stage: 'onboarding', paused: false };
const gone: Line = { id: 'g', stage: 'churned', paused: false };

test.each([
  ['the first in retention', [a, b, c], 'a', 'a'],
  ['no one in onboarding', [beginning, b], 'b', 'b'],
  ['no one that has ended', [gone, c], 'c', 'c'],
  ['the next where one is paused', [paused(a), b, c], 'b', 'b'],
  [
    'none where all are paused; the first of them says so in a campaign’s preview',
    [beginning, paused(b), paused(c)],
    undefined,
    'b',
  ],
  ['none where nobody is in retention', [beginning, gone], undefined, undefined],
  ['none where nothing runs', [], undefined, undefined],
])('%s', (_, lifecycles, carrier, inviter) => {
  expect(carrierOf(lifecycles)?.id).toBe(carrier);
  expect(inviterOf(lifecycles)?.id).toBe(inviter);
});
