/**
 * Plays a year of Brightline, working day by working day: in the morning people get their briefs, what is due falls due,
 * clients and billing do what their fate says, and everybody acts on the mails that they have read.
 */
import { addDays } from '../../domain/core/calendar';
import { goneDomain } from '../../dev/mailbox';
import type { CaughtMail } from '../../dev/caught-mail';
import { clockOf, each, type Clock } from './clock';
import { briefIdOf, feedIdOf } from '../../workflows/names';
import { colleagues, sold, yearSellers, type Colleague } from './company';
import { desksOf, everybodyOf } from './desk';
import { fates as everyFate, mistyped, type Fate } from './fates';
import { gatherYear } from './gather';
import type { YearFeed, YearLeft, YearPromise, YearReader } from './left';
import { colleagueBody, contactMail, mailOf, setUp, told, type Company, type PlayedLine } from './set-up';
import { pagesOfYear } from './pages';
import type { Stand } from './stand';
import { takeTurn } from './turns';

/** Fifty-four weeks: the year, and what comes of whoever did not decide by its end. */
export const daysOfYear = 378;

export interface YearWanted {
  readonly seed: number;
  /** The first day, YYYY-MM-DD. */
  readonly today: string;
  readonly days?: number;
  /** Who has a brief in the morning; else whoever likes one. The others hear of each thing by itself. */
  readonly briefs?: readonly string[];
  /** Whether the pages behind the links of mails are looked at too. */
  readonly pages?: boolean;
}

/** When people and lives are looked at on a day, in UTC: briefs are there, and clients’ offices are open. */
const [briefsAt, livesAt] = ['08:05:00Z', '09:30:00Z'] as const;
const weekdayOf = (day: string): number => new Date(day).getUTCDay();

const readersOf = (fates: readonly Fate[]): readonly YearReader[] => [
  ...colleagues.map(({ id, name, post, manager }): YearReader => ({ id, name, post, emails: [mailOf(id)], ...(manager === undefined ? {} : { manager }) })),
  ...yearSellers.map(({ id, name }): YearReader => ({ id, name, post: 'seller', emails: [mailOf(id)] })),
  ...fates.flatMap((fate) =>
    everybodyOf(fate).map((contact): YearReader => ({ id: `${fate.id}.${contact.id}`, name: contact.name, post: 'contact', emails: [contactMail(fate, contact)] })),
  ),
]; // prettier-ignore

const promisesOf = (fates: readonly Fate[], today: string): readonly YearPromise[] =>
  fates.flatMap(({ name, lines }) =>
    lines.flatMap(({ product, promise }) =>
      promise === undefined
        ? []
        : { client: name, product: sold[product].name, metric: promise.metric, by: addDays(today, promise.by) },
    ),
  );

/** Whose mornings are looked at on a day: of whoever gets a digest alone, Mondays and the day after. */
function mornings(day: string, people: readonly Colleague[]): readonly string[] {
  const isEarly = weekdayOf(day) <= 2;
  return people
    .filter(({ post, mails }) => mails === 'brief' || post === 'director' || (isEarly && post !== 'ops'))
    .map(({ id }) => briefIdOf(id));
}

/** Everybody there, some of whom have a brief in the morning. */
const peopleWith = (briefs: readonly string[] | undefined): readonly Colleague[] =>
  briefs === undefined
    ? colleagues
    : colleagues.map((one) =>
        one.mails === undefined ? one : { ...one, mails: briefs.includes(one.id) ? 'brief' : 'single' },
      );

interface Year {
  readonly stand: Stand;
  readonly clock: Clock;
  readonly company: Company;
  readonly today: string;
}

/** Takes the turns that have come, each once. */
async function turns({ stand, clock, company, today }: Year, n: number, taken: Set<object>): Promise<void> {
  const dateOf = (on: number): string => addDays(today, on);
  for (const client of company.clients) {
    for (const turn of client.fate.turns) {
      if (turn.on > n || taken.has(turn)) continue;
      taken.add(turn);
      const line = client.lines[turn.line ?? 0] as PlayedLine;
      await clock.to(new Date(`${dateOf(n)}T${livesAt}`), [line.life]);
      const rep = company.reps.get(client.fate.rep) ?? stand.admin;
      await takeTurn(turn, { client, line, day: dateOf(n), dateOf, admin: stand.admin, rep });
    }
  }
}

/** Ops mistype a rep’s address, and mend it. */
async function mistype({ stand }: Year, from: number, to: number): Promise<void> {
  const colleague = colleagues.find(({ id }) => id === mistyped.rep);
  const isNow = (on: number): boolean => on > from && on <= to;
  if (colleague === undefined || !(isNow(mistyped.on) || isNow(mistyped.mended))) return;
  const email = isNow(mistyped.on) ? `${mistyped.rep}@${goneDomain}` : mailOf(mistyped.rep);
  await told(stand.admin.put(`/v1/reps/${mistyped.rep}`, colleagueBody(colleague, email)), mistyped.rep);
}

