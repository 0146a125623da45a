/** What forms behind mailed links say and take, in the language of their reader. */
import { admin, eventually, fresh, lifecycle, running, wait } from './support/api';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { daysFromToday, everyDay, noonOf } from './support/dates';
import { aDeal, aGroup, handOff } from './support/deals';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';

const departed = (health: { readonly reasons: readonly { readonly signal: string }[] }): boolean =>
  health.reasons.some(({ signal }) => signal === 'contactDeparted');

test('who has left is told with the outcome, as the signal tells it, and is offered no longer', async () => {
  const { client, ids, people } = await aClient(2, { touches: { everyWeeks: 4, kinds: ['call'] } });
  const [id = '', other = ''] = ids;
  await letPass(id, 30);
  const page = await browse(linkIn(await mailAbout(people.repMail, 'Due: call')));
  expect(page.html).toContain('Has somebody left?');
  const idOf = (name: string): string =>
    new RegExp(`name="left" value="([^"]+)"[^>]*><span>${name}`).exec(page.html)?.[1] ?? '';
  const [main, boss] = [idOf('Quetzalina Main'), idOf('Quetzalina Boss')];

  const both = await page.post({ outcome: 'done', contacts: [main, boss], left: [boss], note: 'canary-words: lunch' });
  expect(both.status).toBe(422);
  expect(both.html).toContain('You chose Quetzalina Boss both as somebody who was there and as somebody who has left');
  expect(both.html).toContain('canary-words: lunch</textarea>');
  expect((await lifecycle(id)).touches[0]).toMatchObject({ state: expect.stringMatching(/^(over)?due$/) });

  const said = { outcome: 'done', contacts: [main], left: [boss], note: 'canary-words: lunch' };
  const receipt = await page.post(said);
  expect(receipt.status).toBe(200);
  expect(receipt.html).toContain('Recorded: call with Alpine Tools, done. Quetzalina Boss has left.');
  await eventually(async () => {
    const [told, toldToo] = [await lifecycle(id), await lifecycle(other)];
    expect(told.touches[0]).toMatchObject({ state: 'done', outcome: 'done' });
    for (const one of [told, toldToo]) expect(departed(one.health)).toBe(true);
  });
  const { contacts } = (await admin.get(`/v1/clients/${client}`)).body;
  expect(contacts.map(({ departed: has }: { departed?: boolean }) => has ?? false)).toEqual([false, true]);

  // Told once: neither the form that is sent again nor the signal itself tells it anew.
  await page.post(said);
  const again = { kind: 'contact-departed', contactId: 'Quetzalina-2' };
  expect((await admin.post(`/v1/lifecycles/${id}/signals`, again, wait)).body).toMatchObject({ state: 'ignored', reason: 'already-there' });
  const told = (await admin.get(`/v1/lifecycles/${other}/timeline?limit=200`)).body.items;
  const noted = told.filter(({ kind }: { kind: string }) => kind === 'incident-noted');
  expect(noted).toHaveLength(1);

  await letPass(id, 28);
  const next = await eventually(async () => {
    const calls = (await mailsTo(people.repMail)).filter(({ subject }) => subject.startsWith('Due: call'));
    expect(calls.length).toBeGreaterThan(1);
    const [newest] = calls.toReversed();
    if (newest === undefined) throw new Error('no call is due');
    return browse(linkIn(newest));
  });
  expect(next.html).toContain(`value="${main}"`);
  expect(next.html).not.toContain(`value="${boss}"`);
}, 180_000); // prettier-ignore

test('who reads German is asked, corrected and thanked in German, and by night as by day', async () => {
  const people = await aGroup({ ...everyDay, touches: { everyWeeks: 4, kinds: ['call'] } });
  const rep = { name: `Wobblewort ${people.rep}`, email: people.repMail, country: 'AT', language: 'de' };
  expect((await admin.put(`/v1/reps/${people.rep}`, rep)).status).toBe(200);
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  await letPassUntil(id, noonOf(daysFromToday(28)));
  const due = await mailAbout(people.repMail, 'Fällig: Anruf bei Alpine Tools');
  const page = await browse(linkIn(due));
  expect(page.html).toContain('<html lang="de">');
  expect(page.html).toContain('<h1>Anruf bei Alpine Tools</h1>');
  expect(page.html).toContain('Wir haben gesprochen');
  expect((await page.post({ note: 'canary-words' })).html).toContain('Wählen Sie aus, was daraus geworden ist.');
  const past = await page.post({ does: 'postpone', until: daysFromToday(-3), reason: 'ill' });
  expect(past.status).toBe(422);
  expect(past.html).toMatch(/Dieser Tag (?:liegt nicht nach dem|ist schon vorbei)/);
  const receipt = await page.post({ outcome: 'no-answer' });
  expect(receipt.html).toContain('Eingetragen: Anruf bei Alpine Tools, niemand war zu erreichen.');
  expect(receipt.html).toContain('Etwas falsch? Berichtigen');
  const late = await browse(linkIn(due));
  expect(late.html).toContain('Eingetragen: Anruf bei Alpine Tools');
}, 120_000);

test('whoever is not known yet is answered in the language that the browser names', async () => {
  const opened = (language: string) =>
    fetch(`${running.api}/l/${fresh('made-up')}`, { headers: { 'Accept-Language': language } }).then((answer) => answer.text());
  expect(await opened('de-AT,de;q=0.9,en;q=0.5')).toContain('<html lang="de">');
  expect(await opened('de')).toContain('Dieser Link ist nicht bekannt');
  for (const language of ['en-GB', 'ja', '*']) expect(await opened(language)).toContain('This link is not known');
}); // prettier-ignore
