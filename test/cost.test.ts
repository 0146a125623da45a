import { aDeal, aGroup, daysFromToday, handOff } from './support/deals';
import { countsOf, eventsOf, lived } from './support/histories';
import { admin, disconnect, eventually, letPassUntil, lifecycle, mailsTo } from './support/holdfast';

afterAll(disconnect);

test('a rich client-year (11 due items, 23 messages, a mail for each due item) costs at most 300 history events', async () => {
  const people = await aGroup({ touches: { everyWeeks: 7, kinds: ['call', 'visit'] } });
  const id = await handOff(aDeal({}, { group: people.group, startsOn: daysFromToday(-1), termMonths: 24 }));
  let messages = 0;
  const say = async (path: string, body: object): Promise<void> => {
    messages += 1;
    expect((await admin.post(`/v1/lifecycles/${id}${path}`, body, { Prefer: 'wait=10' })).body).toMatchObject({
      state: 'applied',
    });
  };
  for (const step of ['setup', 'configuration', 'training']) await say(`/onboarding/${step}`, {});
  const end = new Date(Date.now() + 366 * 86_400_000).toISOString();

  // Every item is answered some hours after it fell due, and every few weeks something else is heard.
  const signals = [90, 40, 80, 20, 90]
    .map((value) => ({ kind: 'usage', value }))
    .concat([9, 6, 8, 9].map((value) => ({ kind: 'happiness', value })));
  let due = 0;
  for (;;) {
    const { agenda } = await lifecycle(id);
    const next = agenda.find(({ what }) => what.includes('falls due'));
    if (next === undefined || next.at > end) break;
    await letPassUntil(id, new Date(Date.parse(next.at) + 7_200_000));
    const { touches, reviews } = await lifecycle(id);
    for (const item of [...touches, ...reviews].filter(({ state }) => state === 'due')) {
      due += 1;
      await say(
        item.id.startsWith('review') ? `/reviews/${item.id}` : `/touches/${item.id}`,
        item.id.startsWith('review') ? {} : { outcome: 'done' },
      );
    }
    const signal = signals.shift();
    if (signal !== undefined) await say('/signals', signal);
  }
  await letPassUntil(id, new Date(end));
  expect({ due, messages }).toEqual({ due: 11, messages: 23 });
  await eventually(async () => {
    const mails = (await mailsTo(people.repMail)).filter(({ subject }) => subject.startsWith('Due:'));
    expect(mails.length).toBe(11);
  });

  const events = lived(await eventsOf(id));
  console.log(`a rich client-year: ${events.length} history events`, countsOf(events));
  expect(events.length).toBeLessThanOrEqual(300);
});
