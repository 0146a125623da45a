/** What is wrong in a notice, field by field: a lifecycle refuses it, and whoever typed it must know where. */
import { isRefusal, refusals, type Refusal } from '../../domain/core/refusals';
import { Problem } from '../http/problems';

const fieldOf: { readonly [R in Refusal]?: 'receivedOn' | 'endsOn' } = {
  'not-yet-received': 'receivedOn',
  'effect-too-early': 'endsOn',
  'effect-too-late': 'endsOn',
  'too-late': 'endsOn',
};

interface WrongInNotice {
  readonly code: Refusal;
  readonly field: 'receivedOn' | 'endsOn';
  readonly detail: string;
}

/** The field that a refusal of a notice is about; null for an error that is about none. */
export function wrongInNotice(error: unknown): WrongInNotice | null {
  const code = error instanceof Problem ? error.more.code : undefined;
  const field = isRefusal(code) ? fieldOf[code] : undefined;
  return isRefusal(code) && field !== undefined ? { code, field, detail: refusals[code] } : null;
}
