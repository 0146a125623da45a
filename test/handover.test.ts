/**
 * The rep who leaves on Friday: everything is passed on, previewed before it happens; no timer moves, and on Monday
 * morning every due item stands in somebody's brief.
 */
import type { CaughtMail } from '../dev/caught-mail';
import { browse } from './support/browse';
import { addDays, daysFromToday, everyDay, noonOf, today, written } from './support/dates';
import { aDeal } from './support/deals';
import { eventsOf, eventTypeOf } from './support/histories';
import { admin, eventually, fresh, jobIs, lifecycle, sales, wait } from './support/api';
import { mailAbout, mailsTo } from './support/mailbox';
import { letPass, letPassUntil } from './support/time';
import { size } from './support/size';

const lifecycles = size(24, 120);

interface Receiver {
  readonly rep: string;
  readonly mail: string;
}

async function aRep(more: object = {}): Promise<Receiver> {
  const rep = fresh('rep');
  const mail = `${rep}.wobblewort@holdfast.example`;
  await admin.put(`/v1/reps/${rep}`, { name: `Wobblewort ${rep}`, email: mail, timeZone: 'UTC', ...more });
  return { rep, mail };
}

/** Everything, a few at once. */
async function each<T>(all: readonly T[], act: (one: T, index: number) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < all.length; from += 12)
    await Promise.all(all.slice(from, from + 12).map((one, index) => act(one, from + index)));
}

/** The first Friday after a day. */
function fridayAfter(day: string): string {
  const next = addDays(day, 1);
  return new Date(next).getUTCDay() === 5 ? next : fridayAfter(next);
}

const timers = async (id: string): Promise<readonly string[]> =>
  (await eventsOf(id)).map(eventTypeOf).filter((type) => type.includes('TIMER'));

