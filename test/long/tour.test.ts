/** docs/tour.md: the commands of its company, one after the other, as a newcomer would copy them. */
import { admin, eventually } from '../support/api';
import { mailsTo } from '../support/mailbox';
import { commandsOf, copied } from '../support/newcomer';

test('a company of two workgroups, fifty clients, a campaign, a rep who leaves, and the figures, by API alone', async () => {
  const { head, sections } = commandsOf('docs/tour.md');
  // The first section goes on from the README, and is run with it (test/readme.test.ts).
  const company = [...sections.values()].slice(1).flat();
  expect([head.length, company.length]).toEqual([1, 13]);
  const said = await copied([...head, ...company]);
  // Nothing was refused on the way.
  expect(said).not.toContain('"status":4');
  expect(said).toMatch(/"rows":50,.*"lifecycles":50/);
  expect(said).toContain('done: 50 of 50 done');
  // Who gets whom: DE and small, DE and key, the others and small, the others and key.
  const load = async (rep: string): Promise<number> => (await admin.get(`/v1/reps/tour-${rep}`)).body.load;
  expect(await load('nora')).toBe(0);
  const [pia, omar, quin] = [await load('pia'), await load('omar'), await load('quin')];
  expect([pia + omar + quin, omar, quin]).toEqual([49, 3, 7]);
  const dossiers = await eventually(async () => {
    const mails = await mailsTo('pia@tour.example');
    const found = mails.filter(({ subject }) => subject.startsWith('Yours now:'));
    expect(found.length).toBe(2);
    return found;
  });
  expect(dossiers.at(-1)?.subject).toMatch(/^Yours now: 13 clients \(/);
  // Everybody was invited, once.
  expect(said).toMatch(/clients: 50,\s+invited: 50/);
  await eventually(async () =>
    expect(
      (await mailsTo('main@client-7.example')).filter(({ subject }) => subject.startsWith('Schulung')).length,
    ).toBe(1),
  );
  // The figures: one of fifty has left; one has grown by 12,000.00, and is a part of what the fifty were worth.
  const retention = /\{"report":"retention".*\}/.exec(said)?.[0] ?? '{}';
  const start = 40 * 480_000 + 10 * 3_600_000;
  expect((JSON.parse(retention) as { rows: object[] }).rows).toMatchObject([
    { atStart: 50, kept: 49, lost: 1, retention: 0.98, currency: 'EUR', start, expansion: 1_200_000, churn: 480_000 },
  ]);
  expect(said).toMatch(/"reason":"price"/);
  expect(said).toMatch(/"developer":"tour-ben".*"annualValueWon":1200000/);
});
