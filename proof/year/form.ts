/** How somebody of the year fills in the page behind a link: what it asks decides, as it does for people. */
import type { Answer, Fate } from './fates';
import type { Post } from './left';

export type Filling = Readonly<Record<string, string | readonly string[]>>;

/** The controls of a page, by name, with the values that may be chosen. */
export function controlsOf(html: string): ReadonlyMap<string, readonly string[]> {
  const controls = new Map<string, string[]>();
  for (const [tag] of html.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1];
    if (name === undefined || tag.includes('type="hidden"')) continue;
    const value = / value="([^"]*)"/.exec(tag)?.[1] ?? '';
    controls.set(name, [...(controls.get(name) ?? []), value]);
  }
  return controls;
}

export interface Filler {
  readonly post: Post;
  readonly fate: Fate;
  /** What they were asked, as the mail says it. */
  readonly what: string;
  /** From 0 to 1, the same for the same thing asked. */
  readonly chance: number;
  /** True where they took an alarm on before, and come back to end it. */
  readonly again: boolean;
  /** A contact’s answer. */
  readonly answer: Answer;
  /** What a review finds of the promise. */
  readonly found: number | undefined;
  /** A number of its own for whatever is written down. */
  readonly ordinal: number;
}

const talks = [
  'We went through the open points, and they will send the list',
  'A good talk about what comes next quarter',
  'They showed me how they use it, and asked for two things',
  'Short and friendly; they have little time at the moment',
  'They want their new colleagues trained',
] as const;

function itemOf(controls: ReadonlyMap<string, readonly string[]>, filler: Filler, asksTheirWords: boolean): Filling {
  const { fate, chance, found, ordinal } = filler;
  const note = `${talks[Math.floor(chance * 1_000) % talks.length] ?? talks[0]} (note ${ordinal}).`;
  if (asksTheirWords)
    return { outcome: 'done', note: fate.criteria ?? `They want to save a day a week (note ${ordinal}).` };
  // What is sent is sent: nobody says there how happy they are.
  if (!controls.has('happiness')) return { outcome: 'done', note: `Written by hand (note ${ordinal}).` };
  if (chance > 0.88 && controls.get('outcome')?.includes('no-answer') === true)
    return { outcome: 'no-answer', note: `Nobody there, nobody called back (note ${ordinal}).` };
  const figure = [...controls.keys()].find((name) => name.startsWith('actual0'));
  const speaks = /review|call|visit|check/i.test(filler.what);
  return {
    outcome: 'done',
    note,
    ...(speaks ? { happiness: String(fate.seems) } : {}),
    ...(controls.has('checkIn') ? { checkIn: `The first habits are there (note ${ordinal}).` } : {}),
    ...(controls.has('successCheck') ? { successCheck: `About what they hoped for (note ${ordinal}).` } : {}),
    ...(figure !== undefined && found !== undefined ? { [figure]: String(found) } : {}),
  };
}

/** What they send; null where they close the page again. */
export function filled(html: string, filler: Filler): Filling | null {
  const controls = controlsOf(html);
  const options = controls.get('outcome') ?? [];
  const offers = (option: string): boolean => options.includes(option);
  const { fate, answer, again, ordinal } = filler;
  if (options.length === 0) return null;
  if (offers('leave-alone') || offers('10'))
    return answer === null ? null : { outcome: String(answer.score), ...(answer.words === undefined ? {} : { note: answer.words }) };
  if (offers('resolve')) {
    if (again) return { outcome: 'resolve', note: `Talked it through with them; it is settled (note ${ordinal}).` };
    return offers('acknowledge') ? { outcome: 'acknowledge' } : null;
  }
  if (offers('undecided')) return { outcome: 'undecided', call: fate.seems > 6 ? 'likely' : 'at-risk' };
  if (offers('not-now')) return { outcome: again ? 'lost' : 'not-now' };
  if (offers('promised')) return { outcome: 'promised', note: `They promised to pay (note ${ordinal}).` };
  if (offers('flag')) return { outcome: 'flag', note: `It was never going to take so little (note ${ordinal}).` };
  if (offers('agreed')) return { outcome: 'agreed' };
  if (offers('done')) return itemOf(controls, filler, html.includes('In their words:'));
  // Steps of onboarding: as many as there are, one after the other.
  return controls.has('note') && !offers('accepted') ? { outcome: options.slice(0, 1) } : null;
} // prettier-ignore
