/** An import's job reads the file that was sent for it: what it holds becomes the job's rows, or the reason why it is refused. */
import { usualHabits } from '../../domain/integrations/spreadsheet';
import { isUnread, dropUnwanted, piecesOf } from '../../records/import-files';
import { addReadRows, beginReading, endReading, noteRead } from '../../records/import-reading';
import { jobOf, type NewRow } from '../../records/jobs';
import { Problem, wrongFile } from '../http/problems';
import type { ApiDeps } from '../http/route';
import { readAs } from './read-as';
import { lookThrough, type LookedThrough } from './preview';
import { readImport } from './rows';

/** Rows that are written at once. */
const rowsAtOnce = 500;
/** Errors that a refusal names. */
const errorsNamed = 100;

/** Nobody wants it any more: it was cancelled, or another attempt has read it. */
class NotWanted extends Error {
  override readonly name = 'NotWanted';
}

/** Reads the file of an import's job, and moves the job on. Read again, by a job that was interrupted, it comes to the same. */
export async function readFileOf({ db }: Pick<ApiDeps, 'db'>, id: string): Promise<void> {
  const { job } = await jobOf(db, 'import', id);
  const { file, type, dryRun, habits = usualHabits, told } = job.input;
  if (file === undefined || !(await isUnread(db, file))) return;
  const wanted = async (there: Promise<boolean>): Promise<void> => {
    if (!(await there)) throw new NotWanted();
  };
  const today = job.createdAt.slice(0, 10);
  const end = (to: 'working' | 'done' | 'cancelled', summary: object) => endReading(db, { id, file }, to, summary);
  try {
    await beginReading(db, id);
    const onRows = (rows: number): Promise<void> => wanted(noteRead(db, id, rows));
    const read = await readImport(type, piecesOf(db, file), today, onRows, habits);
    await wanted(noteRead(db, id, read.rows));
    const looked = await lookThrough(type, read, today, { db });
    const { rows } = looked;
    const summary = { ...looked.summary, readAs: readAs(told, habits, read.separator) };
    if (dryRun === true) return await end('done', summary);
    if (summary.lifecycles === 0)
      return await end('cancelled', { ...summary, refused: refusalOf(nothingGood(summary)) });
    await store(rows, (some, from) => wanted(addReadRows(db, id, from, some)));
    await end('working', summary);
  } catch (error) {
    if (error instanceof NotWanted) return dropUnwanted(db, file);
    if (!(error instanceof Problem)) throw error;
    await end('cancelled', { refused: refusalOf(error) });
  }
}

async function store(
  rows: Iterable<NewRow<'import'>>,
  write: (some: readonly NewRow<'import'>[], from: number) => Promise<void>,
): Promise<void> {
  let some: NewRow<'import'>[] = [];
  let from = 0;
  for (const row of rows) {
    some.push(row);
    if (some.length < rowsAtOnce) continue;
    await write(some, from);
    from += some.length;
    some = [];
  }
  if (some.length > 0) await write(some, from);
}

const nothingGood = ({ errors }: LookedThrough['summary']): Problem =>
  wrongFile(
    'No row can be brought over; look at it with ?dryRun=true.',
    errors
      .slice(0, errorsNamed)
      .map(({ row, field, detail }) => ({ pointer: `/rows/${row}/${field.replace(/^\//, '')}`, detail })),
  );

const refusalOf = ({ message, more: { errors = [] } }: Problem) => ({
  detail: message,
  errors: errors.map(({ pointer, detail }) => ({ pointer, detail })),
});
