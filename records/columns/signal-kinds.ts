/** Kinds of signals of the house's own, as their rows hold them. */
import { directions, type Better } from '../../domain/core/measure';
import type { OwnThresholds } from '../../domain/core/reading';
import { wordOf } from './column';

/** A kind of signal of the house's own. */
export interface SignalKind extends OwnThresholds {
  readonly code: string;
  readonly name: string;
  readonly unit: string | null;
}

/** The kind of a row; throws `BrokenRecord`. */
export function signalKindOf(row: Omit<SignalKind, 'better'> & { readonly better: string }): SignalKind {
  const { code, name, unit, warnAt, alarmAt } = row;
  const better: Better = wordOf(directions, { table: 'signal_kinds', column: 'better', id: code }, row.better);
  return { code, name, unit, better, warnAt, alarmAt };
}
