/** A client that stood under two ids is one relationship: its people, what is known of them, and what is asked for once. */
import fc from 'fast-check';
import type { Happened, Recorded } from '../../domain/core/concern';
import { addDays } from '../../domain/core/calendar';
import { accept, advance, fold, type LifecycleState } from '../../domain/lifecycle';
import { afterDeal, afterPut, knownTogether, type ContactField, type Known } from '../../domain/organisation/known';
import {
  clientAfterDeal,
  clientAfterPatch,
  clientTogether,
  type ClientField,
  type KnownClient,
  type ZonesOf,
} from '../../domain/organisation/known-client';
import {
  askedTwice,
  claimAfter,
  daysApart,
  freeGivenId,
  oneClient,
  peopleTogether,
  type ClaimBefore,
  type PersonRecord,
} from '../../domain/organisation/one-client';
import { arriving } from '../../domain/organisation/moving';
import { holderAmong, sharedAsksIn, type ClaimedItem } from '../../domain/organisation/sharing';
import { nextTerm } from '../../domain/seam';
import { happened } from '../support/happened';
import { dayOne, retained, say, until } from '../support/lives';
import { seedOf } from '../support/seeds';
import { sentenceFor } from '../support/told';

const nothing: Record<ContactField, null> = { name: null, email: null, level: null, role: null, birthday: null, phone: null, language: null, channel: null }; // prettier-ignore

/** A record as deals made it at that moment. */
const record = (id: string, email: string, more: Partial<PersonRecord> & { said?: Partial<Record<ContactField, string>>; at?: string } = {}): PersonRecord => {
  const { said = {}, at = '2027-01-01T08:00:00.000Z', ...rest } = more;
  const told = { name: 'Ada Example', email, ...said };
  const known = afterDeal(Object.keys(nothing) as ContactField[], { values: nothing, said: {} }, told, at);
  return { id: `c_${id}`, givenId: id, known, departedAt: null, movedTo: null, optedOutAt: null, isErased: false, ...rest };
}; // prettier-ignore

const erased = record('gone', '', { isErased: true });
const gone = { departedAt: '2027-01-02T08:00:00.000Z' };
const wentTo = (id: string): Partial<PersonRecord> => ({ ...gone, movedTo: `c_${id}` });

test.each<[string, readonly PersonRecord[], readonly PersonRecord[], readonly string[], readonly string[]]>([
  ['nobody twice', [record('ada', 'ada@x.example')], [record('bob', 'bob@x.example')], [], ['bob as bob']],
  ['one mailbox, however it is written', [record('ada', 'ada@x.example')], [record('a1', ' Ada@X.example ')], ['a1 is ada'], []],
  ['the id is taken by somebody else', [record('ada', 'ada@x.example')], [record('ada', 'other@x.example')], [], ['ada as ada-2']],
  ['and the next one too', [record('ada', 'ada@x.example'), record('ada-2', 'b@x.example')], [record('ada', 'other@x.example')], [], ['ada as ada-3']],
  ['two who read one mailbox: the one of that name', [record('office', 'o@x.example', { said: { name: 'Bo' } }), record('ada', 'o@x.example')], [record('x', 'o@x.example')], ['x is ada'], []],
  ['else who is there', [record('old', 'o@x.example', { ...gone, said: { name: 'B' } }), record('new', 'o@x.example', { said: { name: 'C' } })], [record('x', 'o@x.example')], ['x is new'], []],
  ['each is meant once', [record('ada', 'ada@x.example')], [record('a1', 'ada@x.example'), record('a2', 'ada@x.example')], ['a1 is ada'], ['a2 as a2']],
  ['two people of an office are two, whoever is named first', [record('bo', 'o@x.example', { said: { name: 'Bo' } })], [record('ada', 'o@x.example'), record('b', 'o@x.example', { said: { name: 'Bo' } })], ['b is bo'], ['ada as ada']],
  ['and where none of them is called so, the first is who is there', [record('bo', 'o@x.example', { said: { name: 'Bo' } })], [record('ada', 'o@x.example'), record('cy', 'o@x.example', { said: { name: 'Cy' } })], ['ada is bo'], ['cy as cy']],
  ['who went from the one to the other is one person, whatever the address', [record('ada', 'ada@peak.example')], [record('a1', 'ada@alpine.example', wentTo('ada'))], ['a1 is ada'], []],
  ['and so is who went the other way', [record('ada', 'ada@alpine.example', wentTo('a1'))], [record('a1', 'ada@peak.example')], ['a1 is ada'], []],
  ['who is erased is nobody', [erased], [{ ...erased, id: 'c_gone2', givenId: 'c_gone2' }], [], ['gone2 as c_gone2']],
])('people of the one client: %s', (_, own, others, same, moved) => {
  const together = peopleTogether(own, others);
  const called = new Map([...own, ...others].map(({ id, givenId }) => [id, givenId]));
  expect(together.same.map(({ contact, is }) => `${contact.slice(2)} is ${called.get(is)}`)).toEqual(same);
  expect(together.moved.map(({ id, givenId }) => `${id.slice(2)} as ${givenId}`)).toEqual(moved);
}); // prettier-ignore

