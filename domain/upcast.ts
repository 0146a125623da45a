/** A state carried over from an older version of this program, brought to the present schema. */
import { DomainFault, schemaVersion, type LifecycleState } from './lifecycle';

/** Schema version → what makes a state of that version one of the next. */
const upcasters: { readonly [version: number]: (state: never) => unknown } = {};

/** The state in the present schema; throws `DomainFault` for one that is newer than this program. */
export function upcast(carried: { readonly schema: number }): LifecycleState {
  let state: { readonly schema: number } = carried;
  while (state.schema < schemaVersion) {
    const next = upcasters[state.schema];
    if (next === undefined) throw new DomainFault(`no upcaster from schema ${state.schema}`);
    state = next(state as never) as { readonly schema: number };
  }
  if (state.schema > schemaVersion)
    throw new DomainFault(`schema ${state.schema} is newer than this program's ${schemaVersion}`);
  return state as LifecycleState;
}
