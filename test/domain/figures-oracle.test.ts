/** Every figure of value, clients, renewals, losses and notices against a second computation, to the cent. */
import type { Event, Recorded } from '../../domain/core/concern';
import { cut, knownAsOf, type BookTerm } from '../../domain/figures/book';
import { logos } from '../../domain/figures/figures';
import { renewals } from '../../domain/figures/renewals';
import { savedByReason } from '../../domain/figures/saved';
import { termNewsIn, turnIn, withTurns, worthIn, type TermWorth, type TimedTurn } from '../../domain/figures/term-news';
import { churnByReason, value } from '../../domain/figures/value';
import { numbers } from '../../dev/numbers';
import { testEnv } from '../support/env';
import * as oracle from '../support/ledger-figures';
import { dayAfter, ledgers, ledgerSpan, type LedgerLine, type LedgerOfLine } from '../support/ledgers';
import { size } from '../support/size';

const seed = testEnv().HOLDFAST_SEED ?? 20_261_127;
const lifecycles = size(250, 2_000);
const questions = size(20, 150);

/** What the lifecycle recorded; null for an amendment, which says itself what the term is worth. */
function eventOf(line: LedgerLine): Event | null {
  switch (line.what) {
    case 'notice':
      return {
        kind: 'notice-given',
        receivedOn: line.received,
        endsOn: line.ends,
        reason: line.reason as 'price',
      };
    case 'withdrawn':
      return { kind: 'notice-withdrawn', by: line.by, reason: 'price' };
    case 'prolonged':
      return { kind: 'term-prolonged', on: line.from, until: line.until };
    case 'first-step':
      return { kind: 'item-completed', item: 'rescue-1', itemKind: 'call', programme: 'rescue', outcome: 'done' };
    case 'ended':
      return {
        kind: 'stage-changed',
        from: 'retention',
        to: line.as,
        reason: line.reason as 'price',
        ...(line.effective === undefined ? {} : { on: line.effective }),
      };
    case 'worth': {
      if (line.from !== undefined || line.agreed) return null;
      const to = { amount: line.amount, currency: 'EUR' };
      return { kind: 'annual-value-changed', from: to, to, opportunity: 'opportunity-1' };
    }
  }
}

/** The book as the program makes it of the ledgers. */
function bookOf(all: readonly LedgerOfLine[]): readonly BookTerm[] {
  return all.flatMap(({ id, client, imported, terms }) =>
    terms.map(({ startsOn, renewsOn, amount, currency, began, lines }, index) => {
      const told = lines.map((line, seq) => ({ line, seq, at: `${line.day}T08:00:00.000Z`, event: eventOf(line) }));
      const recorded = told.flatMap(({ seq, at, event }): Recorded[] => (event === null ? [] : [{ seq, at, event }]));
      const turns = recorded.flatMap((one): TimedTurn[] => {
        const turn = turnIn(one);
        return turn === null ? [] : [{ ...turn, at: one.at }];
      });
      const changes = told.flatMap(({ line, seq, at, event }): (TermWorth & { at: string })[] => {
        if (line.what !== 'worth') return [];
        const worth = event === null ? null : worthIn({ seq, at, event });
        const { from: on, agreed } = line;
        const said = { amount: line.amount, ...(on === undefined ? {} : { on }), ...(agreed ? { agreed } : {}) };
        return [{ at, ...(worth ?? said) }];
      });
      const row = {
        lifecycle: `${id}.t${index + 1}`,
        line: id,
        client,
        product: 'crm',
        seller: null,
        term: index + 1,
        startsOn,
        renewsOn,
        annualValue: { amount, currency },
        began: `${began}T08:00:00.000Z`,
        imported,
        onboardedAt: null,
        ended: termNewsIn(recorded, 0).ended,
        flaggedAt: null,
      };
      return withTurns(row, turns, changes);
    }),
  );
}

/** Random questions; some of months and years of the calendar, and as of days within the period, at its end and long after. */
function asked(count: number): readonly oracle.Question[] {
  const next = numbers(seed + 1);
  const upTo = (limit: number): number => Math.floor(next() * limit);
  return Array.from({ length: count }, (_, index) => {
    const from =
      index % 3 === 0
        ? `${2021 + upTo(5)}-${String(1 + upTo(12)).padStart(2, '0')}-01`
        : dayAfter(ledgerSpan.from, upTo(1_700));
    const to = dayAfter(from, [1, 30, 91, 365, 800][upTo(5)] ?? 1);
    const asOf = [dayAfter(from, upTo(40)), dayAfter(to, -1), dayAfter(to, upTo(400)), ledgerSpan.to][upTo(4)] ?? to;
    return { from, to, asOf };
  });
}

test(`the figures of ${lifecycles} lifecycles over five years agree to the cent with a second computation, for ${questions} periods and days`, () => {
  const all = ledgers(seed, lifecycles);
  const book = bookOf(all);
  const differences: string[] = [];
  const seen = { agreed: 0, saved: 0, lost: 0, renewed: 0, contraction: 0 };
  const compare = (what: string, question: oracle.Question, found: unknown, expected: unknown): void => {
    if (JSON.stringify(found) !== JSON.stringify(expected))
      differences.push(
        `${what} of ${JSON.stringify(question)}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`,
      );
  };
  for (const question of asked(questions)) {
    const terms = knownAsOf(book, question.asOf);
    const period = cut(question, question.asOf);
    const money = value(terms, period).map(
      ({ currency, start, agreed, expansion, contraction, churn, end, grr, nrr }) => ({
        currency,
        start,
        agreed,
        expansion,
        contraction,
        churn,
        end,
        grr,
        nrr,
      }),
    );
    compare('value', question, money, oracle.moneyFigures(all, question));
    const { behind: one, ...rate } = renewals(terms, period);
    compare('renewals', question, rate, oracle.renewalFigures(all, question));
    const { atStart, kept, lost, acquired, atEnd, retention } = logos(terms, period);
    const clients = { atStart, kept, lost, acquired, atEnd, retention };
    compare('clients', question, clients, oracle.clientFigures(all, question));
    const losses = churnByReason(terms, period).flatMap(({ ending, reason, annualValue }) =>
      annualValue.map(({ currency, amount }): [string, number] => [`${ending} ${reason} ${currency}`, amount]),
    );
    const sorted = (rows: readonly (readonly [string, unknown])[]) => rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
    compare('losses', question, sorted(losses), sorted(Object.entries(oracle.lossFigures(all, question))));
    const notices = savedByReason(terms, period, question.asOf);
    const saved = notices.map(({ reason, given, saved: stayed, lost: gone, open, firstSteps }): [string, string] => [
      reason,
      JSON.stringify({ given, saved: stayed, lost: gone, open, steps: firstSteps }),
    ]);
    compare('notices', question, sorted(saved), sorted(Object.entries(oracle.savedFigures(all, question))));
    seen.agreed += money.filter(({ agreed }) => agreed !== 0).length;
    seen.contraction += money.filter(({ contraction }) => contraction > 0).length;
    seen.saved += notices.reduce((sum, { saved: stayed }) => sum + stayed, 0);
    seen.lost += notices.reduce((sum, { lost: gone }) => sum + gone, 0);
    seen.renewed += rate.renewed;
  }
  console.log(`${book.length} terms, ${JSON.stringify(seen)}, seed ${seed}`);
  expect(differences.slice(0, 5)).toEqual([]);
  // It says something only where there was something to see.
  expect(Object.values(seen).every((count) => count > questions / 3)).toBe(true);
});
