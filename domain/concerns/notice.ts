/**
 * A client's notice: which dates it may have, by the contract's terms, and the step at which it takes effect.
 *
 *   none ──notice──► leaving ──(its day comes)──► churned
 *                      ├──notice────► leaving, by the new one
 *                      ├──withdraw──► none
 *                      └──renew─────► renewed
 */
import { dayOf, later, opening } from '../core/calendar';
import type { See, SeedContract, Step, View } from '../core/concern';
import { endsOn, lastNoticeOn, nextEnd } from '../core/contract';
import type { CivilDate } from '../core/json';
import type { Refusal } from '../core/refusals';
import type { ChurnReason } from '../core/stages';

declare module '../core/concern' {
  interface Coming {
    'notice-takes-effect': { receivedOn: CivilDate; endsOn: CivilDate; reason: ChurnReason };
  }
}

interface NoticeAsked {
  readonly receivedOn: CivilDate;
  /** The first day without the product, where somebody says it. */
  readonly endsOn?: CivilDate | undefined;
}

interface Terms {
  readonly contract: SeedContract;
  readonly prolonged: { readonly until: CivilDate; readonly times: number } | undefined;
}

/** The zone in which each day begins first: a day that has not begun there has begun nowhere. */
const firstZone = 'Etc/GMT-14';

/**
 * The day on which a notice takes effect, or why its dates do not fit the contract.
 *
 * It takes effect at the end of the term unless another day is said: one between its receipt (or the contract's start, where
 * the client renewed early) and that end. Where the contract renews by itself and the notice came too late, the day must be
 * said, and may lie in the term that follows.
 */
export function effectOf(
  { receivedOn, endsOn: said }: NoticeAsked,
  { contract, prolonged }: Terms,
  now: See['now'],
): CivilDate | { readonly refused: Refusal } {
  if (receivedOn > dayOf(now, firstZone)) return { refused: 'not-yet-received' };
  const end = endsOn(contract, prolonged);
  const isTooLate = contract.autoRenews === true && receivedOn > lastNoticeOn(end, contract);
  const latest = isTooLate ? nextEnd(contract, prolonged) : end;
  if (receivedOn > latest) return { refused: 'term-over' };
  if (said === undefined) return isTooLate ? { refused: 'too-late' } : end;
  if (said < later(receivedOn, contract.startsOn)) return { refused: 'effect-too-early' };
  return said > latest ? { refused: 'effect-too-late' } : said;
}

/** The step at which a notice takes effect: on its day in the client's zone, never before; none without a notice. */
export function effectStep({ slices, calendar }: Pick<View, 'slices' | 'calendar'>): Omit<Step, 'task'> | null {
  const { leaving } = slices.renewal;
  if (leaving === undefined) return null;
  return {
    at: opening(leaving.endsOn, calendar),
    tells: {
      kind: 'notice-takes-effect',
      receivedOn: leaving.receivedOn,
      endsOn: leaving.endsOn,
      reason: leaving.reason,
    },
  };
}
