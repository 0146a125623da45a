/** What a route says of the rows that it is about; `access.ts` checks it. */
import type { Act } from '../../domain/organisation/access';

/** A lifecycle that a body names. */
export interface NamedLifecycle {
  readonly pointer: string;
  readonly id: string;
}

/** A route about one lifecycle. */
export interface OfLifecycle<C> {
  readonly of: 'lifecycle';
  readonly does: 'read' | Act;
  /** Where what is done is told by the body. */
  doing?(call: C): Act;
  /** Further lifecycles with which the same is done. */
  also?(call: C): readonly NamedLifecycle[];
}

/**
 * What a route is about: a lifecycle, client, deal or seller whose id stands in its path; or one of
 *
 * - `list`: its handler shows what `call.viewer` reads, and takes what they may tell;
 * - `organisation`: people, groups and products, for any key of its roles;
 * - `house`: the whole house, for ops and admin;
 * - `admin`: for admin alone.
 */
export type RouteAccess<C> =
  | OfLifecycle<C>
  | { readonly of: 'client'; readonly does: 'read' | Act }
  | { readonly of: 'deal'; readonly does: 'read' }
  | { readonly of: 'seller'; readonly does: 'read' }
  /** A deal that comes in: it names its seller. */
  | { readonly of: 'hand-off'; sellerOf(call: C): string }
  | 'list'
  | 'organisation'
  | 'house'
  | 'admin';
