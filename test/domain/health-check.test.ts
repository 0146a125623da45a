/** Health, checked against who really left. */
import { healthChecked, healthCheckDefinition, type JudgedLine } from '../../domain/figures/health-check';

const line = (stood: JudgedLine['stood'], leftFrom: JudgedLine['leftFrom'] = null): JudgedLine => ({ stood, leftFrom });

test.each<
  [string, readonly JudgedLine[], readonly (readonly [string, number, number | null, number, number, number | null])[]]
>([
  [
    'nobody was there',
    [],
    [
      ['green', 0, null, 0, 0, null],
      ['unknown', 0, null, 0, 0, null],
      ['amber', 0, null, 0, 0, null],
      ['red', 0, null, 0, 0, null],
      ['new', 0, null, 0, 0, null],
    ],
  ],
  [
    'a health that is worth its name: who left was red before, and of those red most left',
    [line('green'), line('green'), line('green', 'red'), line('red', 'red'), line('red')],
    [
      ['green', 0, 0, 3, 1, 1 / 3],
      ['unknown', 0, 0, 0, 0, null],
      ['amber', 0, 0, 0, 0, null],
      ['red', 2, 1, 2, 1, 0.5],
      ['new', 0, 0, 0, 0, null],
    ],
  ],
  [
    'one that is not: they were green, or nobody had heard of them; and who came and went within the days',
    [line('green', 'green'), line('unknown', 'unknown'), line(null, 'new'), line('amber', 'green')],
    [
      ['green', 2, 0.5, 1, 1, 1],
      ['unknown', 1, 0.25, 1, 1, 1],
      ['amber', 0, 0, 1, 1, 1],
      ['red', 0, 0, 0, 0, null],
      ['new', 1, 0.25, 0, 0, null],
    ],
  ],
])('%s', (_, lines, expected) =>
  expect(
    healthChecked(lines).map(({ band, left, share, stood, stoodAndLeft, rate }) => [
      band,
      left,
      share,
      stood,
      stoodAndLeft,
      rate,
    ]),
  ).toEqual(expected),
);

test('its definition stands beside it', () => expect(healthCheckDefinition).toContain('Rate = stood and left ÷ stood'));
