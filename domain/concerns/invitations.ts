/**
 * Invitations: a campaign asks the client's contacts to a training or an event. They answer from the mail; afterwards
 * the rep is asked what came of it, as of any touch.
 *
 *   invited ──► accepted │ declined (as often as they change their minds) ──► done │ no answer │ declined, by the rep
 *    ▲ │ └────────────────(called off)──────────────────► nobody is asked, and who did not decline is told
 *    └─┘ moved: who did not decline is told, and asked anew
 *
 * Whether a client has room for one more touch is decided outside, over all of its lifecycles: see `contact-cap.ts`.
 */
import { skipped } from '../core/item-events';
import { dayOf, minutesAfter } from '../core/calendar';
import { type Concern, type Decided, type Event, type Messages, type See } from '../core/concern';
import { reachable } from './contacts';
import { type Item, type Plan } from '../core/item';
import type { CivilDate, Instant } from '../core/json';
import { eachOnce, knownAs, type SamePerson } from '../core/same-person';

export const invitationKinds = ['training', 'event'] as const;
export type InvitationKind = (typeof invitationKinds)[number];
export const invitationAnswers = ['accepted', 'declined'] as const;
export type InvitationAnswer = (typeof invitationAnswers)[number];

export interface Invitation {
  /** The item that asks the rep what came of it. */
  readonly id: string;
  readonly campaign: string;
  readonly kind: InvitationKind;
  readonly startsAt: Instant;
  /** How long it takes; absent where nobody said. */
  readonly minutes?: number;
  /** How often it was moved: the number of the calendar file that they have; absent: never. */
  readonly sequence?: number;
  /** When it was moved last. An answer that was given before is none to its present date. */
  readonly movedAt?: Instant;
  /** The rep in whose name they were invited: every calendar file of it names the same organizer. */
  readonly organizer?: string;
  readonly contacts: readonly string[];
  /** The last answer of each contact who gave one. */
  readonly answers: Readonly<Record<string, InvitationAnswer>>;
  readonly calledOff: boolean;
}

/** What an invitation of a release before did not say. */
type InvitedTo = Pick<Invitation, 'minutes' | 'sequence' | 'organizer'>;

export interface Invitations {
  readonly invited: number;
  readonly list: readonly Invitation[];
}

declare module '../core/item' {
  interface Programmes {
    readonly invitation: true;
  }
}

declare module '../core/concern' {
  interface Slices {
    readonly invitations: Invitations;
  }
  interface Events {
    'campaign-invited': {
      campaign: string;
      invitation: string;
      touchKind: InvitationKind;
      startsAt: Instant;
      contacts: readonly string[];
    } & InvitedTo;
    'invitation-answered': { campaign: string; contact: string; answer: InvitationAnswer };
    /** `contacts`: those who have to hear of it. `on`, `after`: of the item that asks the rep. */
    'invitation-moved': {
      campaign: string;
      invitation: string;
      from: Instant;
      startsAt: Instant;
      minutes?: number;
      sequence: number;
      contacts: readonly string[];
      on: CivilDate;
      after?: Instant;
    };
    /** `contacts`: those who have to hear of it. */
    'invitation-called-off': { campaign: string; contacts: readonly string[]; sequence?: number };
  }
  interface Facts {
    invitationAnswered: { campaign: string; contact: string; answer: InvitationAnswer };
  }
  interface Decisions {
    invite: { campaign: string; kind: InvitationKind; startsAt: Instant; contacts: readonly string[] } & InvitedTo;
    /** `sequence`: how often the campaign was moved, this time among them. A move that comes late changes nothing. */
    moveInvitation: { campaign: string; startsAt: Instant; minutes?: number; sequence: number };
    callOff: { campaign: string };
  }
}

/** Past ones stay in the state while it keeps no more than so many; the ledger has all of them. */
const invitationsKept = 12;

const itemOf = ({ id }: Invitation, items: readonly Item[]): Item | undefined => items.find((item) => item.id === id);

