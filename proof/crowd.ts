/**
 * Three hundred clients' lives, and everybody who has to do with them: sales hand over, reps tell and decide, days pass.
 * What was acknowledged is kept here, outside the product; `oracle.ts` holds it against what the product says.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Asking } from './asking';

/** A lifecycle, as those who dealt with it remember it. */
export interface RememberedLife {
  readonly id: string;
  /** Facts that were acknowledged: the words that went with each, unique. */
  readonly told: string[];
  /** Decisions that were acknowledged, in their order. */
  readonly decided: ('pause' | 'resume' | 'renew' | 'churn')[];
  /** Days that passed for it. */
  days: number;
  /** One asks it at a time, as one rep does. */
  busy: boolean;
}

export interface CrowdOptions {
  readonly ask: Asking;
  /** Numbers from 0 to 1, the same for the same seed. */
  readonly next: () => number;
  readonly lives: number;
  /** Acknowledged commands after which it is over. */
  readonly commands: number;
  readonly forward: (id: string, days: number) => Promise<void>;
}

export interface Crowd {
  /** Hands everything over. */
  arrive(): Promise<void>;
  /** Lives until so many commands are acknowledged, and `mayStop` says so. Rejects where an answer should not be. */
  live(mayStop: () => boolean): Promise<void>;
  readonly lives: readonly RememberedLife[];
  acknowledged(): number;
  /** Decisions among them: they need every part at once. */
  decisions(): number;
  daysPassed(): number;
}

const tellers = 4;
const deciders = 6;
const forwarders = 3;
/**
 * So many facts are told at first, and for each decision that was taken so many more: tellers never wait for a worker,
 * and would bury the decisions otherwise.
 */
const factsAtFirst = 300;
const factsPerDecision = 25;
/** Days that pass at once, and at most: a contract of three years outlasts the soak. */
const daysAtOnce = 9;
const mostDays = 540;
/** Of a hundred decisions about a lifecycle that is not paused so many end it. */
const endings = 12;

/** A decision or a fact got an answer that nobody should get. */
class Unexpected extends Error {
  override readonly name = 'Unexpected';
}