interface Poll {
  readonly at: string;
  readonly outcome: string;
}

/** The moment at which a feed had failed three times running, over a day at least. */
function brokenAt(polls: readonly Poll[]): string | null {
  let failed: string[] = [];
  for (const { at, outcome } of polls.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    failed = outcome === 'read' || outcome === 'unchanged' ? [] : [...failed, at];
    if (failed.length >= 3 && Date.parse(at) - Date.parse(failed[0] ?? at) >= 86_400_000) return at;
  }
  return null;
}

/** The news breaks and works again; returns the feeds that were found broken. */
async function newsOf({ stand, clock, today }: Year, n: number, fates: readonly Fate[]): Promise<readonly YearFeed[]> {
  const broken: YearFeed[] = [];
  for (const { feed } of fates) {
    if (feed === undefined || n < feed.breaks - 7 || n > feed.mended + 14) continue;
    stand.news.works(n < feed.breaks || n >= feed.mended);
    await clock.to(new Date(`${addDays(today, n)}T${livesAt}`), [feedIdOf(feed.id)]);
    const { body } = await stand.admin.get(`/v1/feeds/${feed.id}`);
    const at = brokenAt(body.polls as readonly Poll[]);
    if (at !== null) broken.push({ name: feed.id, setUpBy: 'omar', brokenAt: at });
  }
  return broken;
}

/** Everything that lives is at that moment. */
async function toOneMoment({ clock, company }: Year, moment: Date, people: readonly Colleague[]): Promise<void> {
  const lives = await clock.running();
  const feeds = company.clients.flatMap(({ fate }) => (fate.feed === undefined ? [] : [feedIdOf(fate.feed.id)]));
  const briefs = people.filter(({ post }) => post !== 'ops').map(({ id }) => briefIdOf(id));
  await clock.to(moment, [...briefs, ...lives, ...feeds]);
}

/** Plays it, leaves everything at one moment, and gives what it left. Fails where something is refused, or does not come to pass in time. */
export async function playYear(
  stand: Stand,
  { seed, today, days = daysOfYear, briefs, pages: looksAtPages = false }: YearWanted,
): Promise<YearLeft> {
  const begun = Date.now();
  const fates = everyFate;
  const people = peopleWith(briefs);
  const company = await setUp(stand, fates, { today, people });
  const year: Year = {
    stand,
    clock: clockOf(stand.temporal, stand.admin, new Set(fates.map(({ id }) => id))),
    company,
    today,
  };
  const readers = readersOf(fates);
  const desks = desksOf(fates, readers, seed);
  const mails: CaughtMail[] = [];
  const pages = pagesOfYear();
  const feeds = new Map<string, YearFeed>();
  const taken = new Set<object>();
  const arrived = async (): Promise<readonly CaughtMail[]> => {
    await year.clock.quiet();
    const fresh = await stand.mailsAfter(mails.at(-1)?.id ?? '');
    mails.push(...fresh);
    if (looksAtPages) await pages.look(fresh);
    return fresh;
  };
  let last = 0;
  for (let n = 1; n <= days; n += 1) {
    const day = addDays(today, n);
    if ([0, 6].includes(weekdayOf(day))) continue;
    const now = new Date(`${day}T${livesAt}`);
    await mistype(year, last, n);
    await year.clock.to(new Date(`${day}T${briefsAt}`), mornings(day, people));
    await year.clock.to(now, await year.clock.dueBy(now));
    for (const feed of await newsOf(year, n, fates)) if (!feeds.has(feed.name)) feeds.set(feed.name, feed);
    await turns(year, n, taken);
    desks.read(await arrived(), n);
    const acting = desks.clientsOn(n);
    const theirs = company.clients.filter(({ fate }) => acting.has(fate)).flatMap(({ lines }) => lines);
    await each(theirs, ({ life }) => year.clock.to(now, [life]));
    await desks.act(n);
    if (weekdayOf(day) === 5 && n % 28 < 7)
      stand.say(
        `  week ${Math.ceil(n / 7)}, ${day}: ${mails.length} mails, ${desks.acted()} pages opened; ${Math.round((Date.now() - begun) / 1_000)} s`,
      );
    last = n;
  }
  await toOneMoment(year, new Date(`${addDays(today, days)}T${livesAt}`), people);
  await arrived();
  if (looksAtPages) {
    const lookedFrom = Date.now();
    await pages.lookAgain();
    stand.say(
      `  ${pages.seen().length} pages looked at, the last ones in ${Math.round((Date.now() - lookedFrom) / 1_000)} s`,
    );
  }
  return gatherYear(stand.admin, {
    readers,
    mails,
    pages: pages.seen(),
    feeds: [...feeds.values()],
    promises: promisesOf(fates, today),
  });
}