test('who is there in one record is there, who wants to be left alone in one is left alone', () => {
  const since = '2027-01-03T08:00:00.000Z';
  const { changed } = peopleTogether(
    [record('ada', 'ada@x.example', gone)],
    [record('a1', 'ada@x.example', { optedOutAt: since })],
  );
  expect(changed).toMatchObject([{ givenId: 'ada', departedAt: null, optedOutAt: since }]);
});

test('an id that is taken gets a number, and stays as short as ids may be', () => {
  const long = 'x'.repeat(64);
  expect(freeGivenId(long, (id) => id === long)).toBe(`${'x'.repeat(62)}-2`);
  expect(freeGivenId('ada', () => false)).toBe('ada');
});

const level = ['level'] as const;
type Word = readonly [by: 'deal' | 'put', said: string | null, day: number];
const at = (day: number): string => `2027-01-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const blank: Known<'level'> = { values: { level: null }, said: {} };
const known = (words: readonly Word[]): Known<'level'> =>
  words.reduce<Known<'level'>>(
    (before, [by, said, day]) =>
      by === 'put'
        ? afterPut(level, before, { level: said }, at(day))
        : afterDeal(level, before, { level: said ?? undefined }, at(day)),
    blank,
  );

test.each<[string, readonly Word[], readonly Word[], string | null]>([
  ['what the one does not say the other says', [], [['deal', 'user', 1]], 'user'],
  ['and the other way round', [['deal', 'user', 1]], [], 'user'],
  ['of two deals the newer counts', [['deal', 'user', 1]], [['deal', 'manager', 2]], 'manager'],
  ['whichever record has it', [['deal', 'user', 2]], [['deal', 'manager', 1]], 'user'],
  ['people said it, and a deal repeats what was said before', [['deal', 'user', 1], ['put', 'manager', 2]], [['deal', 'user', 3]], 'manager'],
  ['people said it, and a deal has news', [['deal', 'user', 1], ['put', 'manager', 2]], [['deal', 'executive', 3]], 'executive'],
  ['of what people said twice the newer counts', [['put', 'user', 1]], [['put', null, 2]], null],
])('two records of one person: %s', (_, one, other, expected) => {
  expect(knownTogether(level, known(one), known(other)).values.level).toBe(expected);
}); // prettier-ignore

const words = fc
  .array(fc.tuple(fc.constantFrom('deal', 'put'), fc.constantFrom('user', 'manager', 'executive', null), fc.nat(20)), { maxLength: 5 })
  .map((all) => all.toSorted(([, , a], [, , b]) => a - b).map(([by, said, day]) => [by, said, day + 1] as Word)); // prettier-ignore

test('what is known in either record is known together, and with an empty record nothing changes', () => {
  fc.assert(
    fc.property(words, words, (one, other) => {
      const [a, b] = [known(one), known(other)];
      const together = knownTogether(level, a, b);
      expect(knownTogether(level, a, blank)).toEqual(a);
      const said = [...one, ...other].map(([, word]) => word);
      // Nothing is known where nobody said anything, and where people took it away.
      expect([...said, ...(said.some((word) => word !== null) ? [] : [null])]).toContain(together.values.level);
    }),
  );
});

test('of what deals said, whether the last of them came before the merge or after it makes no difference', () => {
  // What people said before a deal had news is not remembered once another deal speaks: that is a rule of its own.
  const some = words.map((all) => all.filter(([by, said]) => by === 'deal' && said !== null));
  fc.assert(
    fc.property(some, some, fc.constantFrom('user', 'manager', 'executive'), (one, other, said) => {
      const deal = (before: Known<'level'>): Known<'level'> => afterDeal(level, before, { level: said }, at(25));
      const [a, b] = [known(one), known(other)];
      const before = knownTogether(level, a, deal(b)).values;
      expect(deal(knownTogether(level, a, b)).values).toEqual(before);
    }),
  );
});

/** Alps have their own clock here; whatever else there is has none. */
const zonesOf: ZonesOf = (country) => (country === 'AT' ? ['Europe/Vienna'] : []);
const client = (told: Partial<Record<ClientField, string>>, day = 1): KnownClient =>
  clientAfterDeal(null, told, at(day), zonesOf);

test('a client goes on as whoever made it one chose; the other fills in, and a deal that repeats it is no news', () => {
  const one = clientTogether(
    client({ name: 'Alpine Tools' }),
    client({ name: 'Alpine GmbH', country: 'AT', timeZone: 'Europe/Vienna' }, 2),
    at(3),
  );
  expect(one.values).toMatchObject({ name: 'Alpine Tools', country: 'AT', timeZone: 'Europe/Vienna', industry: null });
  expect(one).toMatchObject({ weekend: null, closed: [] });
  const told = (name: string): unknown => afterDeal(['name'] as const, one, { name }, at(4)).values.name;
  expect(told('Alpine GmbH')).toBe('Alpine Tools');
  expect(told('Alpine Group')).toBe('Alpine Group');
});

test('region and zone go with the country, and days of its own are those of the one, where somebody said them', () => {
  const german = client({ name: 'Alpine', country: 'DE', region: 'BY' });
  const austrian = client({ name: 'Alpine', country: 'AT', region: 'AT-9' });
  expect(clientTogether(austrian, german, at(3)).values).toMatchObject({
    country: 'AT',
    region: '9',
    timeZone: 'Europe/Vienna',
  });
  expect(clientTogether(client({ country: 'AT' }), german, at(3)).values).toMatchObject({
    country: 'AT',
    region: null,
    timeZone: 'Europe/Vienna',
  });
  expect(clientTogether(client({}), austrian, at(3)).values).toMatchObject({
    country: 'AT',
    region: '9',
    timeZone: 'Europe/Vienna',
  });
  const onFridays = clientAfterPatch(austrian, { weekend: [5, 6] }, at(2), zonesOf);
  expect(clientTogether(austrian, onFridays, at(3)).weekend).toEqual([5, 6]);
  const always = clientAfterPatch(
    austrian,
    { weekend: [7], closed: [{ from: '2027-08-01', until: '2027-08-14' }] },
    at(2),
    zonesOf,
  );
  expect(clientTogether(always, onFridays, at(3))).toMatchObject({
    weekend: [7],
    closed: [{ from: '2027-08-01', until: '2027-08-14' }],
  });
});

const claim = (lifecycle: string, key: string, day: string, more: Partial<ClaimBefore> = {}): ClaimBefore => ({
  lifecycle,
  item: `${key}-1`,
  key,
  day,
  covered: false,
  closed: false,
  outcome: null,
  days: 21,
  ...more,
});

test.each<[string, readonly ClaimBefore[], readonly string[]]>([
  ['two reviews near each other', [claim('a', 'review', '2027-04-01'), claim('b', 'review', '2027-04-20')], ['b by a']],
  ['too far apart', [claim('a', 'review', '2027-04-01'), claim('b', 'review', '2027-04-23')], []],
  ['one of them is done', [claim('a', 'review', '2027-04-10'), claim('b', 'review', '2027-04-20', { closed: true, outcome: 'done' })], ['a by b, done']],
  ['one of them was missed', [claim('a', 'review', '2027-04-10', { closed: true, outcome: 'no-answer' }), claim('b', 'review', '2027-04-20')], []],
  ['one of them is covered already', [claim('a', 'review', '2027-04-10'), claim('b', 'review', '2027-04-11', { covered: true })], []],
  ['two in one lifecycle are its own business', [claim('a', 'card', '2027-04-10'), claim('a', 'card', '2027-04-11', { item: 'x' })], []],
  ['two things', [claim('a', 'review', '2027-04-10'), claim('b', 'card', '2027-04-10')], []],
  ['three', [claim('c', 'review', '2027-04-10'), claim('b', 'review', '2027-04-12'), claim('a', 'review', '2027-04-12')], ['a by c', 'b by c']],
])('what is asked for twice: %s', (_, claims, expected) => {
  expect(askedTwice(claims).map(({ item, by, done }) => `${item.lifecycle} by ${by.lifecycle}${done ? ', done' : ''}`)).toEqual(expected);
}); // prettier-ignore

const asksBirthdays = { contacts: [{ id: 'c_a', birthday: '06-02' }, { id: 'c_d' }] };

test('two cards of one person are one within a year, whatever else by what it is shared by', () => {
  const { items } = retained(asksBirthdays).slices;
  const apart = new Map(items.map((item) => [item.kind, daysApart(item)]));
  expect(apart.get('birthday-card')).toBe(366);
  for (const item of items.filter(({ programme }) => programme !== 'birthday'))
    expect([item.kind, daysApart(item)]).toEqual([item.kind, item.share?.days ?? 0]);
  expect(daysApart(undefined)).toBe(0);
});

test('a card is claimed for whom its person is now', () => {
  const same = [{ contact: 'c_a', is: 'c_b' }];
  expect(claimAfter({ key: 'birthday-c_a-2027' }, same)).toEqual({ key: 'birthday-c_b-2027' });
  expect(claimAfter({ key: 'birthday-c_z-2027' }, same)).toEqual({ key: 'birthday-c_z-2027' });
});

const merged = { merged: 'C-1', client: { id: 'C-2', name: 'Alpine', zone: 'UTC' }, same: [{ contact: 'c_a', is: 'c_b' }], people: [{ contact: 'c_b', birthday: '06-01', level: 'manager' as const }, { contact: 'c_c' }] }; // prettier-ignore
const idsOf = ({ slices }: LifecycleState): readonly string[] => slices.contacts.list?.map(({ id }) => id) ?? [];
const cardsOf = ({ slices }: LifecycleState): readonly string[] =>
  slices.items.filter(({ programme, closedAt }) => programme === 'birthday' && closedAt === null).map(({ id, about, on }) => `${id} ${about} ${on}`); // prettier-ignore

test('a lifecycle goes on at the one client, with its people, and knows whom older ids mean', () => {
  const life = say(retained(asksBirthdays), dayOne, 'clientMerged', merged);
  expect(life.seed.client).toEqual(merged.client);
  expect(idsOf(life)).toEqual(['c_b', 'c_d', 'c_c']);
  expect(cardsOf(life)).toEqual(['birthday-c_b-2027 c_b 2027-06-01']);
  expect(life.slices.standing.holidays.through).toBe('');
  expect(sentenceFor({ kind: 'client-merged', ...merged })).toBe(
    'Two records of Alpine are one now; one person stood in both.',
  );
  const left = say(life, dayOne, 'contactDeparted', { contact: 'c_a' });
  expect(left.slices.contacts.list?.find(({ id }) => id === 'c_b')?.departed).toBe(true);
  expect(cardsOf(left)).toEqual([]);
  expect(say(life, dayOne, 'clientMerged', merged).recent.at(-1)?.event).toMatchObject({ kind: 'fact-ignored' });
});

test('who is one with another in a second merge is known so by the oldest id, in the next term too', () => {
  const further = { ...merged, merged: 'C-2', client: { ...merged.client, id: 'C-3' }, same: [{ contact: 'c_b', is: 'c_e' }], people: [] }; // prettier-ignore
  const life = say(say(retained(asksBirthdays), dayOne, 'clientMerged', merged), dayOne, 'clientMerged', further);
  const renewed = say(life, dayOne, 'renew', { termMonths: 12, annualValue: { amount: 1, currency: 'EUR' } });
  const seed = nextTerm(renewed);
  if (seed === null) throw new Error('it was renewed');
  expect(seed.client.id).toBe('C-3');
  const next = fold(seed, []);
  const optedOut = say(next, dayOne, 'contactOptedOut', { contact: 'c_a' });
  expect(optedOut.slices.contacts.list?.find(({ id }) => id === 'c_e')?.optedOut).toBe(true);
});

test.each<[string, object, string, readonly string[]]>([
  ['cards of two records that are open are one', { contacts: [{ id: 'c_a', birthday: '06-01' }, { id: 'c_b', birthday: '06-01' }] }, '2027-06-01', ['birthday-c_a-2027 c_b 2027-06-01', 'birthday-c_b-2028 c_b 2028-06-01']],
  ['one that is planned is planned for the one person', { contacts: [{ id: 'c_a', birthday: '06-01' }, { id: 'c_b', birthday: '06-01' }] }, '2027-03-01', ['birthday-c_b-2027 c_b 2027-06-01']],
])('%s', (_, seed, day, expected) => {
  expect(cardsOf(say(until(retained(seed), day), `${day}T13:00:00.000Z`, 'clientMerged', merged))).toEqual(expected);
}); // prettier-ignore

test('an open question, an alarm and an invitation are about the one person', () => {
  const contacts = [{ id: 'c_a' }, { id: 'c_b' }];
  const asked = until(
    retained({ contacts }, { satisfaction: { ...seedOf().policy.rules.satisfaction, contacts: 2 } }),
    '2027-03-30',
  );
  expect(asked.slices.satisfaction.asked?.contacts).toEqual(['c_a', 'c_b']);
  const campaign = {
    campaign: 'camp-1',
    kind: 'event',
    startsAt: '2027-05-03T15:00:00.000Z',
    contacts: ['c_a', 'c_b'],
  };
  const life = say(asked, '2027-03-31T10:00:00.000Z', 'invite', campaign);
  const accepted = say(life, '2027-03-31T11:00:00.000Z', 'invitationAnswered', { campaign: 'camp-1', contact: 'c_a', answer: 'accepted' }); // prettier-ignore
  const alarmed = say(accepted, '2027-03-31T12:00:00.000Z', 'contactDeparted', { contact: 'c_a' });
  const alone = { ...merged, people: [] };
  const one = say(alarmed, '2027-03-31T13:00:00.000Z', 'clientMerged', alone);
  expect(one.slices.satisfaction.asked?.contacts).toEqual(['c_b']);
  expect(one.slices.invitations.list).toMatchObject([{ contacts: ['c_b'], answers: { c_b: 'accepted' } }]);
  expect(one.slices.escalations.list).toMatchObject([{ about: ['c_b'], state: 'resolved' }]);
});

/** Two lives of two clients, who claim what they share as recordings do. */
interface World {
  readonly lives: readonly LifecycleState[];
  readonly claims: readonly ClaimedItem[];
  readonly asked: readonly string[];
}

let ids = 0;

/** A life that took something in: what asks now is claimed among its client's lives, and covered where another asks. */
function recorded(world: World, state: LifecycleState, events: readonly Recorded[]): World {
  const { lifecycleId, client: of } = state.seed;
  let { claims } = world;
  let now = state;
  const asked = [...world.asked];
  const mine = new Set(world.lives.filter(({ seed }) => seed.client.id === of.id).map(({ seed }) => seed.lifecycleId));
  for (const { item, share, day } of sharedAsksIn(state, events)) {
    const holder = holderAmong(
      claims.filter((one) => mine.has(one.lifecycle)),
      lifecycleId,
      { item, share, day },
    );
    claims = claims.filter((one) => one.lifecycle !== lifecycleId || one.item !== item);
    claims = [...claims, { lifecycle: lifecycleId, item, key: share.key, day, covered: holder !== null, closed: false, outcome: null }]; // prettier-ignore
    if (holder !== null)
      now = accept(now, happened('itemsCovered', `w${(ids += 1)}`, { items: [{ item, by: { lifecycle: holder.lifecycle, item: holder.item } }] }), now.at).state; // prettier-ignore
    else if (events.some(({ event }) => event.kind === 'item-due' && event.item === item && event.itemKind === 'birthday-card')) asked.push(share.key); // prettier-ignore
  }
  const lives = world.lives.map((one) => (one.seed.lifecycleId === lifecycleId ? now : one));
  return { lives, claims, asked };
}

function through(world: World, from: string, days: number): World {
  let now = world;
  for (let day = 1; day <= days; day += 1)
    for (const { seed } of now.lives) {
      const life = now.lives.find((one) => one.seed.lifecycleId === seed.lifecycleId);
      if (life === undefined) continue;
      const { state, events } = advance(life, null, `${addDays(from, day)}T12:00:00.000Z`);
      now = recorded(now, state, events);
    }
  return now;
}

const birthdays = fc.constantFrom('02-10', '02-20', '03-01', '03-05', '05-05');

test('whenever two clients become one, nobody of theirs gets a second card in a year', () => {
  fc.assert(
    fc.property(birthdays, birthdays, fc.integer({ min: 1, max: 90 }), fc.boolean(), (a, b, days, isDone) => {
      const life = (id: string, of: string, contact: string, birthday: string): LifecycleState =>
        retained({ lifecycleId: id, client: { ...seedOf().client, id: of }, contacts: [{ id: contact, birthday }] });
      const start: World = { lives: [life('a.x.t1', 'C-1', 'c_a', a), life('b.x.t1', 'C-2', 'c_b', b)], claims: [], asked: [] }; // prettier-ignore
      let world = through(start, '2027-01-04', days);
      const on = addDays('2027-01-04', days);
      if (isDone) {
        const [one] = world.claims.filter(({ key }) => key.includes('c_a'));
        world = { ...world, claims: world.claims.map((each) => (each === one ? { ...each, closed: true, outcome: 'done' } : each)) }; // prettier-ignore
        if (one !== undefined) {
          const lives = world.lives.map((each) => each.seed.lifecycleId === one.lifecycle ? say(each, each.at, 'itemCompleted', { item: one.item, outcome: 'done' }) : each); // prettier-ignore
          world = { ...world, lives };
        }
      }
      const before = world.asked.length;
      const same = [{ contact: 'c_a', is: 'c_b' }];
      const claims = world.claims.map((each) => claimAfter(each, same));
      const itemOf = ({ lifecycle, item }: ClaimedItem) =>
        world.lives.find(({ seed }) => seed.lifecycleId === lifecycle)?.slices.items.find(({ id }) => id === item);
      const twice = askedTwice(claims.map((each) => ({ ...each, days: daysApart(itemOf(each)) })));
      const covered = (each: ClaimedItem): boolean =>
        twice.some(({ item }) => item.lifecycle === each.lifecycle && item.item === each.item);
      const facts = (lifecycle: string): readonly Happened[] => [
        happened('clientMerged', `w${(ids += 1)}`, { ...merged, client: { ...seedOf().client, id: 'C-2' }, same, people: [{ contact: 'c_b', birthday: b }] }), // prettier-ignore
        ...twice
          .filter(({ item }) => item.lifecycle === lifecycle)
          .map(({ item: { item }, by }) => happened('itemsCovered', `w${(ids += 1)}`, { items: [{ item, by }] })),
      ];
      let after: World = { lives: world.lives, claims: claims.map((each) => (covered(each) ? { ...each, covered: true } : each)), asked: [] }; // prettier-ignore
      for (const { seed } of world.lives)
        for (const fact of facts(seed.lifecycleId)) {
          const now = after.lives.find((each) => each.seed.lifecycleId === seed.lifecycleId);
          if (now === undefined) continue;
          const { state, events } = accept(now, fact, `${on}T13:00:00.000Z`);
          after = recorded(after, state, events);
        }
      // Counted from the merge on: a card of that year that was asked for before is the card of the year.
      const end = through(after, on, 400 - days);
      const ofThisYear = [...world.asked, ...end.asked].map((key) => key.replace('c_a', 'c_b')).filter((key) => key.endsWith('2027')); // prettier-ignore
      expect(end.asked.filter((key) => key.endsWith('2027')).length).toBeLessThanOrEqual(before > 0 ? 0 : 1);
      const wasDone = world.claims.some(({ key, closed }) => closed && key.startsWith('birthday'));
      expect(wasDone || ofThisYear.length > 0).toBe(true);
      expect(end.lives.map(({ seed }) => seed.client.id)).toEqual(['C-2', 'C-2']);
    }),
    { numRuns: 60 },
  );
});

test('the one client wants to be left alone as long as it does under either id', () => {
  const side = { known: client({ name: 'Alpine' }), optedOutAt: null, people: [] };
  const since = at(2);
  expect(oneClient({ from: { ...side, optedOutAt: since }, into: side, claims: [] }, at(3)).optedOutAt).toBe(since);
});

const person = (told: Partial<Record<ContactField, string>>, day = 1): Known<ContactField> =>
  afterDeal(Object.keys(nothing) as ContactField[], { values: nothing, said: {} }, told, at(day));

test.each<[string, Known<ContactField>, Known<ContactField> | null, string | undefined, Partial<Record<ContactField, string | null>>]>([
  ['what is theirs goes along, what is of the place stays', person({ name: 'Ada', email: 'a@x.example', level: 'executive', role: 'CFO', birthday: '05-05', phone: '1', language: 'de', channel: 'call' }), null, 'a@y.example', { name: 'Ada', email: 'a@y.example', birthday: '05-05', phone: '1', language: 'de', level: null, role: null, channel: null }],
  ['where nobody names another address it is the one that is known', person({ name: 'Ada', email: 'a@x.example' }), null, undefined, { email: 'a@x.example' }],
  ['what the other client knows of them stays, and what it does not know is filled in', person({ name: 'Ada', birthday: '05-05' }), person({ name: 'Ada B', role: 'CEO' }, 2), 'a@y.example', { name: 'Ada B', role: 'CEO', birthday: '05-05' }],
])('who goes to another client: %s', (_, left, there, email, expected) => {
  const arrived = arriving(left, there, email, at(9));
  expect(arrived.values).toMatchObject(expected);
  expect(arrived.said.email?.by).toBe(email === undefined ? 'deal' : 'people');
}); // prettier-ignore

test('a lifecycle says where somebody went', () => {
  const left = say(retained(asksBirthdays), dayOne, 'contactDeparted', { contact: 'c_a', to: 'Peak Parts' });
  const noted = left.recent.find(({ event }) => event.kind === 'incident-noted');
  expect(noted === undefined ? '' : sentenceFor(noted.event)).toBe(
    'A contact has left the client and is at Peak Parts now.',
  );
});
