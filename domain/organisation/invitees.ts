/** Whom a campaign invites. Its words stand with its job, not in histories. */
import { reachable } from '../concerns/contacts';
import type { CivilDate, Instant } from '../core/json';
import type { Refusal } from '../core/refusals';
import { advance, type LifecycleState } from '../lifecycle';
import type { Campaign } from '../told/campaign';
import { capAllows } from './contact-cap';

/** One of a client's people who may be written to. */
export interface Invitee {
  /** Ours: the id that the lifecycle knows. */
  readonly id: string;
  /** Tells addresses apart within a campaign: the same for two contacts with one address. */
  readonly who: string;
}

/** A client as a campaign looks at it. */
export interface CampaignClient<I extends Invitee = Invitee> {
  /** The lifecycle that would ask; undefined where it runs no more. */
  readonly state: LifecycleState | undefined;
  /** Days on which the client hears of us already, over all its products. */
  readonly days: readonly CivilDate[];
  /** The client's people who may be written to, in any order. */
  readonly people: readonly I[];
}

/** Whom a campaign would invite at a client, or why it does not. */
export type ToInvite<I extends Invitee = Invitee> =
  { readonly people: readonly I[] } | { readonly refused: 'contact-cap' | Refusal };

/**
 * Whom a campaign invites at a client: the highest level first, one for each address, `perClient` at most, nobody whose
 * address is `taken`. Nobody where the cap has no room on the day of the mail (that of `now`) and on the day itself, or
 * where the lifecycle would refuse.
 */
export function whomToInvite<I extends Invitee>(
  {
    id,
    kind,
    startsAt,
    perClient,
    levels,
  }: Pick<Campaign, 'kind' | 'startsAt' | 'perClient' | 'levels'> & {
    readonly id: string;
  },
  { state, days, people }: CampaignClient<I>,
  taken: ReadonlySet<string>,
  now: Instant,
): ToInvite<I> {
  if (state === undefined) return { refused: 'ended' };
  const { contactCap } = state.slices.standing.policy.rules;
  const [sent, held] = [now.slice(0, 10), startsAt.slice(0, 10)];
  if (!capAllows(contactCap, sent, days) || !capAllows(contactCap, held, [...days, sent]))
    return { refused: 'contact-cap' };
  const addresses = new Set(taken);
  const chosen = reachable(state.slices.contacts)
    .filter(({ level }) => levels === undefined || levels.includes(level ?? 'user'))
    .flatMap((contact) => people.find((one) => one.id === contact.id) ?? [])
    .filter(({ who }) => (addresses.has(who) ? false : addresses.add(who)))
    .slice(0, perClient);
  const contacts = chosen.map((one) => one.id);
  const asked = advance(state, { name: 'invite', id: 'asked', data: { campaign: id, kind, startsAt, contacts } }, now);
  return asked.refused === undefined ? { people: chosen } : { refused: asked.refused };
}
