/** Signing in: by the link and by the code of a real mail, in a real browser; and everything that must not sign in. */
import { withDatabase } from '../dev/postgres';
import { admin, eventually, fresh, running } from './support/api';
import { aDeal, aGroup, handOff } from './support/deals';
import { keyFor } from './support/keys';
import { oneChromium } from './support/real-browser';
import { cookieIn, sendForm, sessionOf, signInCode, signInMail, signInMails, signInPath } from './support/sign-in';

const somebody = oneChromium();

/** One of our people, with an address of their own. */
async function aRep(
  parts: object = {},
): Promise<{ readonly id: string; readonly email: string; readonly name: string }> {
  const id = fresh('rep');
  const [email, name] = [`${id}@holdfast.example`, 'Ida Holm'];
  expect((await admin.put(`/v1/reps/${id}`, { name, email, ...parts })).status).toBe(200);
  return { id, email, name };
}

async function aSeller(parts: object = {}): Promise<{ readonly id: string; readonly email: string }> {
  const id = fresh('seller');
  const email = `${id}@holdfast.example`;
  expect((await admin.put(`/v1/sellers/${id}`, { name: 'Sam Seller', email, ...parts })).status).toBe(200);
  return { id, email };
}

/** Whether a session opens the desk. */
async function isIn(session: string, api = running.api): Promise<boolean> {
  const { status, headers } = await fetch(`${api}/lifecycles/none.at-all.t1`, {
    headers: { Cookie: session },
    redirect: 'manual',
  });
  if (status === 303 && headers.get('Location') !== '/sign-in?then=%2Flifecycles%2Fnone.at-all.t1')
    throw new Error(`led to ${headers.get('Location')}`);
  return status === 404;
}

/** Asks for a mail; gives what the browser holds then. */
async function ask(email: string, wanted = '/'): Promise<string> {
  const form = [
    ['email', email],
    ['then', wanted],
  ] as const;
  const answer = await sendForm('/sign-in', Object.fromEntries(form));
  expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/sign-in/code']);
  return cookieIn(answer, 'hf_sign_in');
}

const typed = async (
  cookie: string,
  code: string,
): Promise<{ readonly status: number; readonly html: string; readonly session: string }> => {
  const answer = await sendForm('/sign-in/code', { code }, { cookie });
  return { status: answer.status, html: await answer.text(), session: cookieIn(answer, 'hf_session') };
};
const opened = async (
  path: string,
): Promise<{ readonly status: number; readonly session: string; readonly to: string | null }> => {
  const answer = await sendForm(path, {});
  return { status: answer.status, session: cookieIn(answer, 'hf_session'), to: answer.headers.get('Location') };
};
/** A code that is another one. */
const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('who opens a page of ours signs in by the link in their mail and comes to that page; looking at the link signs nobody in', async () => {
  const people = await aGroup();
  const id = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const { page, visit, send, heard } = await somebody();
  await visit(`${running.api}/lifecycles/${id}`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await heard()).toEqual(['textbox Your mail address', 'button Send me a link']);
  await page.getByRole('textbox', { name: 'Your mail address' }).fill(people.repMail.toUpperCase());
  await send('Look into your mail', 'Send me a link');
  const mail = await signInMail(people.repMail);
  expect(mail.subject).toBe('Your link to sign in');
  for (const method of ['GET', 'HEAD']) {
    const looked = await fetch(`${running.api}${signInPath(mail)}`, { method });
    expect([looked.status, looked.headers.getSetCookie()]).toEqual([200, []]);
  }
  await visit(`${running.mailbox.web}/mails/${mail.id}/html`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByText('You come in as ').waitFor();
  await send('What next, and when', 'Sign in');
  // That of its client.
  expect(new URL(page.url()).hash).toBe(`#line-${id}`);
  const [cookie] = (await page.context().cookies()).filter(({ name }) => name === 'hf_session');
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 });
  // Who is signed in already is not asked again.
  await visit(`${running.api}/sign-in`);
  expect(new URL(page.url()).pathname).toBe('/');
});

