/** The people of the year, who read their mails and act on them by their links: soon, late, or never. */
import { browse } from '../../dev/browse';
import type { CaughtMail } from '../../dev/caught-mail';
import { numbers } from '../../dev/numbers';
import { askedIn, type AskedOf } from './asked';
import type { Answer, Care, ClientContact, Fate } from './fates';
import { filled } from './form';
import type { Post } from './left';
import { contactMail } from './set-up';
import { YearStuck } from './stand';

/** Somebody with a mailbox. */
export interface Person {
  readonly id: string;
  readonly post: Post;
  readonly emails: readonly string[];
}

interface ToDo extends AskedOf {
  readonly who: Person;
  readonly fate: Fate;
  /** The day of the year on which they act. */
  on: number;
  url: string;
  again: boolean;
  readonly answer: Answer;
}

/** Days after which somebody acts: the soonest, and how many more at most. Null: never. */
const paces: Readonly<Record<Care, readonly [soonest: number, more: number] | null>> = {
  prompt: [0, 2],
  usual: [1, 4],
  late: [5, 7],
  never: null,
};
/** Of a hundred things so many are forgotten by who is not prompt. */
const forgotten = 6;

/** A number for a text. */
function hashOf(text: string): number {
  let hash = 7;
  for (const letter of text) hash = (Math.imul(hash, 31) + (letter.codePointAt(0) ?? 0)) | 0;
  return hash;
}

export interface Desks {
  /** They read what came. */
  read(mails: readonly CaughtMail[], day: number): void;
  /** Clients on whose things somebody acts on a day. */
  clientsOn(day: number): ReadonlySet<Fate>;
  /** They act; whatever is refused fails the year. */
  act(day: number): Promise<void>;
  readonly acted: () => number;
}

/** The desks of those people. */
export function desksOf(fates: readonly Fate[], people: readonly Person[], seed: number): Desks {
  const todo = new Map<string, ToDo>();
  const done = new Set<string>();
  const questions = new Map<string, Set<string>>();
  const reviews = new Map<string, number>();
  let acted = 0;
  const chanceOf = (key: string): number => numbers(hashOf(key) ^ seed)();
  const ofAddress = new Map(people.flatMap((person) => person.emails.map((email) => [email, person] as const)));
  const contacts = new Map(
    fates.flatMap((fate) => everybodyOf(fate).map((contact) => [contactMail(fate, contact), contact] as const)),
  );

  /** When somebody acts on a thing that they read of on a day; null: never. */
  function dayOfActing(key: string, who: Person, fate: Fate, day: number): number | null {
    if (who.post === 'director' || who.post === 'ops' || fate.care === 'never') return null;
    const pace = paces[who.post === 'manager' ? 'usual' : fate.care] ?? [0, 0];
    if (who.post !== 'contact' && fate.care !== 'prompt' && chanceOf(`${key} forgotten`) * 100 < forgotten) return null;
    return day + pace[0] + Math.floor(chanceOf(`${key} when`) * (pace[1] + 1));
  }

  /** What a contact says to the question of a mail. */
  function answerOf(mail: CaughtMail, contact: ClientContact | undefined): Answer {
    if (contact === undefined) return null;
    const asked = questions.get(contact.id) ?? new Set();
    questions.set(contact.id, asked.add(mail.messageId));
    return contact.answers[(asked.size - 1) % contact.answers.length] ?? null;
  }

  function note(mail: CaughtMail, day: number): void {
    const address = mail.to[0] ?? '';
    const who = ofAddress.get(address);
    const kind = mail.headers['x-holdfast-mail'] ?? '';
    // Whoever answers does so at once; whoever is only reminded has decided not to.
    if (who === undefined || kind.includes('satisfaction-reminder')) return;
    for (const asked of askedIn(mail)) {
      const contact = contacts.get(address);
      const fate = fates.find((one) => asked.about.includes(one.name) || (contact !== undefined && everybodyOf(one).includes(contact)));
      if (fate === undefined) continue;
      const key = `${who.id}|${contact === undefined ? asked.key : mail.messageId}`;
      const before = todo.get(key);
      if (before !== undefined) before.url = asked.url;
      if (before !== undefined || done.has(key)) continue;
      const on = dayOfActing(key, who, fate, day);
      done.add(key);
      if (on !== null) todo.set(key, { ...asked, who, fate, on, again: false, answer: answerOf(mail, contact) });
    }
  } // prettier-ignore

  /** What the next review finds of the client’s promise, where its page asks for it; one meeting asks for every product. */
  function found({ fate }: ToDo, html: string): number | undefined {
    if (!html.includes('name="actual0')) return undefined;
    const figures = fate.lines.flatMap(({ promise }) => promise?.found ?? []);
    const times = reviews.get(fate.id) ?? 0;
    reviews.set(fate.id, times + 1);
    return figures[times] ?? figures.at(-1);
  }

  async function open(key: string, one: ToDo, day: number): Promise<void> {
    const page = await browse(one.url);
    if (page.status >= 500) throw new YearStuck(`${one.key}: the page answers ${page.status}`);
    const { who, fate, what, again, answer } = one;
    const ordinal = (acted += 1);
    const filler = { post: who.post, fate, what, again, answer, ordinal, chance: chanceOf(key), found: found(one, page.html) };
    const form = filled(page.html, filler);
    todo.delete(key);
    if (form === null) return;
    const sent = await page.post(form);
    if (sent.status === 422 || sent.status >= 500)
      throw new YearStuck(`${one.key}: ${sent.status} to ${JSON.stringify(form)} ${/class="wrong"[^<]*<[^<]*/.exec(sent.html)?.[0] ?? ''}`);
    // Whoever takes an alarm on ends it some days later; whoever put a thing off comes back to it.
    if (form.outcome === 'acknowledge' || form.outcome === 'not-now') {
      const later = form.outcome === 'acknowledge' ? 5 : 95;
      todo.set(key, { ...one, again: true, on: day + later + Math.floor(chanceOf(`${key} end`) * 7) });
    }
    // One step of onboarding after the other.
    if (Array.isArray(form.outcome)) todo.set(key, { ...one, on: day + 6 });
  } // prettier-ignore

  const dueOn = (day: number): readonly (readonly [string, ToDo])[] => [...todo].filter(([, { on }]) => on <= day);
  return {
    read: (mails, day) => mails.forEach((mail) => note(mail, day)),
    clientsOn: (day) => new Set(dueOn(day).map(([, { fate }]) => fate)),
    // One after the other: so the same seed gives the same year.
    act: async (day) => {
      for (const [key, one] of dueOn(day)) await open(key, one, day);
    },
    acted: () => acted,
  };
}

/** Whoever is a contact of a client in the year. */
export function everybodyOf({ contacts, turns }: Fate): readonly ClientContact[] {
  return [...contacts, ...turns.flatMap((turn) => (turn.does === 'contact-comes' ? [turn.who] : []))];
}
