/** What happens between the moment at which a store was kept and the one at which it is put back. */
import { untilFound, type Asking } from './asking';

/** Something that happened, and the lifecycles in whose ledgers it stands. */
export interface Gap {
  readonly kind: 'deal' | 'fact' | 'decision' | 'mail' | 'end';
  readonly lives: readonly string[];
}

interface Options {
  readonly ask: Asking;
  /** Numbers from 0 to 1, the same for the same seed. */
  readonly next: () => number;
  /** Lets days pass for a lifecycle. */
  readonly forward: (id: string, days: number) => Promise<void>;
}

interface OneLife {
  readonly id: string;
  paused: boolean;
  ended: boolean;
  days: number;
}

export interface Gaps {
  /** Hands over deals before anything is kept. */
  begin(deals: number): Promise<void>;
  /** The next thing that happens; it is recorded when this returns. */
  next(): Promise<Gap>;
  /** Tells a lifecycle a fact. */
  tell(id: string): Promise<void>;
  /** Hands over again what was handed over since the beginning. */
  handOverAgain(): Promise<void>;
  lives(): readonly string[];
  hasEnded(id: string): boolean;
  /** How often each kind happened. */
  summary(): string;
}

/** In a hundred gaps so many of each kind. */
const weights = { deal: 20, fact: 30, decision: 20, mail: 20, end: 10 } as const;
const kinds = Object.keys(weights) as readonly Gap['kind'][];
const recordedWithinMs = 60_000;
/** Nobody is forwarded into the end of a contract of three years. */
const mostDays = 700;

