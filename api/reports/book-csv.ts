/** The book of clients as a file for a spreadsheet: the reader's columns, money in whole units, one column a currency. */
import { dayOf } from '../../domain/core/calendar';
import { toMajor } from '../../domain/core/money';
import { capitalised } from '../../domain/core/item-steps';
import type { Instant } from '../../domain/core/json';
import type { BookAsked, BookEntry } from '../../domain/told/desk/clients';
import type { Locale } from '../../domain/told/locale';
import { bookStageIn, bookWords, stepIn } from '../../domain/told/words/desk-clients';
import { speechOf } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { cellsToCsv } from './csv';

/** Days stand as spreadsheets of every country read them. A byte order mark tells Excel that it is UTF-8. */
export function bookCsv(
  rows: readonly (BookEntry & { readonly name: string })[],
  { show }: Pick<BookAsked, 'show'>,
  locale: Locale,
  now: Instant,
): string {
  const said = bookWords(locale);
  const speech = speechOf(locale, now);
  const currencies = [...new Set(rows.flatMap(({ worth }) => worth.map(({ currency }) => currency)))].toSorted();
  const cells = rows.map((row): readonly (readonly [header: string, value: string])[] => {
    const { name, products, worth, health, lastContact, next, renewsOn, reps } = row;
    const isKnown = health.band !== 'unknown';
    const of = new Map(worth.map((money) => [money.currency, toMajor(money)]));
    return [
      [said.columns.name, name],
      [said.columns.lines, products.join(', ')],
      [said.stage, bookStageIn(speech, row)],
      ...currencies.map((currency) => [said.csvColumns.worth(currency), of.get(currency) ?? ''] as const),
      [said.csvColumns.band, isKnown ? termsOf(speech).bands[health.band] : said.unknown],
      [said.csvColumns.score, isKnown ? String(health.score) : ''],
      [said.columns.contact, lastContact === null ? '' : dayOf(lastContact, locale.zone)],
      ...(show === 'ended'
        ? []
        : [
            [said.columns.next, next === null ? '' : capitalised(stepIn(speech, next))] as const,
            [said.csvColumns.due, next === null ? '' : dayOf(next.ask.at, locale.zone)] as const,
          ]),
      [show === 'ended' ? said.ended.renewal : said.columns.renewal, renewsOn],
      [said.columns.rep, reps.join(', ')],
    ];
  });
  return cellsToCsv(cells, { bom: true });
}