test(`a rep with ${lifecycles} lifecycles leaves on Friday; on Monday every due item is in somebody’s brief`, async () => {
  // Far enough ahead that every client’s first weekly touch has fallen due.
  const friday = fridayAfter(daysFromToday(8));
  const monday = addDays(friday, 3);
  const manager = await aRep();
  const leaver = await aRep();
  const receivers = [await aRep({ mails: 'brief', capacity: 200 }), await aRep({ mails: 'brief', capacity: 100 })];
  const [policy, group] = [fresh('policy'), leaver.rep];
  await admin.put(`/v1/policies/${policy}`, {
    rules: {
      touches: { everyWeeks: 1, kinds: ['call'] },
      birthdays: { cards: false },
      satisfaction: { afterOnboardingDays: null, beforeReviewDays: null },
      ...everyDay,
    },
  });
  await admin.put(`/v1/groups/${group}`, { name: 'Leaving', rep: leaver.rep, manager: manager.rep, policy });

  // Clients with two products each. Their touches fall due every week, counted from today.
  const ids: string[] = [];
  const clients = Array.from({ length: lifecycles / 2 }, () => fresh('C'));
  await each(clients, async (client, index) => {
    const template = aDeal();
    const [line] = template.products;
    const products = ['one', 'two'].map((code) => ({
      ...line,
      code,
      name: `Product ${code}`,
      skipOnboarding: true,
      group,
      startsOn: today,
    }));
    const contacts = template.contacts
      .slice(0, 1)
      .map((contact) => ({ ...contact, email: `${client}@client.example`.toLowerCase() }));
    const deal = { ...template, client: { id: client, name: `Client ${index}`, timeZone: 'UTC' }, contacts, products };
    const { body } = await sales.post('/v1/deals', deal);
    ids.push(...body.lifecycles.map(({ id }: { id: string }) => id));
  });
  const burning = ids[0] ?? '';
  await admin.post(`/v1/lifecycles/${burning}/signals`, { kind: 'usage', value: 1 }, wait);
  await admin.post(`/v1/lifecycles/${burning}/signals`, { kind: 'happiness', value: 0 }, wait);
  await admin.post(
    `/v1/lifecycles/${burning}/touches`,
    { kind: 'call', outcome: 'done', note: 'canary-words: they want to see the roadmap' },
    wait,
  );
  // Every lifecycle has lived until Friday noon.
  await each(ids, (id) => letPassUntil(id, noonOf(friday)));
  const before = new Map<string, readonly string[]>();
  await each(ids, async (id) => before.set(id, await timers(id)));
  const agendas = new Map<string, unknown>();
  await each(ids, async (id) => agendas.set(id, (await lifecycle(id)).agenda));

  const asked = { to: receivers.map(({ rep }) => rep), leaves: true };
  const { status: dry, body: preview } = await admin.post(`/v1/reps/${leaver.rep}/handover`, {
    ...asked,
    dryRun: true,
  });
  expect(dry).toBe(200);
  expect(preview).toMatchObject({ dryRun: true, clients: clients.length, lifecycles });
  expect(preview.openFires).toBeGreaterThanOrEqual(1);
  // By share of capacity: two thirds and one third, a client's products together.
  expect(preview.receivers.map(({ load }: { load: { after: number } }) => load.after)).toEqual([
    (lifecycles * 2) / 3,
    lifecycles / 3,
  ]);
  expect((await admin.get(`/v1/reps/${leaver.rep}`)).body.leftAt).toBeUndefined();

  const { status, body: job } = await admin.post(`/v1/reps/${leaver.rep}/handover`, asked);
  expect(status).toBe(202);
  expect(job.assignments).toEqual(preview.assignments);
  const done = await jobIs(job.id, 'done', admin, 90_000);
  expect(done.progress).toMatchObject({ total: lifecycles, done: lifecycles, failed: 0, skipped: 0 });
  expect(done.told).toBe(`done: ${lifecycles} of ${lifecycles} done`);

  // What happened is what was previewed; no timer moved, and nothing comes at another moment.
  const wanted = new Map<string, string>(
    preview.assignments.flatMap(({ lifecycles: of, to }: { lifecycles: string[]; to: string }) =>
      of.map((id) => [id, to]),
    ),
  );
  await each(ids, async (id) => {
    const now = await lifecycle(id);
    expect(now.rep).toBe(wanted.get(id));
    expect(now.agenda).toEqual(agendas.get(id));
    expect(await timers(id)).toEqual(before.get(id));
  });
  // New clients no longer go to whoever left.
  expect((await admin.get(`/v1/groups/${group}`)).body.rep).toBe(receivers[0]?.rep);
  expect((await admin.get(`/v1/reps/${leaver.rep}`)).body.leftAt).toBeDefined();

  // One dossier each, with what was promised and said; contacts were introduced once, however many products they have.
  for (const { rep, mail } of receivers) {
    const dossier = await mailAbout(mail, 'Yours now: ');
    const gets = preview.receivers.find((one: { rep: string }) => one.rep === rep);
    expect(dossier.subject).toContain(`Yours now: ${gets.clients} clients (`);
    expect(dossier.text).toContain(`Wobblewort ${leaver.rep} had them until now`);
    expect(dossier.text).toContain('time to quote canary-words: 2 hours');
    expect((await mailsTo(mail)).filter(({ subject }) => subject.startsWith('Yours now')).length).toBe(1);
  }
  const keeper = receivers.find(({ rep }) => rep === wanted.get(burning));
  const dossier = await mailAbout(keeper?.mail ?? '', 'Yours now: ');
  expect(dossier.text).toContain('“canary-words: they want to see the roadmap”');
  expect(/^== CLIENT: .* ==$/m.exec(dossier.text)?.[0]).toContain('(URGENT)');
  const introduced = await eventually(async () => {
    const mails = await mailsTo(`${clients[7]}@client.example`.toLowerCase());
    expect(mails.length).toBeGreaterThan(0);
    return mails;
  });
  expect(introduced.map(({ subject }) => subject)).toEqual([expect.stringContaining('looks after you from now on')]);

  // Monday morning: lifecycles first, then the receivers' own mornings.
  await each(ids, (id) => letPassUntil(id, new Date(`${monday}T07:00:00Z`)));
  const briefs = new Map<string, CaughtMail>();
  for (const { rep, mail } of receivers) {
    await letPassUntil(`brief.${rep}`, new Date(`${monday}T08:00:30Z`));
    briefs.set(rep, await mailAbout(mail, `Your brief for ${written(monday)}`));
  }
  const open: string[] = [];
  await each(ids, async (id) => {
    const { touches, reviews, items, rep } = await lifecycle(id);
    for (const item of [...touches, ...reviews, ...items].filter(
      ({ state }) => state === 'due' || state === 'overdue',
    )) {
      open.push(item.id);
      expect(briefs.get(rep)?.text).toContain('Record the outcome');
    }
  });
  const lines = [...briefs.values()].flatMap(
    ({ text }) => text.split('COMING THIS WEEK')[0]?.match(/Record the outcome/g) ?? [],
  );
  expect(open.length).toBeGreaterThan(0);
  expect(lines.length).toBe(open.length);
  const fire = briefs.get(wanted.get(burning) ?? '')?.text ?? '';
  expect(fire).toMatch(/^== URGENT \(\d+\) ==\nFor Client/m);
  // The brief's links act.
  const link = /Record the outcome: (\S+)/.exec(fire)?.[1] ?? '';
  const page = await browse(link);
  expect((await page.post({ outcome: 'done' })).html).toContain('Thank you');
}, 420_000);

