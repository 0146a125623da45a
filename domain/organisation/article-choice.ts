/** Which articles count, and which of them a client's rep is asked to send: at most one at a time. */
import { addDays } from '../core/calendar';
import type { CivilDate, Instant } from '../core/json';
import type { LifecycleState } from '../lifecycle';
import { carrierOf } from './carrier';
import { capAllows } from './contact-cap';

/** An article that is older is no news. */
const newsDays = 30;

/** True where it is news on a day (UTC); also where nobody says when it was published. */
export function isNews(publishedAt: Instant | null, today: CivilDate): boolean {
  return publishedAt === null || publishedAt >= addDays(today, -newsDays);
}

/** Words as they are compared: small letters and digits alone. */
const spelled = (words: string): string =>
  words
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ');

/** True when one of the words stands in the text as a whole; any text will do where no words are given. */
export function speaksOf(words: readonly string[], text: string): boolean {
  if (words.length === 0) return true;
  const where = ` ${spelled(text)} `;
  return words.some((word) => where.includes(` ${spelled(word).trim()} `));
}

/** A client as articles look at it. */
export interface ArticleClient {
  /** Its running lifecycles, in the order in which they are asked to carry an article. */
  readonly states: readonly LifecycleState[];
  /** Days on which it hears of us already, over all its products. */
  readonly days: readonly CivilDate[];
  /** What was proposed to its rep before, the newest first. */
  readonly proposed: readonly { readonly article: string; readonly at: Instant }[];
}

/** An article that is proposed, and the lifecycle that carries it. */
export interface ArticleProposal {
  readonly lifecycle: string;
  readonly article: string;
}

/**
 * What is proposed to a client's rep on a day (UTC): of `articles`, the newest first, the first that was not proposed
 * before, carried by the lifecycle that carries what is for the whole client (`carrierOf`). Null where there is none, where the client
 * wants to be left alone, where that lifecycle's policy proposes none or has proposed one too lately, and where the cap
 * has no room.
 */
export function articleToPropose(
  { states, days, proposed }: ArticleClient,
  articles: readonly string[],
  today: CivilDate,
): ArticleProposal | null {
  const carrier = carrierOf(
    states.map((state) => {
      const { stage, pause } = state.slices.standing;
      return { ...state, stage, paused: pause !== null };
    }),
  );
  if (carrier === undefined || carrier.slices.contacts.clientOptedOut !== null) return null;
  const {
    articles: { everyDays },
    contactCap,
  } = carrier.slices.standing.policy.rules;
  const last = proposed[0]?.at.slice(0, 10);
  if (everyDays === null || (last !== undefined && addDays(last, everyDays) > today)) return null;
  const article = articles.find((id) => !proposed.some((before) => before.article === id));
  if (article === undefined || !capAllows(contactCap, today, days)) return null;
  return { lifecycle: carrier.seed.lifecycleId, article };
}