test('who types the code comes in too, also with a space in it; a wrong one is said at its field, in German to who reads that', async () => {
  const { email } = await aRep({ language: 'de' });
  const { page, visit, send } = await somebody();
  await visit(`${running.api}/sign-in`);
  await page.getByRole('textbox', { name: 'Your mail address' }).fill(email);
  await send('Look into your mail', 'Send me a link');
  const mail = await signInMail(email);
  expect(mail.subject).toBe('Ihr Link zur Anmeldung');
  const code = signInCode(mail);
  const field = page.getByRole('textbox', { name: 'Six digits from the mail' });
  await field.fill(otherThan(code));
  await send('That is not the code.', 'Sign in');
  expect(await page.evaluate('document.activeElement.id')).toBe('code');
  await field.fill('12345');
  await send('The code has six digits.', 'Sign in');
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${running.api}/`);
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['hf_session']);
});

test('without scripts somebody signs in and out just the same', async () => {
  const { email } = await aRep();
  const { page } = await somebody();
  const context = await page.context().browser()?.newContext({ javaScriptEnabled: false });
  if (context === undefined) throw new Error('no browser');
  const plain = await context.newPage();
  await plain.goto(`${running.api}/sign-in`);
  await plain.getByRole('textbox').fill(email);
  await plain.getByRole('button', { name: 'Send me a link' }).click();
  await plain.getByRole('textbox').fill(signInCode(await signInMail(email)));
  await plain.getByRole('button', { name: 'Sign in' }).click();
  await plain.waitForURL(`${running.api}/`);
  await plain.goto(`${running.api}/lifecycles/none.at-all.t1`);
  await plain.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await plain.getByText('Ida Holm').click();
  await plain.getByRole('button', { name: 'Sign out', exact: true }).click();
  await plain.getByRole('heading', { name: 'You are signed out' }).waitFor();
  await plain.goto(`${running.api}/lifecycles/none.at-all.t1`);
  expect(await plain.getByRole('heading', { level: 1 }).innerText()).toBe('Sign in');
});

test('nobody learns whether an address is known: the answer is the same, and no mail goes where nobody is', async () => {
  const { email } = await aRep();
  const stranger = `${fresh('nobody')}@holdfast.example`;
  const answers = await Promise.all(
    [email, stranger].map(async (address) => {
      const answer = await sendForm('/sign-in', { email: address });
      const cookie = cookieIn(answer, 'hf_sign_in');
      const wrong: unknown[] = [];
      for (let tries = 0; tries < 6; tries += 1) wrong.push((await typed(cookie, '000000')).html);
      const headers = [...answer.headers].filter(([name]) => !/^(date|x-request-id|set-cookie)$/.test(name));
      return { status: answer.status, headers, body: await answer.text(), wrong };
    }),
  );
  expect(answers[1]).toEqual(answers[0]);
  await signInMail(email);
  expect(await signInMails(stranger)).toEqual([]);
});

test.each([
  '',
  'ida',
  'ida@',
  '@holdfast.example',
  'a b@holdfast.example',
  'ida@holdfast',
  `${'x'.repeat(300)}@holdfast.example`,
  '<ida@holdfast.example>',
])('what is no address is said at its field, and stays: %j', async (email) => {
  const answer = await sendForm('/sign-in', { email });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('That is no mail address.');
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('a code is taken five times at most, and never again after it was used; its link goes on until it is used', async () => {
  const { email } = await aRep();
  const cookie = await ask(email);
  const mail = await signInMail(email);
  const code = signInCode(mail);
  for (let tries = 1; tries <= 5; tries += 1) {
    const { status, html, session } = await typed(cookie, otherThan(code));
    expect([status, session]).toEqual([422, '']);
    expect(html).toContain(tries < 5 ? 'That is not the code.' : 'This code is no longer good.');
  }
  expect(await typed(cookie, code)).toMatchObject({ status: 422, session: '' });
  const first = await opened(signInPath(mail));
  expect([first.status, await isIn(first.session)]).toEqual([303, true]);
  expect(await opened(signInPath(mail))).toMatchObject({ status: 409, session: '' });

  const again = await ask(email);
  const next = await signInMail(email, 2);
  const came = await typed(again, signInCode(next));
  expect([came.status, await isIn(came.session)]).toEqual([303, true]);
  expect(await typed(again, signInCode(next))).toMatchObject({ status: 422, session: '' });
  expect(await opened(signInPath(next))).toMatchObject({ status: 409, session: '' });
});

test('of many who use one link at once, one comes in; of many codes typed at once no more than five are looked at', async () => {
  const { email } = await aRep();
  await ask(email);
  const path = signInPath(await signInMail(email));
  const many = await Promise.all(Array.from({ length: 8 }, () => opened(path)));
  expect(many.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    303,
    ...Array.from({ length: 7 }, () => 409),
  ]);

  const cookie = await ask(email);
  const code = signInCode(await signInMail(email, 2));
  const wrong = await Promise.all(Array.from({ length: 12 }, () => typed(cookie, otherThan(code))));
  expect(wrong.filter(({ html }) => html.includes('That is not the code.'))).toHaveLength(4);
  expect(await typed(cookie, code)).toMatchObject({ session: '' });
});

test('a code is good in the browser alone that asked for it; what is forged opens nothing', async () => {
  const [{ email }, other] = [await aRep(), await aRep()];
  await ask(email);
  const code = signInCode(await signInMail(email));
  const theirs = await ask(other.email);
  // One time in a million theirs would be the same.
  const notTheirs = signInCode(await signInMail(other.email)) === code ? otherThan(code) : code;
  expect(await typed(theirs, notTheirs)).toMatchObject({ status: 422, session: '' });
  const forged = 'A'.repeat(43);
  expect(await typed(`hf_sign_in=${forged}`, code)).toMatchObject({ status: 422, session: '' });
  const none = await sendForm('/sign-in/code', { code });
  expect([none.status, none.headers.get('Location')]).toEqual([303, '/sign-in']);
  for (const token of [forged, 'short', '%00', '..%2F..', `${forged}${forged}`]) {
    const sent = await sendForm(`/sign-in/${token}`, {});
    expect([token, sent.status < 500, cookieIn(sent, 'hf_session')]).toEqual([token, true, '']);
    expect((await fetch(`${running.api}/sign-in/${token}`)).status).toBeLessThan(500);
  }
  for (const session of [`hf_session=${forged}`, 'hf_session=', 'hf_session=%00', '__Host-hf_session=x'])
    expect(await isIn(session)).toBe(false);
});

test('a form from another site neither asks, nor signs in, nor signs out', async () => {
  const { email } = await aRep();
  const session = await sessionOf(email);
  await ask(email);
  const path = signInPath(await signInMail(email, 2));
  for (const at of ['/sign-in', '/sign-in/code', path, '/sign-out'])
    for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }]) {
      const body = new URLSearchParams({ email, code: '000000', everywhere: 'yes' });
      const sent = await fetch(`${running.api}${at}`, {
        method: 'POST',
        body,
        headers: { ...headers, Cookie: session },
      });
      expect([at, sent.status, sent.headers.getSetCookie()]).toEqual([at, 403, []]);
      expect(sent.headers.get('Content-Type')).toContain('text/html');
    }
  expect(await isIn(session)).toBe(true);
});

test.each([
  ['/lifecycles/x.y.t1?a=1', '/lifecycles/x.y.t1?a=1'],
  ['https://evil.example/', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-out', '/'],
])('who wanted to go to %j comes to %s', async (wanted, to) => {
  const { email } = await aRep();
  await ask(email, wanted);
  expect((await opened(signInPath(await signInMail(email)))).to).toBe(to);
});

test('somebody gets five mails in a quarter hour at most, and is told nothing else', async () => {
  const { email } = await aRep();
  for (let asked = 0; asked < 5; asked += 1) await ask(email);
  await signInMail(email, 5);
  for (let asked = 0; asked < 3; asked += 1) await ask(email);
  const other = await aRep();
  await ask(other.email);
  await signInMail(other.email);
  expect(await signInMails(email)).toHaveLength(5);
});

test('signing out ends this session, here; everywhere ends every one', async () => {
  const { email, id } = await aRep();
  const [one, two, three] = [await sessionOf(email), await sessionOf(email), await sessionOf(email)];
  const out = await sendForm('/sign-out', {}, { cookie: one });
  expect([out.status, await isIn(one), await isIn(two)]).toEqual([200, false, true]);
  expect(await (await sendForm('/sign-out', { everywhere: 'yes' }, { cookie: two })).text()).toContain(
    'On every device.',
  );
  expect([await isIn(two), await isIn(three)]).toEqual([false, false]);
  const theirs = await withDatabase(running.postgres, async (client) =>
    (
      await client.query<{ route: string; subject: string }>('select route, subject from audit where actor = $1', [id])
    ).rows.map(({ route, subject }) => `${route} ${subject}`),
  );
  expect(theirs.filter((line) => line === `/sign-in/:token rep/${id}`)).toHaveLength(3);
  expect(theirs.filter((line) => line === `/sign-out rep/${id}`)).toHaveLength(2);
});

test('who leaves is out at once, with every session and with what was mailed; who comes back signs in anew', async () => {
  const { id, email, name } = await aRep();
  const session = await sessionOf(email);
  await ask(email);
  const mailed = signInPath(await signInMail(email, 2));
  expect((await admin.put(`/v1/reps/${id}`, { name, email, left: true })).status).toBe(200);
  expect(await isIn(session)).toBe(false);
  expect((await fetch(`${running.api}${mailed}`)).status).toBe(409);
  expect(await opened(mailed)).toMatchObject({ status: 409, session: '' });
  await ask(email);
  expect((await admin.put(`/v1/reps/${id}`, { name, email, left: false })).status).toBe(200);
  expect(await isIn(session)).toBe(false);
  expect(await isIn(await sessionOf(email))).toBe(true);
});

test('who passes their clients on and leaves is out at once', async () => {
  const [from, to] = [await aRep(), await aRep()];
  const session = await sessionOf(from.email);
  const { status } = await admin.post(`/v1/reps/${from.id}/handover`, { to: to.id, leaves: true });
  expect(status).toBe(202);
  expect(await isIn(session)).toBe(false);
});

test('a seller signs in, and sees what they sold alone; who left is out at once', async () => {
  const { id, email } = await aSeller();
  const session = await sessionOf(email);
  const own = await handOff(aDeal({ seller: { id, name: 'Sam Seller', email } }, { skipOnboarding: true }));
  const others = await handOff(aDeal({}, { skipOnboarding: true }));
  const look = async (lifecycle: string): Promise<number> =>
    (await fetch(`${running.api}/lifecycles/${lifecycle}`, { headers: { Cookie: session } })).status;
  expect([await look(own), await look(others)]).toEqual([200, 404]);
  expect((await admin.put(`/v1/sellers/${id}`, { name: 'Sam Seller', email, left: true })).status).toBe(200);
  expect(await isIn(session)).toBe(false);
});

test('roles come from live keys: who owns a key of ops sees every client until it is revoked', async () => {
  const people = await aGroup();
  const lifecycle = await handOff(aDeal({}, { group: people.group, skipOnboarding: true }));
  const { id, email } = await aRep();
  const session = await sessionOf(email);
  const look = async (): Promise<number> =>
    (await fetch(`${running.api}/lifecycles/${lifecycle}`, { headers: { Cookie: session } })).status;
  expect(await look()).toBe(404);
  const key = await keyFor('ops', { rep: id });
  expect(await look()).toBe(200);
  expect((await admin.delete(`/v1/keys/${key.id}`)).status).toBeLessThan(300);
  expect(await look()).toBe(404);
});

test('a program that asks for the first page gets JSON; a browser is led to where people sign in', async () => {
  const asked = async (accept: string): Promise<Response> =>
    fetch(`${running.api}/`, { headers: { Accept: accept }, redirect: 'manual' });
  expect(await (await asked('*/*')).json()).toMatchObject({
    name: 'Holdfast',
    links: { documents: `${running.api}/docs` },
  });
  const browser = await eventually(() => asked('text/html,application/xhtml+xml,*/*;q=0.8'));
  expect([browser.status, browser.headers.get('Location')]).toEqual([303, '/sign-in?then=%2F']);
});
