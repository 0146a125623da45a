/** Mail to a client's contacts, end to end: in whose name it comes, in which language, with a way out that no scanner takes. */
import ICAL from 'ical.js';
import type { CaughtMail } from '../dev/caught-mail';
import { languages } from '../domain/core/language';
import { letterVoices } from '../domain/told/letter-voice';
import { admin, eventually, fresh, jobIs } from './support/api';
import { browse } from './support/browse';
import { aClient } from './support/clients';
import { addDays, addMonths, daysFromToday, noonOf, today } from './support/dates';
import { linkIn, mailAbout, mailsTo } from './support/mailbox';
import { letPassUntil } from './support/time';
import { person } from './support/workgroups';

const calm = { touches: { everyWeeks: 12 }, birthdays: { cards: false }, satisfaction: { remindWorkingDays: null } };

/** The address of the way out, as a mail program reads it in the header. */
function wayOutOf({ headers }: CaughtMail): string {
  expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  const [, address = ''] = /^<(https?:\/\/[^<>\s]+\/leave\/[\w-]{43})>$/.exec(headers['list-unsubscribe'] ?? '') ?? [];
  expect(address).not.toBe('');
  return address;
}

/** As mail programs post it: no cookie, no browser, the one word of RFC 8058 in a form of either kind. */
const oneClick = (address: string, how: 'multipart' | 'urlencoded' = 'urlencoded') => {
  const body = how === 'multipart' ? new FormData() : new URLSearchParams();
  body.append('List-Unsubscribe', 'One-Click');
  return fetch(address, { method: 'POST', body, redirect: 'manual', signal: AbortSignal.timeout(30_000) });
};

const optOutsOf = async (id: string): Promise<number> => {
  const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
  return (body.items as { kind: string }[]).filter(({ kind }) => kind === 'contact-opted-out').length;
};

test('one click in a mail program leaves a contact alone: scanners do not, twice is once, and it works when all else is closed', async () => {
  const { client, ids, mails } = await aClient(2, calm);
  const [id = '', other = ''] = ids;
  const [main = ''] = mails;
  await letPassUntil(id, noonOf(daysFromToday(80)));
  const question = await mailAbout(main, 'One question');
  expect(question.headers['auto-submitted']).toBe('auto-generated');
  expect(question.headers['x-auto-response-suppress']).toBe('All');
  const address = wayOutOf(question);
  // In sight, too, in both bodies.
  expect(question.text).toContain(address);
  expect(question.html).toContain(`href="${address}"`);

  // What is looked at, by whomever, changes nothing: GET shows a button.
  const looks = new Map([
    ['GET', 200],
    ['HEAD', 200],
    ['OPTIONS', 405],
    ['PUT', 405],
  ]);
  for (const [method, answered] of looks) {
    const { status, headers } = await fetch(address, { method, redirect: 'manual' });
    expect([method, status, headers.get('set-cookie')]).toEqual([method, answered, null]);
  }
  const asks = await (await fetch(address)).text();
  expect(asks).toContain('Shall we leave you alone?');
  // Nor does it open what other links open, or the other way round.
  expect((await fetch(address.replace('/leave/', '/l/'))).status).toBe(404);
  expect((await fetch(linkIn(question).replace('/l/', '/leave/'))).status).toBe(404);
  expect((await oneClick(linkIn(question).replace('/l/', '/leave/'))).status).toBe(404);
  expect(await optOutsOf(id)).toBe(0);

  // Everything else is closed.
  expect((await (await browse(linkIn(question))).post({ outcome: '9' })).status).toBe(200);
  expect((await admin.post(`/v1/lifecycles/${id}/churn`, { reason: 'price' })).status).toBe(200);

  const answers = await Promise.all([oneClick(address), oneClick(address, 'multipart')]);
  for (const answer of answers) {
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('Understood. You will not be asked again.');
  }
  await eventually(async () => expect(await optOutsOf(other)).toBe(1));
  expect((await oneClick(address)).status).toBe(200);
  expect(await (await fetch(address)).text()).toContain('Understood. You will not be asked again.');
  expect(await optOutsOf(other)).toBe(1);

  // Who came back may leave once more, by the same link.
  expect((await admin.post(`/v1/clients/${client}/contacts/Quetzalina-1/opt-in`, {})).status).toBe(202);
  await eventually(async () => expect(await (await fetch(address)).text()).toContain('Shall we leave you alone?'));
  expect((await oneClick(address)).status).toBe(200);
  await eventually(async () => expect(await optOutsOf(other)).toBe(2));
});

