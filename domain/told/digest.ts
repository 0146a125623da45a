/** What a digest tells: alarms of several clients, in one mail. */
import type { CivilDate } from '../core/json';
import type { AlarmAsk } from './asks';

/** An alarm with its names. */
export interface NamedAlarm {
  readonly lifecycle: string;
  readonly ask: AlarmAsk;
  readonly client: string;
  readonly product: string;
  /** The people of the client whom it is about. */
  readonly about: readonly string[];
  readonly rep: string;
}

/** An alarm as a digest tells it. */
export interface DigestEntry extends NamedAlarm {
  readonly manager: string | null;
  /** The rep in whose place the reader is told; null where it is theirs, or theirs to lead. */
  readonly forRep: string | null;
}

export interface Digest {
  readonly day: CivilDate;
  /** Serious alarms that nobody took on, for the director. */
  readonly untaken: readonly DigestEntry[];
  /** Small alarms that are open, for rep and manager. */
  readonly small: readonly DigestEntry[];
}
