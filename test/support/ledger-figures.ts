/**
 * The figures once more, straight from ledgers, by plain loops: for each question every line is read again from its first
 * line to what was known. It shares no code with the program, nor its library of dates.
 */
import { dayAfter, type LedgerOfLine, type LedgerTerm } from './ledgers';

export interface Question {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
}

const end = ({ from, to, asOf }: Question): string => {
  const last = dayAfter(asOf, 1);
  return to < last ? to : last > from ? last : from;
};
const divided = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** What is known of a term: how it ended, and on which day it was, or will be, gone. */
function fateOf({ lines }: LedgerTerm, asOf: string) {
  let notice: { ends: string; reason: string } | null = null;
  let fate: { as: string; goneOn: string | null; reason: string } = { as: 'running', goneOn: null, reason: '' };
  for (const line of lines) {
    if (line.day > asOf) break;
    if (line.what === 'notice') notice = { ends: line.ends, reason: line.reason };
    if (line.what === 'withdrawn') notice = null;
    if (line.what === 'ended')
      fate = { as: line.as, goneOn: line.as === 'renewed' ? null : (line.effective ?? line.day), reason: line.reason };
  }
  if (fate.as === 'running' && notice !== null) fate = { as: 'leaving', goneOn: notice.ends, reason: notice.reason };
  return fate;
}

const known = ({ terms }: LedgerOfLine, asOf: string): readonly LedgerTerm[] =>
  terms.filter(({ began }) => began <= asOf);

/** The day before whose beginning nothing of it is there. */
function isOpen(line: LedgerOfLine, day: string, asOf: string): boolean {
  const terms = known(line, asOf);
  const [first] = terms;
  const last = terms[terms.length - 1];
  if (first === undefined || last === undefined) return false;
  const midTerm = line.imported && first.began > first.startsOn;
  if (midTerm ? day < first.began : day <= first.startsOn) return false;
  const { goneOn } = fateOf(last, asOf);
  return goneOn === null || goneOn >= day;
}

/** Each change of a term's worth that is known: when it counts from, and what it makes it. */
function worthsOf(term: LedgerTerm, asOf: string): readonly { from: string; amount: number; agreed: boolean }[] {
  const found: { from: string; amount: number; agreed: boolean }[] = [];
  for (const line of term.lines)
    if (line.what === 'worth' && line.day <= asOf)
      found.push({ from: line.from ?? line.day, amount: line.amount, agreed: line.agreed });
  return found;
}

/** Which term says what the line is worth at the end of a day: the last one that has started, or has changed by then. */
function sayingTerm(terms: readonly LedgerTerm[], day: string, asOf: string): LedgerTerm | undefined {
  let saying = terms[0];
  for (const term of terms) {
    let says = term.startsOn <= day;
    for (const { from } of worthsOf(term, asOf)) if (from <= day) says = true;
    if (says) saying = term;
  }
  return saying;
}

function amountOf(term: LedgerTerm, day: string, asOf: string): number {
  let { amount } = term;
  let since = '';
  for (const change of worthsOf(term, asOf))
    if (change.from <= day && change.from >= since) [amount, since] = [change.amount, change.from];
  return amount;
}

function worthAtStart(line: LedgerOfLine, day: string, asOf: string): { amount: number; currency: string } | null {
  const eve = dayAfter(day, -1);
  const term = isOpen(line, day, asOf) ? sayingTerm(known(line, asOf), eve, asOf) : undefined;
  return term === undefined ? null : { amount: amountOf(term, eve, asOf), currency: term.currency };
}

/** What agreed steps did to a line in a period: day by day, change by change. */
function agreedOf(line: LedgerOfLine, { from, to, asOf }: Question): number {
  const terms = known(line, asOf);
  const currency = worthAtStart(line, from, asOf)?.currency;
  let sum = 0;
  for (const term of terms) {
    if (term.currency !== currency) continue;
    const days = new Set(worthsOf(term, asOf).map((change) => change.from));
    for (const day of days) {
      if (day < from || day >= to || sayingTerm(terms, day, asOf) !== term) continue;
      let before = amountOf(term, dayAfter(day, -1), asOf);
      for (const change of worthsOf(term, asOf)) {
        if (change.from !== day) continue;
        if (change.agreed) sum += change.amount - before;
        before = change.amount;
      }
    }
  }
  return sum;
}

/** The lines of each client. */
function byClient(all: readonly LedgerOfLine[]): readonly (readonly LedgerOfLine[])[] {
  const found = new Map<string, LedgerOfLine[]>();
  for (const line of all) found.set(line.client, [...(found.get(line.client) ?? []), line]);
  return [...found.values()];
}

