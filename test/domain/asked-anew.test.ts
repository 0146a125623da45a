/** What was not asked for a while is asked anew: whoever is asked then has the usual days, and is not reminded on the first. */
import type { Event } from '../../domain/core/concern';
import { accept, type LifecycleState } from '../../domain/lifecycle';
import { defaultRules, type Rules } from '../../domain/core/policy';
import { onboarded, happening, retained, say, until } from '../support/lives';
import { happened } from '../support/happened';

const asBefore: Partial<Rules> = { asking: { anew: false } };
const apart: Partial<Rules> = { reviews: { ...defaultRules.reviews, sections: false } };

/** What is said of an item from a state on, with its days. */
const saidOf = (state: LifecycleState, end: string, item: string): readonly string[] =>
  happening(state, end).flatMap(({ at, event }) =>
    'item' in event && event.item === item ? [`${at.slice(0, 10)} ${event.kind}`] : [],
  );
const inMoment = (state: LifecycleState, at: string, name: 'resume' | 'itemUncovered', data: object = {}) => {
  const { state: after, events } = accept(state, happened(name, `now-${at}`, data), at);
  return { after, kinds: events.map(({ event }) => event.kind) };
};

describe('after a pause', () => {
  // Due on 1 March, reminded once; then the client pauses for two months.
  const paused = (rules: Partial<Rules>) =>
    say(until(retained({ contacts: [] }, rules), '2027-03-05'), '2027-03-05T12:00:00.000Z', 'pause', {
      reason: 'season',
    });
  const resumedOn = '2027-05-04T10:00:00.000Z';

  test('an open touch has the usual days again', () => {
    const { after, kinds } = inMoment(paused({}), resumedOn, 'resume');
    expect(kinds.filter((kind) => kind === 'item-reminded' || kind === 'item-missed')).toEqual([]);
    expect(after.slices.items.find(({ id }) => id === 'touch-1')).toMatchObject({ state: 'due', dueAt: resumedOn });
    expect(saidOf(after, '2027-05-31', 'touch-1')).toEqual(['2027-05-07 item-reminded', '2027-05-14 item-reminded']);
  });

  test('under rules that do not ask for it, it is reminded of on the first day, as before', () => {
    expect(inMoment(paused(asBefore), resumedOn, 'resume').kinds).toContain('item-reminded');
  });
});

describe('what another lifecycle asked for', () => {
  const criteria = 'success-criteria-1';
  const by = { lifecycle: 'D-2.x.t1', item: criteria };
  const covered = (rules: Partial<Rules>) => {
    const early = until(onboarded({ criteria: false }, { ...apart, ...rules }), '2027-01-08');
    return say(early, '2027-01-08T12:00:00.000Z', 'itemsCovered', { items: [{ item: criteria, by }] });
  };
  // It fell due on 11 January, and asked nobody here.
  const goneOn = '2027-01-28T21:00:00.000Z';

  test('counts from the day on which it is asked for here', () => {
    const { after, kinds } = inMoment(until(covered({}), goneOn), goneOn, 'itemUncovered', { item: criteria });
    expect(kinds.filter((kind) => kind.startsWith('item-'))).toEqual(['item-uncovered']);
    expect(saidOf(after, '2027-03-05', criteria)).toEqual([
      '2027-02-02 item-reminded',
      '2027-02-09 item-reminded',
      '2027-02-25 item-missed',
    ]);
  });

  test('is asked for and reminded of twice in one moment under the rules of before', () => {
    const { kinds } = inMoment(until(covered(asBefore), goneOn), goneOn, 'itemUncovered', { item: criteria });
    expect(kinds.filter((kind) => kind.startsWith('item-'))).toEqual<Event['kind'][]>([
      'item-uncovered',
      'item-reminded',
      'item-reminded',
    ]);
  });
});

test('a touch that was open when the client was onboarded again has the usual days afterwards', () => {
  const steps = [{ code: 'training', title: 'Training' }];
  const open = until(retained({ contacts: [], onboarding: { skip: true, steps } }), '2027-03-02');
  const again = say(open, '2027-03-02T12:00:00.000Z', 'recycle', { reason: 'training', steps: ['training'] });
  expect(again.slices.standing.stage).toBe('onboarding');
  const back = say(until(again, '2027-04-12'), '2027-04-12T12:00:00.000Z', 'onboardingStepCompleted', {
    step: 'training',
  });
  expect(back.slices.standing.stage).toBe('retention');
  expect(back.slices.items.find(({ id }) => id === 'touch-1')).toMatchObject({ state: 'due', reminders: 0 });
  expect(saidOf(back, '2027-04-16', 'touch-1')).toEqual(['2027-04-15 item-reminded']);
});