test('a single lifecycle passed on brings its new rep a dossier of its own', async () => {
  const [from, to] = [await aRep(), await aRep()];
  const group = from.rep;
  await admin.put(`/v1/groups/${group}`, { name: 'G', rep: from.rep });
  const { body } = await sales.post('/v1/deals', aDeal({}, { group, skipOnboarding: true }));
  const [{ id }] = body.lifecycles;
  const { status } = await admin.post(`/v1/lifecycles/${id}/reassign`, { rep: to.rep });
  expect(status).toBe(200);
  const mail = await mailAbout(to.mail, 'Yours now: ');
  for (const words of [
    'no date has moved',
    'time to quote canary-words',
    'canary-words: single sign-on',
    'Quetzalina Boss',
  ])
    expect(mail.text).toContain(words);
});

test('what cannot be handed over is named', async () => {
  const [from, to] = [await aRep(), await aRep()];
  const post = async (body: object) => (await admin.post(`/v1/reps/${from.rep}/handover`, body)).body;
  expect((await post({ to: from.rep })).errors).toEqual([
    { pointer: '/to', detail: 'That is the rep whose clients are passed on.' },
  ]);
  expect((await post({ to: [to.rep, 'nobody'] })).errors).toEqual([
    { pointer: '/to/1', detail: 'There is no rep nobody.' },
  ]);
  expect((await post({ to: to.rep, lifecycles: ['D.x.t1'] })).errors).toEqual([
    { pointer: '/lifecycles/0', detail: `This is no running lifecycle of ${from.rep}.` },
  ]);
  expect(await post({ to: to.rep })).toMatchObject({ status: 409, detail: `${from.rep} keeps no running lifecycle.` });
});

test('who is back from an absence gets one brief of what is still open, though they want single mails; who has nothing open gets none', async () => {
  const away = {
    absences: [{ from: daysFromToday(1), until: daysFromToday(3) }],
    workingHours: { opensAt: '08:00', days: [1, 2, 3, 4, 5, 6, 7] },
  };
  const [rep, quiet] = [await aRep(away), await aRep(away)];
  await admin.put(`/v1/groups/${rep.rep}`, { name: 'G', rep: rep.rep });
  const { body } = await sales.post('/v1/deals', aDeal({}, { group: rep.rep, skipOnboarding: true }));
  const [{ id }] = body.lifecycles;
  await admin.post(`/v1/lifecycles/${id}/signals`, { kind: 'usage', value: 0 }, wait);
  await letPass(`brief.${quiet.rep}`, 10);
  await letPass(`brief.${rep.rep}`, 10);
  const brief = await mailAbout(rep.mail, 'Your brief for ');
  expect(brief.subject).toMatch(new RegExp(`^Your brief for ${written(daysFromToday(4))}: 1 urgent`));
  const briefs = (await mailsTo(rep.mail)).filter(({ subject }) => subject.startsWith('Your brief for '));
  expect(briefs).toHaveLength(1);
  expect(await mailsTo(quiet.mail)).toEqual([]);
});
