/** Files as they came, in pieces, until the job that each is for has read it. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../prisma/client';

/** A piece that is written in one statement: small enough that making it one holds nobody up. */
const pieceBytes = 128_000;
/** A file that no job took within this time was left by a process that died. */
const forgottenMs = 3_600_000;

/** States in which a job still wants its file. */
const wanting = ['previewing', 'previewed', 'working'];

/** Stores a file while it comes; returns its id. What has come is taken away again where the rest does not. */
export async function storeFile(db: Database, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  await forgetFiles(db);
  const { id } = await db.importFile.create({ data: { id: randomUUID() }, select: { id: true } });
  try {
    let part = 0;
    let bytes = 0;
    let held: Uint8Array[] = [];
    let size = 0;
    const write = async (): Promise<void> => {
      const data = new Uint8Array(size);
      let at = 0;
      for (const one of held) {
        data.set(one, at);
        at += one.length;
      }
      [held, bytes, size] = [[], bytes + size, 0];
      await db.importPart.create({ data: { fileId: id, part, data }, select: { part: true } });
      part += 1;
    };
    for await (const chunk of chunks) {
      held.push(chunk);
      size += chunk.length;
      if (size >= pieceBytes) await write();
    }
    if (size > 0) await write();
    await db.importFile.update({ where: { id }, data: { bytes }, select: { id: true } });
    return id;
  } catch (error) {
    await dropFile(db, id);
    throw error;
  }
}

/** Writes every piece of a file anew. */
export async function recodeFile(
  db: Pick<Database, 'importPart'>,
  id: string,
  recode: (piece: Uint8Array) => Uint8Array<ArrayBuffer>,
): Promise<void> {
  let part = 0;
  for await (const piece of piecesOf(db, id)) {
    await db.importPart.updateMany({ where: { fileId: id, part }, data: { data: recode(piece) } });
    part += 1;
  }
}

/** Takes a file away. */
export async function dropFile(db: Pick<Database, 'importFile'>, id: string): Promise<void> {
  await db.importFile.deleteMany({ where: { id } });
}

/** Takes the file of a job away that was cancelled. */
export async function dropFileOf(db: Pick<Database, '$executeRaw'>, jobId: string): Promise<void> {
  await db.$executeRaw`
    delete from import_files f using jobs j where j.id = ${jobId} and j.kind = 'import' and f.id = j.input ->> 'file'`;
}

/** Takes a file away that no job wants. */
export async function dropUnwanted(db: Pick<Database, '$executeRaw'>, id: string): Promise<void> {
  await db.$executeRaw`
    delete from import_files f where f.id = ${id}
      and not exists (select 1 from jobs j where j.kind = 'import' and j.state = any(${wanting}) and j.input ->> 'file' = f.id)`;
}

async function forgetFiles(db: Pick<Database, '$executeRaw'>): Promise<void> {
  await db.$executeRaw`
    delete from import_files f where f."createdAt" < ${new Date(Date.now() - forgottenMs)}
      and not exists (select 1 from jobs j where j.kind = 'import' and j.state = any(${wanting}) and j.input ->> 'file' = f.id)`;
}

/** Whether a file is still there to be read. */
export async function isUnread(db: Pick<Database, 'importFile'>, id: string): Promise<boolean> {
  return (await db.importFile.count({ where: { id } })) > 0;
}

/** The pieces of a file, one after another. */
export async function* piecesOf(db: Pick<Database, 'importPart'>, id: string): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part += 1) {
    const piece = await db.importPart.findUnique({
      where: { fileId_part: { fileId: id, part } },
      select: { data: true },
    });
    if (piece === null) return;
    yield piece.data;
  }
}