/** True until somebody said what came of it, or it was called off. */
export function isPending(invitation: Invitation, items: readonly Item[]): boolean {
  return !invitation.calledOff && (itemOf(invitation, items)?.closedAt ?? null) === null;
}

/** An invitation of people of whom some are one: an answer in either record is theirs, the one that they have now before. */
function invitedOnce(one: Invitation, same: readonly SamePerson[]): Invitation {
  const now = knownAs(same);
  const answers = Object.entries(one.answers).toSorted(([a], [b]) => (now(a) === a ? 1 : 0) - (now(b) === b ? 1 : 0));
  return {
    ...one,
    contacts: eachOnce(one.contacts, same),
    answers: Object.fromEntries(answers.map(([contact, answer]) => [now(contact), answer])),
  };
}

/** The list with one more. Each that waits for answers stays, however many they are; of past ones the oldest go first. */
function withOneMore(list: readonly Invitation[], one: Invitation, items: readonly Item[]): readonly Invitation[] {
  const past = list.filter((known) => !isPending(known, items));
  const gone = past.slice(0, Math.max(0, list.length + 1 - invitationsKept));
  return [...list.filter((known) => !gone.includes(known)), one];
}

function changeInvitation(
  slice: Invitations,
  campaign: string,
  to: (one: Invitation) => Partial<Invitation>,
): Invitations {
  return {
    ...slice,
    list: slice.list.map((one) => (one.campaign === campaign ? { ...one, ...to(one) } : one)),
  };
}

const saidOf = ({ minutes, sequence, organizer }: InvitedTo): InvitedTo => ({
  ...(minutes === undefined ? {} : { minutes }),
  ...(sequence === undefined ? {} : { sequence }),
  ...(organizer === undefined ? {} : { organizer }),
});

/** The day of the item that asks the rep, and from when on it asks. */
function askedOn(
  { startsAt, minutes = 0 }: Pick<Invitation, 'startsAt' | 'minutes'>,
  { rules, calendar }: See,
): Pick<Plan, 'on' | 'after'> {
  const on = dayOf(startsAt, calendar.zone);
  return { on, ...(rules.invitations.askAfterwards ? { after: minutesAfter(startsAt, minutes) } : {}) };
}

function invite(asking: Messages['invite'], slice: Invitations, see: See): Decided {
  const { campaign, kind, startsAt, contacts } = asking;
  const { standing, contacts: people } = see.slices;
  if (slice.list.some((one) => one.campaign === campaign)) return { refused: 'already-there' };
  if (startsAt <= see.now) return { refused: 'past-date' };
  if (standing.pause !== null) return { refused: 'already-paused' };
  const there = reachable(people).map(({ id }) => id);
  const asked = people.clientOptedOut === null ? contacts.filter((id) => there.includes(id)) : [];
  if (asked.length === 0) return { refused: 'nobody-to-invite' };
  const ordinal = slice.invited + 1;
  const invitation = `invitation-${ordinal}`;
  const item = { id: invitation, ordinal, programme: 'invitation', kind, leadDays: 0, about: campaign } as const;
  const events: readonly Event[] = [
    { kind: 'campaign-invited', campaign, invitation, touchKind: kind, startsAt, contacts: asked, ...saidOf(asking) },
    {
      kind: 'items-planned',
      programme: 'invitation',
      items: [{ ...item, ...askedOn(asking, see) }],
      adds: true,
    },
  ];
  return { events };
}

/** Those who have to hear that it is moved or called off. */
const stillComing = ({ contacts, answers }: Invitation): readonly string[] =>
  contacts.filter((contact) => answers[contact] !== 'declined');

