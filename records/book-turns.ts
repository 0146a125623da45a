/** The turns of a term: notices, how they ended, prolonging. Written while events are recorded, read with the book. */
import type { Recorded } from '../domain/core/concern';
import { churnReasons } from '../domain/core/stages';
import { termTurnKinds, turnIn, type TermTurn, type TimedTurn } from '../domain/figures/term-news';
import type { Database, Prisma } from '../prisma/client';
import { wordOf } from './columns/column';

interface TurnColumns {
  readonly on: string | null;
  readonly until: string | null;
  readonly why: string | null;
}

function columnsOf(turn: TermTurn): TurnColumns {
  switch (turn.kind) {
    case 'notice-given':
      return { on: turn.receivedOn, until: turn.endsOn, why: turn.reason };
    case 'notice-withdrawn':
      return { on: null, until: null, why: turn.by };
    case 'term-prolonged':
      return { on: turn.on, until: turn.until, why: null };
    case 'ended-on':
      return { on: turn.on, until: null, why: null };
    case 'first-step-done':
    case 'first-step-undone':
      return { on: null, until: null, why: turn.acted ?? null };
  }
}

/** The statements that keep the turns among events. `isLeaving`: a notice stands after them; first steps count then alone. */
export function turnRows(
  db: Pick<Database, '$executeRaw'>,
  lifecycleId: string,
  events: readonly Recorded[],
  isLeaving: boolean,
): Prisma.PrismaPromise<number>[] {
  const stood = isLeaving || events.some(({ event }) => event.kind === 'notice-withdrawn');
  return events.flatMap((recorded) => {
    const turn = turnIn(recorded);
    if (turn === null || (turn.kind === 'first-step-done' && turn.acted === undefined && !stood)) return [];
    const { on, until, why } = columnsOf(turn);
    const { seq, at } = recorded;
    return [
      db.$executeRaw`
        insert into term_turns ("lifecycleId", seq, at, kind, "on", until, why)
        values (${lifecycleId}, ${seq}, ${at}::timestamptz, ${turn.kind}, ${on}::date, ${until}::date, ${why})
        on conflict ("lifecycleId", seq) do update set at = excluded.at, kind = excluded.kind, "on" = excluded."on",
          until = excluded.until, why = excluded.why`,
    ];
  });
}

/** A moment of the book: it is read as milliseconds. */
export const instantOf = (milliseconds: string): string => new Date(Number(milliseconds)).toISOString();

/** A turn as a line of the packed text has it; throws `BrokenRecord`. */
export function turnOf([id = '', at = '', kind = '', on = '', until = '', why = '']: readonly string[]): TimedTurn {
  const place = { table: 'term_turns', column: 'kind', id };
  const word = wordOf(termTurnKinds, place, kind);
  const moment = { at: instantOf(at) };
  const reason = { ...place, column: 'why' };
  switch (word) {
    case 'notice-given':
      return { ...moment, kind: word, receivedOn: on, endsOn: until, reason: wordOf(churnReasons, reason, why) };
    case 'notice-withdrawn':
      return { ...moment, kind: word, by: wordOf(['withdrawal', 'renewal'], reason, why) };
    case 'term-prolonged':
      return { ...moment, kind: word, on, until };
    case 'ended-on':
      return { ...moment, kind: word, on };
    case 'first-step-done':
      return { ...moment, kind: word, ...(why === '' ? {} : { acted: why }) };
    case 'first-step-undone':
      return { ...moment, kind: word, acted: why };
  }
}
