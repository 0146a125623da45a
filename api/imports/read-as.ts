/** How a file was read, in sentences: what was told by its bytes, and what its days and amounts were taken for. */
import type { Habits } from '../../domain/integrations/spreadsheet';
import { separatorWords, type Separator } from './separator';

const charsetWords: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (little endian)',
  'utf-16be': 'UTF-16 (big endian)',
  'windows-1252': 'Windows-1252',
};

const charsetSaid: Readonly<Record<string, (charset: string) => string>> = {
  bytes: (charset) =>
    `The text is read as ${charset}: no charset was named, and its bytes are no UTF-8. Look at names with accents.`,
  mark: (charset) => `The text is read as ${charset}, by the mark at its beginning.`,
  zeros: (charset) => `The text is read as ${charset}, by its bytes; no charset was named.`,
  named: (charset) => `The text is read as ${charset}, as it was sent.`,
  usual: (charset) => `The text is read as ${charset}.`,
};

const daysSaid = {
  ymd: 'Days are read year first: 2027-04-03.',
  dmy: 'Days are read day first: 03.04.2027 is 2027-04-03.',
  mdy: 'Days are read month first: 4/3/2027 is 2027-04-03.',
} as const;
const amountsSaid = {
  minor: 'Amounts are read as minor units: 1200050 EUR is 12000.50 EUR.',
  point:
    'Amounts are read as whole units of their currency, with a point before decimals: 12,000.50 EUR is 12000.50 EUR.',
  comma:
    'Amounts are read as whole units of their currency, with a comma before decimals: 12.000,50 EUR is 12000.50 EUR.',
} as const;

/** How a file was read; NDJSON has no separator, and one way to write days and amounts. */
export function readAs(
  { charset, by }: { readonly charset: string; readonly by: string } = { charset: 'utf-8', by: 'usual' },
  { dates, amounts, decimals }: Habits,
  separator: Separator | null,
) {
  const say = charsetSaid[by] ?? charsetSaid.usual;
  const text = say?.(charsetWords[charset] ?? charset) ?? '';
  if (separator === null) return { charset, said: [text] };
  const words = separatorWords[separator];
  const amount = amountsSaid[amounts === 'minor' ? 'minor' : decimals];
  return { charset, separator: words, said: [text, `Fields are separated by ${words}.`, daysSaid[dates], amount] };
}
