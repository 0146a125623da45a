import { daysFromToday, noonOf } from '../support/dates';
import { aDeal, aGroup, handOff } from '../support/deals';
import { readConfig } from '../../config/config';
import { countsOf, lived, longestSleep, runsOf } from '../support/histories';
import { admin, eventually, lifecycle, running, wait } from '../support/api';
import { mailsTo } from '../support/mailbox';
import { letPassUntil } from '../support/time';

/** Touches, reviews and health alone; and with everything that a policy may ask for. */
const plain = {
  firstYear: { checkInMonths: null, successCheckMonths: null },
  birthdays: { cards: false },
  satisfaction: { afterOnboardingDays: null, beforeReviewDays: null },
  growth: { atCeiling: false, happyFrom: null },
};

test.each([
  { what: 'of touches, reviews and health', rules: plain, items: 11, said: 23, atMost: 300 },
  // Usage near the ceiling opens an opportunity, and nobody answers: two reminders.
  { what: 'of the whole programme', rules: {}, items: 12, said: 24, atMost: 340 },
])(
  'a rich client-year $what ($items due items, $said messages, a mail for each due item) costs at most $atMost history events',
  async ({ what, rules, items: itemsDue, said, atMost }) => {
    const people = await aGroup({ touches: { everyWeeks: 7, kinds: ['call', 'visit'] }, ...rules });
    const id = await handOff(aDeal({}, { group: people.group, startsOn: daysFromToday(-1), termMonths: 24 }));
    let messages = 0;
    const say = async (path: string, body: object): Promise<void> => {
      messages += 1;
      expect((await admin.post(`/v1/lifecycles/${id}${path}`, body, wait)).body).toMatchObject({
        state: 'applied',
      });
    };
    for (const step of ['setup', 'configuration', 'training']) await say(`/onboarding/${step}`, {});
    const end = noonOf(daysFromToday(366));

    // Every item is answered some hours after it fell due, and every few weeks something else is heard.
    const signals = [90, 40, 80, 20, 90]
      .map((value) => ({ kind: 'usage', value }))
      .concat([9, 6, 8, 9].map((value) => ({ kind: 'happiness', value })));
    let due = 0;
    for (;;) {
      const { agenda } = await lifecycle(id);
      const next = agenda.find((step) => step.what.includes('falls due'));
      if (next === undefined || next.at > end.toISOString()) break;
      await letPassUntil(id, new Date(Date.parse(next.at) + 7_200_000));
      const { touches, reviews, items } = await lifecycle(id);
      for (const item of [...touches, ...reviews, ...items].filter(({ state }) => state === 'due')) {
        due += 1;
        await say(
          item.id.startsWith('review') ? `/reviews/${item.id}` : `/items/${item.id}`,
          item.id.startsWith('review') ? {} : { outcome: 'done' },
        );
      }
      const signal = signals.shift();
      if (signal !== undefined) await say('/signals', signal);
    }
    await letPassUntil(id, end);
    expect({ due, messages }).toEqual({ due: itemsDue, messages: said });
    await eventually(async () => {
      const items = (await mailsTo(people.repMail))
        .filter(({ headers }) => headers['x-holdfast-mail'] === 'item-due')
        .flatMap(({ headers }) => (headers['x-holdfast-item'] ?? '').split(', '));
      expect(new Set(items).size).toBe(itemsDue);
    });

    const runs = await runsOf(id);
    const events = runs.flatMap(lived);
    console.log(`a rich client-year ${what}: ${events.length} history events in ${runs.length} runs`, countsOf(events));
    expect(events.length).toBeLessThanOrEqual(atMost);
    const { maxEvents } = readConfig({ HOLDFAST_DATABASE_URL: running.postgres });
    for (const run of runs) expect(longestSleep(run)).toBeLessThanOrEqual(maxEvents);
    // None hands over before it is as long as it may be; what a skipped clock adds makes it longer.
    for (const run of runs.slice(0, -1)) expect(run.length).toBeGreaterThan(maxEvents - 30);
  },
);