function moveInvitation(to: Messages['moveInvitation'], slice: Invitations, see: See): Decided {
  const { campaign, startsAt, sequence } = to;
  const found = slice.list.find((one) => one.campaign === campaign);
  if (found === undefined) return { refused: 'not-asked' };
  if (!isPending(found, see.slices.items)) return { refused: 'item-closed' };
  if (sequence <= (found.sequence ?? 0)) return { refused: 'already-there' };
  if (startsAt <= see.now || found.startsAt <= see.now) return { refused: 'past-date' };
  const minutes = to.minutes ?? found.minutes;
  const moved = { startsAt, ...(minutes === undefined ? {} : { minutes }) };
  const event: Event = {
    kind: 'invitation-moved',
    campaign,
    invitation: found.id,
    from: found.startsAt,
    ...moved,
    sequence,
    contacts: stillComing(found),
    ...askedOn(moved, see),
  };
  return { events: [event] };
}

function callOff({ campaign }: Messages['callOff'], slice: Invitations, { slices }: See): Decided {
  const found = slice.list.find((one) => one.campaign === campaign);
  if (found === undefined) return { refused: 'not-asked' };
  if (!isPending(found, slices.items)) return { refused: 'item-closed' };
  const item = itemOf(found, slices.items);
  const sequence = found.sequence === undefined ? {} : { sequence: found.sequence + 1 };
  const events: readonly Event[] = [
    { kind: 'invitation-called-off', campaign, contacts: stillComing(found), ...sequence },
    ...(item === undefined ? [] : [skipped(item, 'called-off')]),
  ];
  return { events };
}

/** Plans what a campaign asks of the client, and takes the answers. */
export const invitations: Concern<'invitations'> = {
  name: 'invitations',

  programmes: [{ name: 'invitation', series: false, rests: ['opted-out'] }],

  begin: (seed) => {
    const before = seed.before?.slices;
    const list = before?.invitations?.list.filter((one) => isPending(one, before.items ?? [])) ?? [];
    return { invited: before?.invitations?.invited ?? 0, list };
  },

  evolve: (slice, event, at, { slices }) => {
    switch (event.kind) {
      case 'campaign-invited': {
        const { campaign, invitation: id, touchKind: kind, startsAt, contacts } = event;
        const asked = { id, campaign, kind, startsAt, ...saidOf(event), contacts };
        const one: Invitation = { ...asked, answers: {}, calledOff: false };
        return { invited: slice.invited + 1, list: withOneMore(slice.list, one, slices.items) };
      }
      case 'invitation-answered':
        return changeInvitation(slice, event.campaign, ({ answers }) => ({
          answers: { ...answers, [event.contact]: event.answer },
        }));
      case 'invitation-moved': {
        const { startsAt, minutes, sequence } = event;
        // A “yes” was to the old date; who cannot come is not asked again.
        return changeInvitation(slice, event.campaign, ({ answers }) => ({
          startsAt,
          movedAt: at,
          ...saidOf({ ...(minutes === undefined ? {} : { minutes }), sequence }),
          answers: Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer === 'declined')),
        }));
      }
      case 'invitation-called-off':
        return changeInvitation(slice, event.campaign, () => ({ calledOff: true }));
      case 'client-merged':
        return event.same.length === 0
          ? slice
          : { ...slice, list: slice.list.map((one) => invitedOnce(one, event.same)) };
      case 'contact-erased':
        return {
          ...slice,
          list: slice.list.map((one) => ({
            ...one,
            contacts: one.contacts.filter((contact) => contact !== event.contact),
            answers: Object.fromEntries(Object.entries(one.answers).filter(([contact]) => contact !== event.contact)),
          })),
        };
      default:
        return slice;
    }
  },

  agenda: () => [],

  decide: {
    invite,
    moveInvitation,
    callOff,
    invitationAnswered: ({ campaign, contact, answer }, slice, { slices }) => {
      const found = slice.list.find((one) => one.campaign === campaign);
      if (found === undefined || !found.contacts.includes(contact)) return { refused: 'not-asked' };
      if (!isPending(found, slices.items)) return { refused: 'item-closed' };
      if (found.answers[contact] === answer) return { refused: 'already-answered' };
      return { events: [{ kind: 'invitation-answered', campaign, contact, answer }] };
    },
  },
};