/** Makes things happen to a Holdfast, as its users make them happen. */
export function makeGaps({ ask, next, forward }: Options): Gaps {
  const lives: OneLife[] = [];
  const deals: object[] = [];
  const counts: Record<Gap['kind'], number> = { deal: 0, fact: 0, decision: 0, mail: 0, end: 0 };
  const nextTerms: string[] = [];
  let begun = 0;
  let said = 0;

  async function handOff(): Promise<OneLife> {
    const deal = dealOf((begun += 1));
    const { status, body } = await ask.post('/v1/deals', deal);
    if (status !== 201) throw new Error(`a hand-off was answered ${status}: ${JSON.stringify(body)}`);
    deals.push(deal);
    const life = { id: String(body.lifecycles[0].id), paused: false, ended: false, days: 0 };
    lives.push(life);
    await recordedBeyond(life.id, 0);
    return life;
  }

  async function recordedBeyond(id: string, lines: number): Promise<void> {
    await untilFound(
      async () => {
        const now = (await ask.timeline(id)).length;
        if (now <= lines) throw new Error(`${now} lines`);
      },
      recordedWithinMs,
      `${id} has recorded something`,
    );
  }

  function chosen(isWanted: (life: OneLife) => boolean): OneLife {
    const some = lives.filter(isWanted);
    const one = some[Math.floor(next() * some.length)];
    if (one === undefined) throw new Error('nobody is left to whom anything can happen');
    return one;
  }

  async function say(life: OneLife, path: string, body: object): Promise<void> {
    const { length } = await ask.timeline(life.id);
    const key = { 'Idempotency-Key': `gap-${(said += 1)}` };
    const { status, body: answer } = await ask.post(`/v1/lifecycles/${life.id}/${path}`, body, key);
    if (status >= 300) throw new Error(`${life.id}/${path} was answered ${status}: ${JSON.stringify(answer)}`);
    await recordedBeyond(life.id, length);
  }

  const tell = (life: OneLife): Promise<void> =>
    say(life, 'touches', { kind: 'lunch', outcome: 'done', eventId: `fact-${said}` });

  const happen: { readonly [K in Gap['kind']]: () => Promise<readonly string[]> } = {
    deal: async () => [(await handOff()).id],
    fact: async () => {
      const life = chosen(({ ended }) => !ended);
      await tell(life);
      return [life.id];
    },
    decision: async () => {
      const life = chosen(({ ended }) => !ended);
      await (life.paused ? say(life, 'resume', {}) : say(life, 'pause', { reason: 'season' }));
      life.paused = !life.paused;
      return [life.id];
    },
    mail: async () => {
      const life = chosen(({ ended, paused, days }) => !ended && !paused && days < mostDays);
      const { length } = await ask.timeline(life.id);
      await forward(life.id, 15);
      life.days += 15;
      await recordedBeyond(life.id, length);
      return [life.id];
    },
    end: async () => {
      const life = chosen(({ ended }) => !ended);
      const renews = next() < 0.5;
      life.ended = true;
      if (!renews) {
        await say(life, 'churn', { reason: 'price' });
        return [life.id];
      }
      await say(life, 'renew', { termMonths: 36, annualValue: { amount: 1_000, currency: 'EUR' } });
      const following = life.id.replace(/t\d+$/, (term) => `t${Number(term.slice(1)) + 1}`);
      await recordedBeyond(following, 0);
      nextTerms.push(following);
      return [life.id, following];
    },
  };

  return {
    async begin(wanted) {
      await ask.put('/v1/reps/rep', { name: 'Rita Rep', email: 'rita@holdfast.example' });
      // Every second week a touch, on every day of the week.
      const everyDay = { opensAt: '09:00', days: [1, 2, 3, 4, 5, 6, 7] };
      await ask.put('/v1/policies/often', {
        rules: { touches: { everyWeeks: 2, kinds: ['call'] }, workingHours: everyDay },
      });
      await ask.put('/v1/groups/often', { name: 'Often', rep: 'rep', policy: 'often' });
      for (let made = 0; made < wanted; made += 1) await handOff();
      deals.length = 0;
    },
    async next() {
      const kind = kindAt(next());
      const lost = await happen[kind]();
      counts[kind] += 1;
      return { kind, lives: lost };
    },
    async tell(id) {
      const life = lives.find((one) => one.id === id);
      if (life !== undefined && !life.ended)
        await ask.post(`/v1/lifecycles/${id}/touches`, { kind: 'call', outcome: 'done', eventId: `after-${id}` });
    },
    async handOverAgain() {
      for (const deal of deals) {
        const { status, body } = await ask.post('/v1/deals', deal);
        if (status !== 200) throw new Error(`a deal handed over again was answered ${status}: ${JSON.stringify(body)}`);
      }
    },
    lives: () => [...lives.map(({ id }) => id), ...nextTerms],
    hasEnded: (id) => lives.some((life) => life.id === id && life.ended),
    summary: () => kinds.map((kind) => `${counts[kind]} × ${kind}`).join(', '),
  };
}

function kindAt(chance: number): Gap['kind'] {
  let left = chance * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  for (const kind of kinds) {
    left -= weights[kind];
    if (left < 0) return kind;
  }
  return 'fact';
}

/** A deal of one product; three deals are one client's. */
function dealOf(ordinal: number) {
  const client = `C-${Math.ceil(ordinal / 3)}`;
  return {
    dealId: `D-${ordinal}`,
    client: { id: client, name: `Alpine Tools ${client}`, timeZone: 'UTC' },
    contacts: [
      { id: 'ada', name: 'Ada Example', email: `ada@${client}.example`.toLowerCase(), level: 'manager' },
      { id: `bo-${ordinal}`, name: 'Bo Example', email: `bo-${ordinal}@${client}.example`.toLowerCase() },
    ],
    seller: { id: 'sam', name: 'Sam Seller', email: 'sam@holdfast.example' },
    products: [
      {
        code: 'crm',
        name: 'CRM',
        group: 'often',
        annualValue: { amount: 1_200_000, currency: 'EUR' },
        startsOn: new Date().toISOString().slice(0, 10),
        termMonths: 36,
        skipOnboarding: true,
      },
    ],
  };
}
