/** The calendar file of a review: what a client may read, and true for as long as somebody has it. */
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { CaughtMail } from '../dev/caught-mail';
import { admin, eventually, fresh, insist, lifecycle, wait } from './support/api';
import { aClient, type SeveralLines } from './support/clients';
import { addDays, addMonths, noonOf, today } from './support/dates';
import { kindsOfMailsTo, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';

const rules = {
  touches: { everyWeeks: 12, kinds: ['call'] },
  birthdays: { cards: false },
  satisfaction: { afterOnboardingDays: null, beforeReviewDays: null },
};
const quarter = addMonths(today, 3);
const review = 'review-1';

/** A calendar file as two mail programs read it. */
function fileOf({ calendar }: CaughtMail) {
  const content = calendar ?? '';
  const whole = new ICAL.Component(ICAL.parse(content));
  const event = new ICAL.Event(whole.getFirstSubcomponent('vevent') ?? undefined);
  const other = Object.values(nodeIcal.sync.parseICS(content)).find((one) => one?.type === 'VEVENT');
  if (other?.type !== 'VEVENT') throw new Error('node-ical reads no event');
  const { uid, sequence, organizer, summary } = event;
  const read = { uid, sequence, summary, startsAt: event.startDate.toJSDate().toISOString(), organizer };
  const alike = {
    uid: other.uid,
    sequence: Number(other.sequence),
    summary: other.summary,
    startsAt: other.start.toISOString(),
    organizer: typeof other.organizer === 'object' ? other.organizer.val : other.organizer,
  };
  expect(alike).toEqual(read);
  return { ...read, method: whole.getFirstPropertyValue('method'), description: event.description };
}

const filesTo = async (address: string): Promise<readonly CaughtMail[]> =>
  (await mailsTo(address)).filter(({ calendar }) => typeof calendar === 'string' && calendar !== '');

/** A client whose first review is prepared: its file is with the rep. */
async function prepared(lines = 1): Promise<SeveralLines & { readonly id: string; readonly first: CaughtMail }> {
  const one = await aClient(lines, rules);
  const [id = ''] = one.ids;
  await letPassUntil(id, noonOf(addDays(quarter, -3)));
  return { ...one, id, first: await mailAbout(one.people.repMail, 'Prepare: quarterly review') };
}

async function aColleague(): Promise<{ readonly rep: string; readonly mail: string }> {
  const rep = fresh('rep');
  const mail = `${rep}.wobblewort@holdfast.example`;
  await admin.put(`/v1/reps/${rep}`, { name: `Wobblewort ${rep}`, email: mail });
  return { rep, mail };
}

test('it can be forwarded: no link of ours is in it, nothing but the agenda; when the review is put off it moves, when the client leaves it is taken back', async () => {
  const { id, first, people } = await prepared();
  const file = fileOf(first);
  expect(file).toMatchObject({ method: 'PUBLISH', uid: `${id}.${review}`, sequence: 0 });
  expect(file.startsAt).toBe(`${quarter}T09:00:00.000Z`);
  expect(first.text).toMatch(/https?:\/\/\S+\/l\//);
  expect(first.calendar).not.toMatch(/https?:|\/l\/|URL|ATTENDEE/);
  expect(file.description).not.toMatch(/health|risk|unknown|probab|overdue|renewal/i);
  // The house invites, and not who happens to keep the client.
  expect(file.organizer).not.toBe(`mailto:${people.repMail}`);

  const until = addDays(quarter, 5);
  await insist(`/v1/lifecycles/${id}/items/${review}/postpone`, { until, reason: 'client-asked' });
  const moved = await mailAbout(people.repMail, 'Moved to ');
  expect(moved.text).toContain('It was put off: the client asked for it.');
  expect(fileOf(moved)).toEqual({ ...file, sequence: 1, startsAt: `${until}T09:00:00.000Z` });

  await insist(`/v1/lifecycles/${id}/churn`, { reason: 'price' });
  const off = await mailAbout(people.repMail, 'Called off: ');
  expect(fileOf(off)).toEqual({ ...fileOf(moved), sequence: 2, method: 'CANCEL' });
  for (const other of [people.managerMail, people.directorMail]) expect(await filesTo(other)).toEqual([]);
});

test('somebody else keeps the client: the file is taken back from the one, and the other has it under the same name', async () => {
  const { id, first, people } = await prepared();
  const other = await aColleague();
  await insist(`/v1/lifecycles/${id}/reassign`, { rep: other.rep });
  const back = await mailAbout(people.repMail, 'No longer yours: ');
  expect(back.text).toContain(`Wobblewort ${other.rep} looks after Alpine Tools now.`);
  expect(fileOf(back)).toEqual({ ...fileOf(first), sequence: 1, method: 'CANCEL' });
  const theirs = await mailAbout(other.mail, 'Prepare: quarterly review');
  expect(fileOf(theirs)).toEqual({ ...fileOf(first), sequence: 1 });

  // From now on it is theirs alone that follows.
  await admin.post(`/v1/lifecycles/${id}/items/${review}`, { outcome: 'declined' }, wait);
  const off = await mailAbout(other.mail, 'Called off: ');
  expect(fileOf(off)).toMatchObject({ method: 'CANCEL', sequence: 2, uid: fileOf(first).uid });
  expect((await filesTo(people.repMail)).length).toBe(2);
});

test('the client is in another zone than we knew: the file says the new hour to whoever has it', async () => {
  const { id, first, people, client } = await prepared();
  await admin.patch(`/v1/clients/${client}`, { timeZone: 'Asia/Tokyo' });
  const moved = await mailAbout(people.repMail, 'Moved to ');
  expect(moved.text).toContain('The days and hours by which it goes have changed.');
  expect(fileOf(moved)).toEqual({ ...fileOf(first), sequence: 1, startsAt: `${quarter}T00:00:00.000Z` });
  expect((await lifecycle(id)).reviews[0]?.dueAt).toBe(`${quarter}T00:00:00.000Z`);
});

test('the contract is renewed before the review: the next term holds it, under the same name', async () => {
  const { id, first, people } = await prepared();
  await insist(`/v1/lifecycles/${id}/renew`, { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } });
  const next = id.replace(/t1$/, 't2');
  await eventually(async () => expect((await lifecycle(next)).reviews.some((one) => one.id === review)).toBe(true));
  const until = addDays(quarter, 5);
  await insist(`/v1/lifecycles/${next}/items/${review}/postpone`, { until, reason: 'away' });
  const moved = await mailAbout(people.repMail, 'Moved to ');
  expect(fileOf(moved)).toMatchObject({ uid: fileOf(first).uid, sequence: 1, method: 'PUBLISH' });
  expect(await kindsOfMailsTo(people.rep)).not.toContain('review-called-off');
});

test('one meeting for two lines: when the line that holds it leaves, its file is taken back and the other’s comes', async () => {
  const { ids, first, people } = await prepared(2);
  const [id = '', other = ''] = ids;
  await letPassUntil(other, noonOf(addDays(quarter, -3)));
  await eventually(async () =>
    expect((await lifecycle(other)).reviews[0]?.covered).toEqual({ lifecycle: id, item: review }),
  );
  expect((await filesTo(people.repMail)).length).toBe(1);
  await insist(`/v1/lifecycles/${id}/churn`, { reason: 'price' });
  const off = await mailAbout(people.repMail, 'Called off: ');
  expect(fileOf(off)).toMatchObject({ method: 'CANCEL', uid: fileOf(first).uid });
  const theirs = await mailAbout(people.repMail, { item: `${other}/${review}` });
  expect(fileOf(theirs)).toMatchObject({ method: 'PUBLISH', uid: `${other}.${review}` });
});

test('where no file was ever sent, nobody hears of one', async () => {
  const { ids, people } = await aClient(1, rules);
  const [id = ''] = ids;
  await insist(`/v1/lifecycles/${id}/items/${review}/postpone`, { until: addDays(quarter, 5), reason: 'away' });
  const other = await aColleague();
  await insist(`/v1/lifecycles/${id}/reassign`, { rep: other.rep });
  await insist(`/v1/lifecycles/${id}/churn`, { reason: 'price' });
  await eventually(async () => expect(await kindsOfMailsTo(other.rep)).toContain('passed-on'));
  for (const rep of [people.rep, other.rep])
    expect((await kindsOfMailsTo(rep)).filter((kind) => /review|prepared/.test(kind))).toEqual([]);
});
