/** Whether each part that a process leans on is well: asked when somebody wants to know, and answered in time whatever hangs. */

/** The parts, by the names under which probes know them. */
export type HealthPart = 'database' | 'temporal' | 'worker' | 'mail';

export interface PartHealth {
  readonly well: boolean;
  /** Why not, for operators; empty where it is well. */
  readonly detail: string;
}

export interface Readiness {
  /** Whether every part is well without which the process cannot do its work. */
  readonly ok: boolean;
  readonly parts: Readonly<Record<HealthPart, PartHealth>>;
}

/** Looks at a part: null where it is well, else why not. What it throws is why not too. */
export type Look = () => Promise<string | null>;

export interface ReadinessOptions {
  readonly looks: Readonly<Record<HealthPart, Look>>;
  /** Parts without which the process cannot do its work. */
  readonly needed: readonly HealthPart[];
  /** A part that has not answered by then is not well. */
  readonly limitMs?: number;
  /** For so long an answer holds: however many ask, each part is asked once. */
  readonly holdsMs?: number;
}

/** Gives back a way to ask. Where a look hangs, no further one is begun until it ends. */
export function createReadiness({
  looks,
  needed,
  limitMs = 1_500,
  holdsMs = 1_000,
}: ReadinessOptions): () => Promise<Readiness> {
  const ask = {
    database: bounded(looks.database, limitMs, holdsMs),
    temporal: bounded(looks.temporal, limitMs, holdsMs),
    worker: bounded(looks.worker, limitMs, holdsMs),
    mail: bounded(looks.mail, limitMs, holdsMs),
  };
  return async () => {
    const [database, temporal, worker, mail] = await Promise.all([
      ask.database(),
      ask.temporal(),
      ask.worker(),
      ask.mail(),
    ]);
    const parts = { database, temporal, worker, mail };
    return { ok: needed.every((part) => parts[part].well), parts };
  };
}

function bounded(look: Look, limitMs: number, holdsMs: number): () => Promise<PartHealth> {
  let underWay: Promise<PartHealth> | undefined;
  const begin = (): Promise<PartHealth> => {
    const looking = healthFrom(look).finally(() => {
      setTimeout(() => (underWay = undefined), holdsMs).unref();
    });
    return looking;
  };
  return () => {
    underWay ??= begin();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<PartHealth>((resolve) => {
      timer = setTimeout(() => resolve({ well: false, detail: `no answer within ${limitMs} ms` }), limitMs);
    });
    return Promise.race([underWay, late]).finally(() => clearTimeout(timer));
  };
}

async function healthFrom(look: Look): Promise<PartHealth> {
  try {
    const detail = await look();
    return { well: detail === null, detail: detail ?? '' };
  } catch (error) {
    return { well: false, detail: error instanceof Error ? `${error.name}: ${error.message}` : 'no reason' };
  }
}
