/**
 * A card for each contact's birthday: one a year, however many products the client has (items of one key are
 * shared among its lifecycles). 29 February is kept on the 28th in other years.
 */
import { planAnew, skipped } from '../core/item-events';
import { addDays, dayOf, dueMoment } from '../core/calendar';
import { nothing, type Concern, type Event, type See, type SeedContact } from '../core/concern';
import { isOpen, onlyPlanned, type Item, type Plan } from '../core/item';
import type { CivilDate } from '../core/json';
import { aboutSame } from '../core/same-person';
import { mayBeWrittenTo } from './contacts';

declare module '../core/item' {
  interface Programmes {
    readonly birthday: true;
  }
}

declare module '../core/concern' {
  interface Slices {
    /** Nothing of its own: the items are its memory. */
    readonly birthdays: null;
  }
}

/** The day of a birthday (`MM-DD`) in a year. */
export function birthdayIn(year: number, birthday: string): CivilDate {
  const day = `${year}-${birthday}`;
  return birthday === '02-29' && addDays(`${year}-02-28`, 1) !== day ? `${year}-02-28` : day;
}

/** The card of the first birthday that still lies ahead of the moment. */
export function nextCard(
  { id, birthday }: SeedContact,
  { calendar, now, rules, seed }: Pick<See, 'calendar' | 'now' | 'rules'> & Partial<Pick<See, 'seed'>>,
  afterYear = 0,
): Plan | undefined {
  if (birthday === undefined) return undefined;
  // Many lifecycles that enter mid-term on one day do not ask for all the cards of the next days at once.
  const ahead = seed?.entry === undefined ? 0 : rules.birthdays.leadDays;
  const thisYear = Number(dayOf(now, calendar.zone).slice(0, 4));
  const year = [thisYear, thisYear + 1, thisYear + 2].find(
    (one) => one > afterYear && dueMoment(addDays(birthdayIn(one, birthday), -ahead), calendar) > now,
  );
  if (year === undefined) return undefined;
  const card = `birthday-${id}-${year}`;
  return {
    id: card,
    ordinal: year,
    programme: 'birthday',
    kind: 'birthday-card',
    on: birthdayIn(year, birthday),
    leadDays: rules.birthdays.leadDays,
    about: id,
    share: { key: card, days: 3 },
  };
}

const yearOf = ({ on }: Item): number => Number(on.slice(0, 4));
const isCard = ({ programme }: Item): boolean => programme === 'birthday';

/** The next card of everybody who has none ahead. */
function missingCards({ slices, ...see }: See, items: readonly Item[] = slices.items): readonly Plan[] {
  const ahead = new Set<string | undefined>();
  const last = new Map<string | undefined, number>();
  for (const card of items.filter(isCard)) {
    if (card.state === 'planned') ahead.add(card.about);
    last.set(card.about, Math.max(yearOf(card), last.get(card.about) ?? 0));
  }
  return (slices.contacts.list ?? [])
    .filter((contact) => mayBeWrittenTo(contact) && !ahead.has(contact.id))
    .flatMap((contact) => nextCard(contact, see, last.get(contact.id)) ?? [])
    .map((card) => aboutSame(card, slices.contacts.same ?? []));
}

/** One card for each contact is always ahead. */
function planAhead(see: See): readonly Event[] {
  const items = missingCards(see);
  return items.length === 0 ? [] : [{ kind: 'items-planned', programme: 'birthday', items, adds: true }];
}

/** Plans cards anew after a change of rules; those that somebody has begun stay. */
function anew(see: See): readonly Event[] {
  const { items } = see.slices;
  if (!see.rules.birthdays.cards) return planAnew(items, 'birthday', []);
  const untouched = onlyPlanned(items, 'birthday');
  const replaced = new Set(untouched);
  const begun = items.filter((item) => !replaced.has(item));
  return planAnew(items, 'birthday', missingCards(see, begun));
}

/** One card a year for whoever stood in two records: of two that are begun or done the first counts. */
function oneCardEach(see: See): readonly Event[] {
  const { items, contacts } = see.slices;
  const cards = items.filter((item) => isCard(item) && (isOpen(item) || item.state === 'done'));
  const skips = cards.filter(isOpen).flatMap((card) => {
    const first = cards.find((other) => other.about === card.about && yearOf(other) === yearOf(card));
    if (first !== card) return [skipped(card, 'same-person')];
    return contacts.list?.find(({ id }) => id === card.about)?.optedOut === true ? [skipped(card, 'opted-out')] : [];
  });
  return [...skips, ...anew(see)];
}

function skippedCards(
  contact: string,
  reason: 'contact-departed' | 'contact-erased' | 'opted-out',
  { slices }: See,
): Event[] {
  return slices.items
    .filter((item) => isCard(item) && item.about === contact && item.closedAt === null)
    .map((item) => skipped(item, reason));
}

/** Plans the cards. */
export const birthdays: Concern<'birthdays'> = {
  name: 'birthdays',

  programmes: [{ name: 'birthday', series: false, rests: ['paused', 'opted-out'] }],

  begin: () => null,

  evolve: (slice) => slice,

  agenda: () => [],

  react: (event, _, see) => {
    if (event.kind === 'policy-changed') return { events: anew(see) };
    if (!see.rules.birthdays.cards) return nothing;
    switch (event.kind) {
      case 'lifecycle-began':
        return { events: planAhead(see) };
      case 'item-due':
      case 'item-skipped':
        return event.itemKind === 'birthday-card' ? { events: planAhead(see) } : nothing;
      case 'contact-added':
      case 'contact-opted-in':
        return { events: planAhead(see) };
      case 'contact-changed':
        return { events: anew(see) };
      case 'client-merged':
        return { events: oneCardEach(see) };
      case 'incident-noted':
        return event.contact === undefined ? nothing : { events: skippedCards(event.contact, 'contact-departed', see) };
      case 'contact-erased':
        return { events: skippedCards(event.contact, 'contact-erased', see) };
      case 'contact-opted-out':
        return { events: skippedCards(event.contact, 'opted-out', see) };
      default:
        return nothing;
    }
  },
};