test('each workgroup writes in its own name; what it leaves out is the company’s; our own people read what they always read', async () => {
  const { ids, mails, people } = await aClient(1, calm);
  const [id = ''] = ids;
  const [main = ''] = mails;
  const shared = await person('shared');
  const workgroup = fresh('workgroup');
  const rep = { name: 'Wobblewort Rita', email: people.repMail, phone: '+43 1 5550100' };
  expect((await admin.put(`/v1/reps/${people.rep}`, rep)).body).toMatchObject(rep);
  const put = await admin.put(`/v1/workgroups/${workgroup}/brand`, {});
  expect(put.status).toBe(404);
  await admin.put(`/v1/workgroups/${workgroup}`, {
    name: 'Alps',
    receivablesManager: shared.id,
    businessDeveloper: shared.id,
    reps: [people.rep],
  });
  const brand = { name: 'Brightline, Alps "North"', colour: '#0B5CAD', signature: ['Customer Success'], web: 'https://brightline.example' };
  const kept = await admin.put(`/v1/workgroups/${workgroup}/brand`, brand);
  expect(kept).toMatchObject({ status: 200, body: { ...brand, colour: '#0b5cad', warnings: [] } });
  expect((await admin.get(`/v1/workgroups/${workgroup}/brand`)).body).toEqual(kept.body);
  // Changed as a workgroup, it keeps its name.
  await admin.put(`/v1/workgroups/${workgroup}`, {
    name: 'The Alps',
    receivablesManager: shared.id,
    businessDeveloper: shared.id,
    reps: [people.rep],
  });
  const imprint = [`Brightline GmbH, ${fresh('FN')}`];
  const { warnings: _, ...before } = (await admin.get('/v1/brand')).body;
  expect((await admin.put('/v1/brand', { ...before, imprint })).status).toBe(200);
  try {
    await letPassUntil(id, noonOf(daysFromToday(80)));
    const question = await mailAbout(main, 'One question: how satisfied are you with Line 1?');
    expect(question.headers.from).toMatch(/^"Wobblewort Rita, Brightline, Alps \\"North\\"" <holdfast@/);
    expect(question.headers['reply-to']).toContain(people.repMail);
    for (const said of ['Dear Quetzalina Main,', 'Wobblewort Rita', 'Brightline, Alps "North"', 'Customer Success', '+43 1 5550100', people.repMail, 'https://brightline.example', ...imprint])
      expect(question.text).toContain(said);
    expect(question.html).toContain('#0b5cad');
    expect(`${question.text}${question.html}`).not.toMatch(/Holdfast/);

    // The page asks in the same name, with the number of the mail chosen; what is no score chooses nothing.
    const page = await browse(`${linkIn(question)}?score=8`);
    expect(page.html).toContain('Brightline, Alps "North" · Line 1'.replaceAll('"', '&quot;'));
    expect(page.html).toMatch(/value="8"[^>]* checked/);
    expect(page.html).toContain('Wobblewort Rita, who looks after you at Brightline, Alps');
    for (const score of ['11', 'x', '']) expect((await browse(`${linkIn(question)}?score=${score}`)).html).not.toContain(' checked');
    const thanks = await page.post({ outcome: '8' });
    expect(thanks.html).toContain('Thank you. Your answer has arrived.');
    expect(thanks.html).toContain('Brightline, Alps');
    const { headers } = await mailAbout(people.repMail, 'Quetzalina Main answered 8 of 10');
    expect(headers.from).toMatch(/^Holdfast </);
    expect([headers['auto-submitted'], headers['x-auto-response-suppress']]).toEqual(['auto-generated', 'All']);
    expect(headers['list-unsubscribe']).toBeUndefined();
  } finally {
    await admin.put('/v1/brand', before);
  }
}); // prettier-ignore

test('a brand that nobody could show is refused at its field, and one that could not be read warned of', async () => {
  const refused = async (brand: object): Promise<unknown> =>
    ((await admin.put('/v1/workgroups/nowhere/brand', brand)).body.errors as { pointer: string }[])[0]?.pointer;
  expect(await refused({ colour: 'blue' })).toBe('/colour');
  expect(await refused({ logo: 'http://brightline.example/logo.png' })).toBe('/logo');
  expect(await refused({ web: 'javascript:alert(1)' })).toBe('/web');
  expect(await refused({ imprint: ['one\ntwo'] })).toBe('/imprint/0');
  expect(await refused({ footer: 'x' })).toBe('/footer');
  const [workgroup, shared] = [fresh('workgroup'), await person('shared')];
  await admin.put(`/v1/workgroups/${workgroup}`, { name: 'W', receivablesManager: shared.id, businessDeveloper: shared.id, reps: [] });
  const { body } = await admin.put(`/v1/workgroups/${workgroup}/brand`, { colour: '#ffd400' });
  expect(body.warnings).toEqual([expect.stringContaining('White words cannot be read on #ffd400')]);
}); // prettier-ignore

/** What is said of a training in each language but the original, which is English. */
const translations = {
  de: { title: 'Angebote in der halben Zeit', description: 'Was neu ist.', place: 'Saal 5' },
  fr: { title: 'Des devis deux fois plus vite', place: 'Salle 5' },
  es: { title: 'Ofertas en la mitad del tiempo' },
};
const original = { title: 'Quotes in half the time', description: 'What is new.', place: 'Room 5' };
const isIn = (language: string) => ({ ...original, ...new Map(Object.entries(translations)).get(language) });

