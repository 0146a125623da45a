/**
 * The contract as it was amended: what was agreed after close, and the steps in value that were agreed before it.
 *
 *   an amendment is heard ──(its day is here, or was)──────────────────────────► contract-amended, with its day
 *            └──(its day is still to come)──► it waits ──(the opening of its day)───────► contract-amended
 *                                                 └──(renewed before its day)──► contract-amended, with its day to come
 *   an agreed step of the term ──(the opening of its day; a value was amended before: never)──► contract-amended, agreed
 *
 * The line's worth and quantity follow from that day on; of several amendments the one with the latest day counts. What is
 * to come after the term's end goes on to the next term.
 */
import { opening } from '../core/calendar';
import {
  nothing,
  type Concern,
  type Decided,
  type Event,
  type EventOf,
  type Messages,
  type See,
  type Seed,
  type Slices,
  type Step,
  type TaskOf,
  type ValueStep,
} from '../core/concern';
import { endsOn } from '../core/contract';
import type { CivilDate, Money } from '../core/json';
import { annualValueOf } from './growth';

/** An amendment that a lifecycle has heard of and whose day is still to come. */
interface ComingAmendment {
  readonly amendment: string;
  readonly on: CivilDate;
  readonly quantity?: number;
  readonly annualValue?: Money;
}

/** What changes a contract from a day on: an amendment, or an agreed step in value. */
type Change = Omit<EventOf<'contract-amended'>, 'kind'>;

interface Contract {
  /** In the order in which they take effect. */
  readonly coming: readonly ComingAmendment[];
  /** Ids of the amendments that were heard, in earlier terms too; the last ones. */
  readonly heard: readonly string[];
  /** How many were bought, and since when, where that was amended in this term. */
  readonly quantity?: { readonly on: CivilDate; readonly is: number };
  /** Day of the last agreed step that was taken. */
  readonly steppedOn?: CivilDate;
  /** A value was amended: agreed steps that were still to come do not come any more. */
  readonly stepsOver?: true;
}

declare module '../core/concern' {
  interface Slices {
    readonly contract: Contract;
  }
  interface Events {
    /** Heard of before its day. */
    'amendment-heard': { amendment: string; on: CivilDate; quantity?: number; annualValue?: Money };
    /** It holds from that day on. `agreed`: a step in value that was agreed before the close, and no amendment. */
    'contract-amended': {
      amendment?: string;
      on: CivilDate;
      quantity?: number;
      annualValue?: Money;
      agreed?: true;
    };
  }
  interface Coming {
    'value-steps': { on: CivilDate; annualValue: Money };
    'amendment-comes': { on: CivilDate; quantity?: number; annualValue?: Money };
  }
  interface Tasks {
    readonly contract:
      { readonly kind: 'amendment'; readonly amendment: string } | { readonly kind: 'step'; readonly on: CivilDate };
  }
  interface Facts {
    contractAmended: { amendment: string; on: CivilDate; quantity?: number; annualValue?: Money };
  }
}

/** Ids of amendments that are kept, so that none counts twice. */
const heardKept = 100;

type OfLine = { readonly seed: Seed; readonly slices: Slices };

/** Agreed steps in value that are still to come: none after a value that was amended. */
function comingSteps({ coming, steppedOn = '', stepsOver }: Contract, { contract }: Seed): readonly ValueStep[] {
  const { steps = [] } = contract;
  const amendedOn = coming.find(({ annualValue }) => annualValue !== undefined)?.on;
  if (stepsOver === true) return [];
  return steps.filter(({ on }) => on > steppedOn && (amendedOn === undefined || on < amendedOn));
}