/** A crowd that is not there yet. */
export function crowdOf({ ask, next, lives: wanted, commands, forward }: CrowdOptions): Crowd {
  const lives: RememberedLife[] = [];
  let acknowledged = 0;
  let words = 0;
  let over = false;

  const hasEnded = ({ decided }: RememberedLife): boolean => decided.at(-1) === 'renew' || decided.at(-1) === 'churn';
  /** Somebody for whom nobody else acts at the moment. */
  function anybody(isWanted: (life: RememberedLife) => boolean = () => true): RememberedLife | undefined {
    const from = Math.floor(next() * lives.length);
    for (let step = 0; step < lives.length; step += 1) {
      const life = lives[(from + step) % lives.length];
      if (life !== undefined && !life.busy && !hasEnded(life) && isWanted(life)) return life;
    }
    return undefined;
  }
  async function withOne(
    life: RememberedLife | undefined,
    act: (life: RememberedLife) => Promise<void>,
  ): Promise<void> {
    if (life === undefined) {
      await sleep(50);
      return;
    }
    life.busy = true;
    try {
      await act(life);
    } finally {
      life.busy = false;
    }
  }

  async function acknowledge(path: string, body: object, wantedStatus: number, key?: string): Promise<void> {
    const { status, body: answer } = await ask.post(path, body, key === undefined ? {} : { 'Idempotency-Key': key });
    if (status !== wantedStatus) throw new Unexpected(`${path}: ${status} ${JSON.stringify(answer)}`);
    acknowledged += 1;
  }

  const decisions = (): number => lives.reduce((sum, { decided }) => sum + decided.length, 0);
  const mayTell = (): boolean => words < factsAtFirst + factsPerDecision * decisions();

  async function tell(life: RememberedLife): Promise<void> {
    const note = `w${(words += 1)}`;
    const at = `/v1/lifecycles/${life.id}`;
    const said = { note, eventId: note };
    const chance = next();
    if (chance < 0.7) await acknowledge(`${at}/touches`, { ...said, kind: 'email', outcome: 'done' }, 202);
    else await acknowledge(`${at}/signals`, { ...said, kind: 'happiness', value: Math.floor(next() * 11) }, 202);
    life.told.push(note);
  }

  async function decide(life: RememberedLife): Promise<void> {
    const paused = life.decided.at(-1) === 'pause';
    const key = `${life.id}-${life.decided.length}`;
    const what = paused ? 'resume' : next() * 100 < endings ? (next() < 0.5 ? 'renew' : 'churn') : 'pause';
    const bodies = {
      pause: { reason: 'season' },
      resume: {},
      churn: { reason: 'price' },
      renew: { termMonths: 36, annualValue: { amount: 1_000, currency: 'EUR' } },
    };
    await acknowledge(`/v1/lifecycles/${life.id}/${what}`, bodies[what], 200, key);
    life.decided.push(what);
  }

  async function passTime(life: RememberedLife): Promise<void> {
    await forward(life.id, daysAtOnce);
    life.days += daysAtOnce;
  }

  /** The same again and again until it is over, at a pace of its own. */
  async function repeat(act: () => Promise<void>, paceMs: number): Promise<void> {
    while (!over) {
      await act();
      await sleep(paceMs * next());
    }
  }

  return {
    lives,
    acknowledged: () => acknowledged,
    decisions,
    daysPassed: () => lives.reduce((sum, { days }) => sum + days, 0),
    async arrive() {
      await ask.put('/v1/reps/rita', { name: 'Rita Rep', email: 'rita@holdfast.example' });
      const workingHours = { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] };
      await ask.put('/v1/policies/often', {
        rules: { touches: { everyWeeks: 2, kinds: ['call'] }, workingHours },
      });
      await ask.put('/v1/groups/often', { name: 'Often', rep: 'rita', policy: 'often' });
      for (let made = 0; lives.length < wanted; made += 1) {
        const { status, body } = await ask.post('/v1/deals', dealOf(made, Math.min(3, wanted - lives.length)));
        if (status >= 300) throw new Unexpected(`a hand-off: ${status} ${JSON.stringify(body)}`);
        for (const { id } of body.lifecycles as { readonly id: string }[])
          lives.push({ id, told: [], decided: [], days: 0, busy: false });
        acknowledged += 1;
      }
    },
    async live(mayStop) {
      const watch = async (): Promise<void> => {
        while (!over) {
          over = acknowledged >= commands && mayStop();
          await sleep(50);
        }
      };
      const actors = [
        watch(),
        ...Array.from({ length: tellers }, () => repeat(() => withOne(mayTell() ? anybody() : undefined, tell), 120)),
        ...Array.from({ length: deciders }, () => repeat(() => withOne(anybody(), decide), 300)),
        ...Array.from({ length: forwarders }, () =>
          repeat(
            () =>
              withOne(
                anybody(({ days }) => days < mostDays),
                passTime,
              ),
            200,
          ),
        ),
      ];
      try {
        await Promise.all(actors);
      } finally {
        over = true;
        await Promise.allSettled(actors);
      }
    },
  };
}

/** A deal of up to three products of one client. */
function dealOf(ordinal: number, lines: number) {
  return {
    dealId: `D-${ordinal}`,
    client: { id: `C-${ordinal}`, name: `Alpine Tools ${ordinal}`, timeZone: 'UTC' },
    contacts: [{ id: 'ada', name: 'Ada Example', email: `ada@c-${ordinal}.example`, level: 'manager' }],
    seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
    products: Array.from({ length: lines }, (_, line) => ({
      code: `line-${line + 1}`,
      name: `Line ${line + 1}`,
      group: 'often',
      annualValue: { amount: 1_200_000, currency: 'EUR' },
      startsOn: new Date().toISOString().slice(0, 10),
      termMonths: 36,
      skipOnboarding: true,
    })),
  };
}
