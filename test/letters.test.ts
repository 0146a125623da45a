/** Letters to our own people are in their language, and tell things as they stood. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { browse } from './support/browse';
import { daysFromToday, everyDay, noonOf } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { admin, fresh, lifecycle, running, wait } from './support/api';
import { linkIn, mailAbout } from './support/mailbox';
import { letPassUntil } from './support/time';

const root = path.join(__dirname, '..');

test('a rep whose language is German reads German letters, with days and sums as they are written there', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 4, kinds: ['call'] } });
  const rep = { name: `Wobblewort ${people.rep}`, email: people.repMail, country: 'AT', language: 'de' };
  expect((await admin.put(`/v1/reps/${people.rep}`, rep)).body).toMatchObject({ language: 'de' });
  expect((await admin.get(`/v1/reps/${people.rep}`)).body).toMatchObject({ language: 'de' });
  expect(await admin.put(`/v1/reps/${people.rep}`, { ...rep, language: 'fr' })).toMatchObject({
    status: 422,
    body: { errors: [{ pointer: '/language' }] },
  });
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const handOver = await mailAbout(people.repMail, 'Jetzt bei Ihnen: Alpine Tools, CRM Pro');
  expect(handOver.text).toMatch(/€\s12\.000 im Jahr/);
  expect(handOver.text).toMatch(/Der Vertrag endet am \w{2}, \d{1,2}\. \S+ \d{4}\./);
  await letPassUntil(id, noonOf(daysFromToday(28)));
  const due = await mailAbout(people.repMail, 'Fällig: Anruf bei Alpine Tools (CRM Pro)');
  expect(due.html).toContain('Ergebnis eintragen');
  expect((await browse(linkIn(due))).status).toBe(200);
  // Whoever says nothing of a language reads English, whoever their rep is.
  await admin.post(`/v1/lifecycles/${id}/oversold`, { note: 'canary-words: no' }, wait);
  await mailAbout(people.managerMail, 'Oversold: Alpine Tools, CRM Pro');
}, 120_000);

interface ToldThen {
  readonly health: { readonly band: string; readonly score: number };
  readonly locale: object;
}

test('a mail has the health of the moment of which it tells, however late it goes out', async () => {
  const people = await aGroup(everyDay);
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const heard = async (value: number): Promise<number> => {
    await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'happiness', value }, wait);
    return (await lifecycle(id)).seq;
  };
  const well = await heard(9);
  const badly = await heard(0);
  const told = async (seq: number): Promise<ToldThen> => {
    const script = path.join(root, 'test/support/occasion-at.ts');
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, ['-r', 'tsx/cjs', script, id, String(seq), fresh('nobody')], {
      cwd: root,
      env: { ...process.env, HOLDFAST_DATABASE_URL: running.postgres },
    });
    return JSON.parse(stdout) as ToldThen;
  };
  expect((await told(well)).health).toMatchObject({ band: 'green' });
  expect((await told(badly)).health).toMatchObject({ band: (await lifecycle(id)).health.band });
  expect((await lifecycle(id)).health.band).not.toBe('green');
  expect((await told(well)).locale).toEqual({ language: 'en', country: null, zone: 'UTC' });
});