test('every mail to a contact is in their language, with the campaign’s words in it where there are some, and carries the way out', async () => {
  const { client, ids, people } = await aClient(1, { ...calm, satisfaction: { contacts: 10 } }, { country: 'CH' });
  const [id = ''] = ids;
  const who = new Map(languages.map((language) => [language, `${client}-${language}.quetzalina@client.example`.toLowerCase()]));
  for (const [language, email] of who)
    await admin.put(`/v1/clients/${client}/contacts/${language}`, { name: `Quetzalina ${language}`, email, language, level: 'executive' });
  const of = (language: (typeof languages)[number]): string => who.get(language) ?? '';
  const { body: campaign } = await admin.post('/v1/campaigns', {
    kind: 'training',
    ...original,
    translations,
    startsAt: `${daysFromToday(20)}T13:00:00Z`,
    perClient: 10,
    filter: { clients: [client] },
  });
  await jobIs(campaign.id, 'previewed');
  await admin.post(`/v1/jobs/${campaign.id}/start`);
  await jobIs(campaign.id, 'done');
  const kindsTo = async (email: string) => (await mailsTo(email)).map(({ headers }) => headers['x-holdfast-mail']);
  const mailOf = (email: string, kind: string): Promise<CaughtMail> =>
    eventually(async () => {
      const found = (await mailsTo(email)).find(({ headers }) => headers['x-holdfast-mail'] === kind);
      if (found === undefined) throw new Error(`no ${kind} among ${(await kindsTo(email)).join()}`);
      return found;
    });
  for (const language of languages) {
    const { title, description, place } = isIn(language);
    const invitation = await mailOf(of(language), 'invitation');
    expect(invitation.subject).toContain(title);
    for (const said of [letterVoices[language].salutation(`Quetzalina ${language}`), description, place]) expect(invitation.text).toContain(said);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(invitation.calendar ?? '')).getFirstSubcomponent('vevent') ?? undefined);
    expect([event.summary, event.location, event.description]).toEqual([title, place, description]);
    const { html } = await browse(linkIn(invitation));
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain(title);
  }

  // Moved to another place, it is there in every language.
  const moved = await admin.post(`/v1/campaigns/${campaign.id}/move`, { startsAt: `${daysFromToday(22)}T13:00:00Z`, place: 'Room 7' });
  expect(moved.status).toBe(202);
  const toGerman = await mailOf(of('de'), 'invitation-moved');
  expect(toGerman.subject).toContain('Angebote in der halben Zeit');
  expect(toGerman.text).toContain('Room 7');
  expect(toGerman.text).not.toContain('Saal 5');
  expect((await admin.post(`/v1/campaigns/${campaign.id}/call-off`)).status).toBe(202);
  await mailOf(of('it'), 'invitation-called-off');

  // Somebody else looks after them: the contacts hear who it was, and how to reach who it is.
  const next = await person('next');
  await admin.put(`/v1/reps/${next.id}`, { name: 'Wobblewort Next', email: next.mail, phone: '+43 1 5550199' });
  const former = (await admin.get(`/v1/reps/${people.rep}`)).body.name as string;
  expect((await admin.post(`/v1/lifecycles/${id}/reassign`, { rep: next.id })).status).toBe(200);
  for (const language of languages) {
    const { text } = await mailOf(of(language), 'introduction');
    for (const said of [former, 'Wobblewort Next', '+43 1 5550199', next.mail]) expect(text).toContain(said);
  }
  await letPassUntil(id, noonOf(addDays(addMonths(today, 3), -20)));
  // Nobody is reminded of a question that has not arrived yet.
  await eventually(async () => {
    const { body } = await admin.get(`/v1/lifecycles/${id}/timeline?limit=200`);
    const asked = (body.items as { kind: string }[]).filter(({ kind }) => kind === 'satisfaction-asked').length;
    const arrived = await Promise.all(languages.map(async (language) => (await kindsTo(of(language))).filter((kind) => kind === 'satisfaction').length));
    expect(asked).toBeGreaterThan(0);
    expect(arrived).toEqual(languages.map(() => asked));
  });
  await letPassUntil(id, noonOf(addDays(addMonths(today, 3), -10)));
  for (const language of languages) await mailOf(of(language), 'satisfaction-reminder');

  // Whatever it is, it says that a program wrote it, and has a way out of its own.
  for (const language of languages) {
    const mails = await mailsTo(of(language));
    expect(new Set(mails.map(({ headers }) => headers['x-holdfast-mail']))).toEqual(
      new Set(['invitation', 'invitation-moved', 'invitation-called-off', 'introduction', 'satisfaction', 'satisfaction-reminder']),
    );
    const ways = mails.map((mail) => {
      expect([mail.headers['auto-submitted'], mail.headers['x-auto-response-suppress']]).toEqual(['auto-generated', 'All']);
      expect(mail.html).toContain(`<html lang="${language}" dir="ltr">`);
      return wayOutOf(mail);
    });
    expect(new Set(ways).size).toBe(mails.length);
    expect(await (await fetch(ways[0] ?? '')).text()).toContain(letterVoices[language].leave);
  }
}); // prettier-ignore
