/**
 * Invitations: a campaign asks the client's contacts to a training or an event. They answer from the mail; on the day
 * the rep is asked what came of it, as of any touch.
 *
 *   invited ──► accepted │ declined (as often as they change their minds) ──► done │ no answer │ declined, by the rep
 *      └──────────────────(called off)──────────────────► nobody is asked, and who did not decline is told
 *
 * Whether a client has room for one more touch is decided outside, over all of its lifecycles: see `contact-cap.ts`.
 */
import { skipped } from '../core/item-events';
import { dayOf } from '../core/calendar';
import { type Concern, type Decided, type Event, type Messages, type See } from '../core/concern';
import { reachable } from './contacts';
import { type Item } from '../core/item';
import type { Instant } from '../core/json';

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
  readonly contacts: readonly string[];
  /** The last answer of each contact who gave one. */
  readonly answers: Readonly<Record<string, InvitationAnswer>>;
  readonly calledOff: boolean;
}

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
    };
    'invitation-answered': { campaign: string; contact: string; answer: InvitationAnswer };
    /** `contacts`: those who have to hear of it. */
    'invitation-called-off': { campaign: string; contacts: readonly string[] };
  }
  interface Facts {
    invitationAnswered: { campaign: string; contact: string; answer: InvitationAnswer };
  }
  interface Decisions {
    invite: { campaign: string; kind: InvitationKind; startsAt: Instant; contacts: readonly string[] };
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

function invite({ campaign, kind, startsAt, contacts }: Messages['invite'], slice: Invitations, see: See): Decided {
  const { standing, contacts: people } = see.slices;
  if (slice.list.some((one) => one.campaign === campaign)) return { refused: 'already-there' };
  if (startsAt <= see.now) return { refused: 'past-date' };
  if (standing.pause !== null) return { refused: 'already-paused' };
  const there = reachable(people).map(({ id }) => id);
  const asked = people.clientOptedOut === null ? contacts.filter((id) => there.includes(id)) : [];
  if (asked.length === 0) return { refused: 'nobody-to-invite' };
  const ordinal = slice.invited + 1;
  const invitation = `invitation-${ordinal}`;
  const on = dayOf(startsAt, see.calendar.zone);
  const events: readonly Event[] = [
    { kind: 'campaign-invited', campaign, invitation, touchKind: kind, startsAt, contacts: asked },
    {
      kind: 'items-planned',
      programme: 'invitation',
      items: [{ id: invitation, ordinal, programme: 'invitation', kind, on, leadDays: 0, about: campaign }],
      adds: true,
    },
  ];
  return { events };
}

function callOff({ campaign }: Messages['callOff'], slice: Invitations, { slices }: See): Decided {
  const found = slice.list.find((one) => one.campaign === campaign);
  if (found === undefined) return { refused: 'not-asked' };
  if (!isPending(found, slices.items)) return { refused: 'item-closed' };
  const contacts = found.contacts.filter((contact) => found.answers[contact] !== 'declined');
  const item = itemOf(found, slices.items);
  const events: readonly Event[] = [
    { kind: 'invitation-called-off', campaign, contacts },
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

  evolve: (slice, event, _, { slices }) => {
    switch (event.kind) {
      case 'campaign-invited': {
        const { campaign, invitation: id, touchKind: kind, startsAt, contacts } = event;
        const one: Invitation = { id, campaign, kind, startsAt, contacts, answers: {}, calledOff: false };
        return { invited: slice.invited + 1, list: withOneMore(slice.list, one, slices.items) };
      }
      case 'invitation-answered':
        return changeInvitation(slice, event.campaign, ({ answers }) => ({
          answers: { ...answers, [event.contact]: event.answer },
        }));
      case 'invitation-called-off':
        return changeInvitation(slice, event.campaign, () => ({ calledOff: true }));
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
    callOff,
    invitationAnswered: ({ campaign, contact, answer }, slice, { slices }) => {
      const found = slice.list.find((one) => one.campaign === campaign);
      if (found === undefined || !found.contacts.includes(contact)) return { refused: 'not-asked' };
      if (!isPending(found, slices.items)) return { refused: 'item-closed' };
      if (found.answers[contact] === answer) return { refused: 'already-answered' };
      return { events: [{ kind: 'invitation-answered', campaign, contact, answer }] };
    },
  },

  sentences: {
    'campaign-invited': (e) =>
      `${e.contacts.length === 1 ? 'One contact was' : `${e.contacts.length} contacts were`} invited to a${e.touchKind === 'event' ? 'n event' : ' training'} on ${e.startsAt.slice(0, 10)} (${e.campaign}).`,
    'invitation-answered': (e) => `Contact ${e.contact} has ${e.answer} the invitation (${e.campaign}).`,
    'invitation-called-off': (e) => `The invitation is called off (${e.campaign}).`,
  },
};