/** What will change before a day, in the order in which it takes effect. */
function changesBefore(day: CivilDate, { seed, slices: { contract } }: OfLine): readonly Change[] {
  return [...comingSteps(contract, seed).map((step) => ({ ...step, agreed: true as const })), ...contract.coming]
    .filter(({ on }) => on < day)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

const endOf = ({ seed, slices }: OfLine): CivilDate => endsOn(seed.contract, slices.renewal.prolonged);

/** What the line will be worth a year at the end of its term: a renewal is held against it. */
export function worthAtEnd(of: OfLine): Money {
  const last = changesBefore(endOf(of), of).findLast(({ annualValue }) => annualValue !== undefined);
  return last?.annualValue ?? annualValueOf(of);
}

/** What will still change in this term, with its days: a term that is renewed early wakes for none of it. */
export function amendedToItsEnd(of: OfLine): readonly Event[] {
  return changesBefore(endOf(of), of).map((change) => ({ kind: 'contract-amended', ...change }));
}

/** How many were bought, as it is now. */
export function quantityOf({ seed, slices }: OfLine): number {
  return slices.contract.quantity?.is ?? seed.product.quantity;
}

function amended(data: Messages['contractAmended'], slice: Contract, see: See): Decided {
  const { amendment, on, annualValue } = data;
  if (slice.heard.includes(amendment)) return { refused: 'already-there' };
  if (annualValue !== undefined && annualValue.currency !== annualValueOf(see).currency)
    return { refused: 'other-currency' };
  const isToCome = opening(on, see.calendar) > see.now;
  return { events: [{ kind: isToCome ? 'amendment-heard' : 'contract-amended', ...data }] };
}

function withChange(slice: Contract, { amendment, on, quantity, annualValue, agreed }: Change): Contract {
  if (agreed === true) return { ...slice, steppedOn: on };
  const isLatest = quantity !== undefined && (slice.quantity === undefined || slice.quantity.on <= on);
  return {
    ...withHeard(slice, amendment),
    coming: slice.coming.filter((one) => one.amendment !== amendment),
    ...(isLatest ? { quantity: { on, is: quantity } } : {}),
    ...(annualValue === undefined ? {} : { stepsOver: true }),
  };
}

const withHeard = (slice: Contract, amendment: string | undefined): Contract =>
  amendment === undefined || slice.heard.includes(amendment)
    ? slice
    : { ...slice, heard: [...slice.heard, amendment].slice(-heardKept) };

/** What is left of an amendment to come where the line was renewed in that currency: a value in another one is over, a quantity is not. */
function inCurrency(one: ComingAmendment, currency: string): readonly ComingAmendment[] {
  if (one.annualValue === undefined || one.annualValue.currency === currency) return [one];
  const { annualValue: over, ...rest } = one;
  return rest.quantity === undefined ? [] : [rest];
}

/** Keeps to the contract as it was amended. */
export const contract: Concern<'contract'> = {
  name: 'contract',

  // An amendment reaches lives in flight too. Before one does, nothing waits here and nothing is asked of them.
  always: true,

  begin: (seed) => {
    const { coming = [], heard = [] } = seed.before?.slices.contract ?? {};
    return { coming: coming.flatMap((one) => inCurrency(one, seed.contract.annualValue.currency)), heard };
  },

  evolve: (slice, event) => {
    switch (event.kind) {
      case 'amendment-heard': {
        const { kind: told, ...coming } = event;
        const sooner = slice.coming.filter(({ on }) => on <= coming.on);
        const later = slice.coming.filter(({ on }) => on > coming.on);
        return { ...withHeard(slice, event.amendment), coming: [...sooner, coming, ...later] };
      }
      case 'contract-amended':
        return withChange(slice, event);
      default:
        return slice;
    }
  },

  agenda: (slice, { seed, calendar }) => [
    ...comingSteps(slice, seed).map(({ on, annualValue }): Step<TaskOf<'contract'>> => ({
      task: { kind: 'step', on },
      at: opening(on, calendar),
      tells: { kind: 'value-steps', on, annualValue },
    })),
    ...slice.coming.map(({ amendment, ...change }): Step<TaskOf<'contract'>> => ({
      task: { kind: 'amendment', amendment },
      at: opening(change.on, calendar),
      tells: { kind: 'amendment-comes', ...change },
    })),
  ],

  due: ({ task }, slice, see) => {
    if (task.kind === 'step') {
      const step = comingSteps(slice, see.seed).find(({ on }) => on === task.on);
      return step === undefined ? nothing : { events: [{ kind: 'contract-amended', ...step, agreed: true }] };
    }
    const coming = slice.coming.find(({ amendment }) => amendment === task.amendment);
    return coming === undefined ? nothing : { events: [{ kind: 'contract-amended', ...coming }] };
  },

  decide: { contractAmended: amended },
};
