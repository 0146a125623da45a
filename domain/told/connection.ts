/** What a person is told of a connection that is broken, or works again. */
import type { ConnectionKind } from '../core/connections';
import type { Instant } from '../core/json';

/** Of whom a source told before anybody said who they are. */
export interface UnplacedClient {
  /** The source's own id of them. */
  readonly externalId: string;
  readonly since: Instant;
  readonly events: number;
}

export interface ConnectionTold {
  readonly kind: ConnectionKind;
  /** As whoever set it up calls it. */
  readonly name: string;
  /** Of a feed: the client's name, or the industry; null for all, and of others. */
  readonly about: string | null;
  /** Since when it is broken. */
  readonly since: Instant;
  /** What the other side answered last, as a sentence; null where it does not answer anything. */
  readonly why: string | null;
  /** The moment of the mail. */
  readonly at: Instant;
  /** Of a webhook: the receiver said that it wants no more. */
  readonly isClosed: boolean;
  /** Of a webhook: messages that wait, and that were given up. */
  readonly messages: { readonly waiting: number; readonly failed: number };
  /** Of a source: whom nobody has named yet, the longest first, some of them; and how many there are. */
  readonly unplaced: readonly UnplacedClient[];
  readonly unplacedCount: number;
  /** Of a source: events that have gone nowhere for good since the last mail. */
  readonly lost: number;
}