export function clientFigures(all: readonly LedgerOfLine[], asked: Question) {
  let [kept, lost, acquired] = [0, 0, 0];
  for (const lines of byClient(all)) {
    let [before, after] = [false, false];
    for (const line of lines) {
      before ||= isOpen(line, asked.from, asked.asOf);
      after ||= isOpen(line, end(asked), asked.asOf);
    }
    if (before && after) kept += 1;
    else if (before) lost += 1;
    else if (after) acquired += 1;
  }
  return { atStart: kept + lost, kept, lost, acquired, atEnd: kept + acquired, retention: divided(kept, kept + lost) };
}

export function moneyFigures(all: readonly LedgerOfLine[], asked: Question) {
  const until = end(asked);
  const found = [];
  const clients = byClient(all);
  for (const currency of ['EUR', 'JPY', 'USD']) {
    const sum = { start: 0, agreed: 0, expansion: 0, contraction: 0, churn: 0, end: 0 };
    for (const lines of clients) {
      let [start, stop, agreed, isGone] = [0, 0, 0, true];
      for (const line of lines) {
        const before = worthAtStart(line, asked.from, asked.asOf);
        const after = worthAtStart(line, until, asked.asOf);
        if (after !== null) isGone = false;
        if (before?.currency === currency) start += before.amount;
        if (after?.currency === currency) stop += after.amount;
        if (before?.currency === currency && after?.currency === currency)
          agreed += agreedOf(line, { ...asked, to: until });
      }
      if (start === 0) continue;
      sum.start += start;
      sum.end += stop;
      if (isGone) {
        sum.churn += start;
        continue;
      }
      const grown = stop - start - agreed;
      if (grown > 0) sum.expansion += grown;
      // Nobody loses more than they had.
      const less = Math.min(start, Math.max(0, -grown));
      sum.contraction += less;
      sum.agreed += grown < 0 ? stop - start + less : agreed;
    }
    const { start, expansion, contraction, churn } = sum;
    if (start === 0) continue;
    const kept = start - contraction - churn;
    found.push({ currency, ...sum, grr: kept / start, nrr: (kept + expansion) / start });
  }
  return found;
}

export function renewalFigures(all: readonly LedgerOfLine[], asked: Question) {
  const counts = { renewed: 0, lost: 0, undecided: 0 };
  const isAsked = (day: string): boolean => asked.from <= day && day < end(asked);
  for (const line of all)
    for (const term of known(line, asked.asOf)) {
      let due = term.renewsOn;
      for (const told of term.lines) {
        if (told.what !== 'prolonged' || told.day > asked.asOf) continue;
        if (isAsked(told.from)) counts.renewed += 1;
        due = told.until;
      }
      const { as } = fateOf(term, asked.asOf);
      if (!isAsked(due) || as === 'ineligible') continue;
      counts[as === 'renewed' ? 'renewed' : as === 'running' ? 'undecided' : 'lost'] += 1;
    }
  const upForRenewal = counts.renewed + counts.lost + counts.undecided;
  return { upForRenewal, ...counts, rate: divided(counts.renewed, upForRenewal) };
}

export function lossFigures(all: readonly LedgerOfLine[], asked: Question): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const line of all)
    for (const term of known(line, asked.asOf)) {
      const { as, goneOn, reason } = fateOf(term, asked.asOf);
      if (goneOn === null || goneOn < asked.from || goneOn >= end(asked)) continue;
      const key = `${as === 'ineligible' ? as : 'churned'} ${reason} ${term.currency}`;
      found[key] = (found[key] ?? 0) + amountOf(term, dayAfter(goneOn, -1), asked.asOf);
    }
  return found;
}

export function savedFigures(all: readonly LedgerOfLine[], asked: Question): Readonly<Record<string, string>> {
  const found: Record<string, { given: number; saved: number; lost: number; open: number; steps: number }> = {};
  for (const line of all)
    for (const term of known(line, asked.asOf)) {
      const told = term.lines.filter(({ day }) => day <= asked.asOf);
      for (const [at, notice] of told.entries()) {
        if (notice.what !== 'notice' || notice.received < asked.from || notice.received >= end(asked)) continue;
        let fate: 'open' | 'saved' | 'lost' | 'replaced' = 'open';
        let steps = 0;
        for (const later of told.slice(at + 1)) {
          if (fate !== 'open') break;
          if (later.what === 'notice') fate = 'replaced';
          if (later.what === 'withdrawn') fate = 'saved';
          if (later.what === 'ended') fate = later.as === 'renewed' ? 'saved' : 'lost';
          if (later.what === 'first-step') steps += 1;
        }
        if (fate === 'open' && notice.ends <= asked.asOf) fate = 'lost';
        if (fate === 'replaced') continue;
        const row = (found[notice.reason] ??= { given: 0, saved: 0, lost: 0, open: 0, steps: 0 });
        row.given += 1;
        row[fate] += 1;
        row.steps += steps;
      }
    }
  return Object.fromEntries(Object.entries(found).map(([reason, row]) => [reason, JSON.stringify(row)]));
}
