/**
 * The book of clients, in a real browser: somebody with two hundred clients finds any of them by three letters, narrows and
 * sorts them, keeps what they look for again and again, and takes the table away. Nobody sees whom they do not read.
 */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { anAccessHouse, type AccessHouse } from './support/access-house';
import { admin, eventually, fresh, running, sales } from './support/api';
import { aDeal, aGroup, type People } from './support/deals';
import { oneChromium } from './support/real-browser';
import { deskFormFor, deskPageFor, sessionFor } from './support/signed-in';

const parts = ['Brix', 'Cove', 'Dorn', 'Fyrd', 'Glim', 'Holt', 'Jura', 'Kvant', 'Lumo', 'Mizar', 'Nerva', 'Pyxis', 'Quell', 'Rhône', 'Søvik', 'Tarn', 'Uhlan', 'Vexil', 'Wyrm', 'Zephyr']; // prettier-ignore
const trades = [
  'Anlagen',
  'Boote',
  'Chemie',
  'Druck',
  'Energie',
  'Fenster',
  'Garten',
  'Hotels',
  'Instrumente',
  'Kräne',
];
const names = parts.flatMap((part) => trades.map((trade) => `${part} ${trade}`));

const mark = fresh('book');
const productName = `Ledger ${mark}`;
let people: People;
let cookie: string;
/** Client ids by name. */
const idOf = new Map<string, string>();
let house: AccessHouse;

const handOver = async (name: string, index: number): Promise<void> => {
  const deal = aDeal({}, { group: people.group, skipOnboarding: true });
  const client = { ...deal.client, name };
  const [first, ...others] = deal.products;
  const worth = { amount: (index + 1) * 100_000, currency: index % 10 === 0 ? 'CHF' : 'EUR' };
  const products = [{ ...first, annualValue: worth, ...(index === 7 ? { name: productName, code: mark } : {}) }, ...others];
  const contacts = index === 11 ? deal.contacts.map((one) => ({ ...one, name: `Ørsted ${mark}` })) : deal.contacts;
  const { status, body } = await sales.post('/v1/deals', { ...deal, client, products, contacts });
  if (status !== 201) throw new Error(`hand-off of ${name}: ${status} ${JSON.stringify(body)}`);
  idOf.set(name, client.id);
}; // prettier-ignore

const somebody = oneChromium();

beforeAll(async () => {
  people = await aGroup();
  await Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let index = lane; index < names.length; index += 8) await handOver(names[index] ?? '', index);
    }),
  );
  house = await anAccessHouse();
  cookie = await sessionFor(people.rep);
  // What is asked of somebody next is there once a worker has recorded it.
  await eventually(async () => {
    const { html } = await deskPageFor(cookie, '/clients?sort=-next');
    if (html.includes('nothing planned') || html.includes('not known yet</span></td>')) throw new Error('not all are recorded yet');
  }, 150_000);
}, 240_000); // prettier-ignore

const found = (html: string): readonly string[] =>
  [...html.matchAll(/data-open[^>]*>([^<]*)<\/a>/g)].map(([, name = '']) => name.replaceAll('&amp;', '&'));

const book = async (query: string, by = cookie): Promise<readonly string[]> => {
  const { status, html } = await deskPageFor(by, `/clients${query}`);
  expect(status).toBe(200);
  return found(html);
};

/** Somebody at a desk, or with a phone, who is signed in. */
async function atDesk(size = { width: 1280, height: 900 }): Promise<Page> {
  const { page } = await somebody();
  await page.setViewportSize(size);
  const [name = '', value = ''] = cookie.split('=');
  await page.context().addCookies([{ name, value, url: running.api }]);
  return page;
}

/** Nothing that axe complains of by day or by night, and nothing wider than the screen. */
async function sound(page: Page): Promise<void> {
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const faults: readonly unknown[] = await page.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, String(nodes[0]?.target)]))`,
    );
    expect({ colorScheme, faults }).toEqual({ colorScheme, faults: [] });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

describe('the book of somebody with two hundred clients', () => {
  test('finds any of them by three letters, whatever their case and accents', async () => {
    const missing: string[] = [];
    for (const [index, name] of names.entries()) {
      const [first = '', second = ''] = name.split(' ');
      const typed = index % 2 === 0 ? first.slice(0, 3).toUpperCase() : second.slice(-3).toLowerCase();
      if (!(await book(`?q=${encodeURIComponent(typed)}`)).includes(name)) missing.push(`${name} by ${typed}`);
    }
    expect(missing).toEqual([]);
    for (const [typed, name] of [
      ['rho', 'Rhône Kräne'],
      ['rhône', 'Rhône Kräne'],
      ['RHO kra', 'Rhône Kräne'],
      ['kräne rhö', 'Rhône Kräne'],
      ['zeph anl', 'Zephyr Anlagen'],
      [productName.toUpperCase(), names[7]],
      [mark.slice(0, 12), names[7]],
    ] as const)
      expect(await book(`?q=${encodeURIComponent(typed)}`)).toContain(name);
    expect(await book(`?q=${encodeURIComponent(`Ørsted ${mark}`)}`)).toEqual([names[11]]);
    expect(await book('?q=rhone%20anl')).toEqual(['Rhône Anlagen']);
  });

  test.each([
    '%', '%%%', '_', '__', "'", "''", '"', '\\', '\\\\', '\\%', "'; drop table clients; --", '$1', '${x}', '<script>', '(', '[', '*', '.', '�', '‮abc', '😀', 'ﷺ', '٪', '％',
    'x'.repeat(5_000), '% '.repeat(200), 'a b c d e f g h i j',
  ].map((typed) => [typed.slice(0, 20), typed] as const))('takes %j for what was typed', async (_, typed) => {
    const { status, html } = await deskPageFor(cookie, `/clients?q=${encodeURIComponent(typed)}`);
    expect(status).toBe(200);
    // Nobody’s name has any of that in it.
    expect(found(html)).toEqual([]);
  }); // prettier-ignore

  test.each([
    ['/clients?q=%00', [200, 400]],
    ['/clients?q=%ff%fe', [200, 400]],
    ['/clients?q[]=a&q[$gt]=', [200]],
    ['/clients?page=99999999999999999999', [200, 303]],
    ['/clients?page=-1&sort=__proto__&health=constructor', [200]],
    ['/clients?rep=nobody&workgroup=%25', [200]],
    ['/clients.csv?sort=__proto__&page=7&q=%25', [200]],
  ] as const)('%s is no failure of ours', async (path, statuses) => {
    expect(statuses).toContain((await deskPageFor(cookie, path)).status);
  });

  test('goes page by page, and each order holds across its pages', async () => {
    const pages = await Promise.all([1, 2, 3, 4].map((page) => book(`?page=${page}`)));
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 50, 50]);
    const plain = (name: string): string => name.normalize('NFKD').replaceAll(/[\u0300-\u036f]/g, '').toLowerCase();
    expect(pages.flat().map(plain)).toEqual(names.map(plain).toSorted());
    const beyond = await deskPageFor(cookie, '/clients?page=5&sort=-renewal');
    expect([beyond.status, beyond.headers.get('Location')]).toEqual([303, '/clients?sort=-renewal']);
    for (const sort of ['name', 'lines', 'worth', 'health', 'contact', 'next', 'renewal', 'rep'])
      for (const way of ['', '-']) {
        const all = await Promise.all([1, 2, 3, 4].map((page) => book(`?sort=${way}${sort}&page=${page}`)));
        expect({ sort, way, found: new Set(all.flat()).size }).toEqual({ sort, way, found: 200 });
      }
    // Currency by currency, the one that most have first.
    expect((await book('?sort=-worth'))[0]).toBe(names[199]);
    expect((await book('?sort=-worth&page=4')).slice(-20)[0]).toBe(names[190]);
  }); // prettier-ignore

  test('is narrowed by filters', async () => {
    const [green, red, silent, onboarding, near] = await Promise.all(
      ['?health=unknown', '?health=red', '?silent=30', '?stage=onboarding', '?renewal=30'].map((query) => book(query)),
    );
    expect([green?.length, red, silent, onboarding, near]).toEqual([50, [], [], [], []]);
    expect(await book('?stage=retention&q=zephyr')).toHaveLength(10);
    const [aside] = [...idOf.values()];
    expect(aside).toBeDefined();
    expect(await book(`?rep=${people.rep}&q=zep`)).toHaveLength(10);
    expect(await book('?rep=somebody-else')).toEqual([]);
  });

  test('is a file as it is asked for, and no name in it is a formula', async () => {
    const { status, html, headers } = await deskPageFor(cookie, '/clients.csv?q=zephyr&sort=-name');
    expect([status, headers.get('Content-Type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="clients-\d{4}-\d\d-\d\d\.csv"$/);
    const [head, ...rows] = html.trimEnd().split('\n');
    expect(head).toContain('Client,Products,Stage,Worth a year (CHF),Worth a year (EUR)');
    expect(rows.map((row) => row.split(',')[0])).toEqual(names.slice(190).toReversed());
    expect((await deskPageFor(cookie, '/clients.csv')).html.trimEnd().split('\n')).toHaveLength(201);
  });

  test('views are kept per person, replaced by name, and taken away by nobody else', async () => {
    const own = await sessionFor(people.rep);
    const query = 'health=red&sort=-worth&page=3&q=Ada';
    expect((await deskFormFor(own, '/clients/views', { name: 'Red <ones>', query })).leadsTo).toBe('/clients?health=red&sort=-worth');
    await deskFormFor(own, '/clients/views', { name: 'Red <ones>', query: 'health=amber' });
    const { html } = await deskPageFor(own, '/clients');
    expect(html).toContain('<a href="/clients?health=amber">Red &lt;ones></a>');
    expect(html).not.toContain('Ada');
    const id = /\/clients\/views\/([^/"]+)\/delete/.exec(html)?.[1] ?? '';
    const other = await sessionFor(house.otherRep);
    expect((await deskPageFor(other, '/clients')).html).not.toContain('Red &lt;ones');
    expect((await deskFormFor(other, `/clients/views/${id}/delete`, {})).status).toBe(303);
    expect((await deskFormFor(own, `/clients/views/${id}/delete`, {}, 'cross-site')).status).toBe(403);
    expect((await deskPageFor(own, '/clients')).html).toContain('Red &lt;ones');
    expect((await deskFormFor(own, `/clients/views/${id}/delete`, {})).leadsTo).toBe('/clients');
    expect((await deskPageFor(own, '/clients')).html).not.toContain('Red &lt;ones');
    const nameless = await deskFormFor(own, '/clients/views', { name: ' \n ', query: 'health=red' });
    expect([nameless.status, nameless.html.includes('Give the view a name.')]).toEqual([422, true]);
    const long = await deskFormFor(own, '/clients/views', { name: 'x'.repeat(61), query: 'health=red' });
    expect([long.status, long.html.includes('x'.repeat(61))]).toEqual([422, true]);
    for (let n = 0; n < 20; n += 1) await deskFormFor(own, '/clients/views', { name: `View ${n}`, query: '' });
    const full = await deskFormFor(own, '/clients/views', { name: 'One more', query: '' });
    expect([full.status, full.html.includes('You have 20 views already.')]).toEqual([422, true]);
    const all = (await deskPageFor(own, '/clients')).html;
    for (const [, one] of all.matchAll(/\/clients\/views\/([^/"]+)\/delete/g)) await deskFormFor(own, `/clients/views/${one}/delete`, {});
  }); // prettier-ignore
});

test('who reads a client has it in their book, and nobody else', async () => {
  const { id } = house.deal.client;
  const has = async (person: string, kind: 'rep' | 'seller' = 'rep'): Promise<boolean> => {
    const { html } = await deskPageFor(await sessionFor(person, kind), '/clients?q=alpine');
    return html.includes(`/clients/${id}"`);
  };
  const manager = house.people.managerMail.split('.')[0] ?? '';
  const director = house.people.directorMail.split('.')[0] ?? '';
  expect({
    keeps: await has(house.people.rep),
    'stands in': await has(house.deputy),
    manager: await has(manager),
    director: await has(director),
    other: await has(house.otherRep),
  }).toEqual({ keeps: true, 'stands in': true, manager: true, director: true, other: false });
  const back = await admin.put(`/v1/reps/${house.people.rep}`, {
    name: 'Wobblewort back',
    email: house.people.repMail,
    absences: [],
    deputy: house.deputy,
  });
  expect(back.status).toBe(200);
  expect(await has(house.deputy)).toBe(false);
  expect((await deskPageFor('', '/clients?q=a&sort=-worth')).headers.get('Location')).toBe(
    `/sign-in?then=${encodeURIComponent('/clients?q=a&sort=-worth')}`,
  );
});

describe('in a browser', () => {
  test('a client is found, and an act of theirs reached, by keys alone', async () => {
    const page = await atDesk();
    await page.goto(`${running.api}/clients`);
    await sound(page);
    await page.keyboard.press('/');
    await page.keyboard.type('zep');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/clients\?q=zep$/);
    await page.getByText('10 clients').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    expect(await page.evaluate(`document.activeElement.querySelector('[data-open]').textContent`)).toBe('Zephyr Boote');
    await page.keyboard.press('Tab');
    const id = idOf.get('Zephyr Boote') ?? '';
    expect(await page.evaluate(`document.activeElement.getAttribute('href')`)).toBe(`/clients/${id}`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(`document.activeElement.getAttribute('href')`)).toMatch(/^\/do\//);
    await sound(page);
  });

  test('typing and choosing narrow the book without a reload, and the address is the state', async () => {
    const page = await atDesk();
    await page.goto(`${running.api}/clients`);
    await page.evaluate('window.still = true');
    await page.getByLabel('Name, person or product').pressSequentially('kva');
    await page.getByText('10 clients').waitFor();
    await page.waitForURL(/\/clients\?q=kva$/);
    await page.getByText('Filters', { exact: true }).click();
    await page.getByLabel('Order').selectOption({ label: 'Worth a year, from the other end' });
    await page.waitForURL(/\/clients\?q=kva&sort=-worth$/);
    await page.locator('th[aria-sort=descending]').waitFor();
    expect(await page.evaluate('window.still')).toBe(true);
    await page.goBack();
    await page.waitForURL(/\/clients\?q=kva$/);
    await page.getByLabel('Name, person or product').fill('zzz');
    await page.getByText('Nobody is called that: “zzz”.').waitFor();
    await sound(page);
  });

  test('a view is saved, opened and taken away', async () => {
    const page = await atDesk();
    await page.goto(`${running.api}/clients?health=unknown&sort=-worth`);
    await page.getByText('Save this view').first().click();
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByText('Give the view a name.').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('view-name');
    await page.keyboard.type('Whom I do not know');
    await page.keyboard.press('Enter');
    const view = page.getByRole('link', { name: 'Whom I do not know' });
    await view.waitFor();
    expect(await view.getAttribute('aria-current')).toBe('page');
    await page.goto(`${running.api}/clients`);
    await view.click();
    await page.waitForURL(/\/clients\?health=unknown&sort=-worth$/);
    await sound(page);
    await page.getByRole('button', { name: 'Delete the view Whom I do not know' }).click();
    await page.waitForURL(/\/clients$/);
    expect(await view.count()).toBe(0);
  });

  test('on a phone each client is a card', async () => {
    const page = await atDesk({ width: 390, height: 844 });
    await page.goto(`${running.api}/clients?q=rhone`);
    await page.getByText('10 clients').waitFor();
    await sound(page);
    const [first, second]: { readonly x: number; readonly y: number }[] = await page.evaluate(
      `[...document.querySelectorAll('[data-row]')].slice(0, 2).map((row) => { const { x, y } = row.getBoundingClientRect(); return { x, y }; })`,
    );
    expect([first?.x === second?.x, (first?.y ?? 0) < (second?.y ?? 0)]).toEqual([true, true]);
    const small = await page.evaluate(
      `[...document.querySelectorAll('main a, main button, main select, main input:not([type=hidden]), main summary')].filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5).map((one) => one.outerHTML.slice(0, 80))`,
    );
    expect(small).toEqual([]);
  });

  test('all of it works without scripts', async () => {
    const { page: other } = await somebody();
    const context = await other.context().browser()?.newContext({ javaScriptEnabled: false });
    if (context === undefined) throw new Error('no browser');
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: running.api }]);
    const page = await context.newPage();
    await page.goto(`${running.api}/clients`);
    await page.getByLabel('Name, person or product').fill('mizar');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('10 clients').waitFor();
    await page.getByRole('link', { name: 'Worth a year' }).click();
    await page.waitForURL(/sort=worth/);
    expect(await page.locator('[data-row]').count()).toBe(10);
    await page.getByText('Save this view').first().click();
    await page.getByLabel('Name of the view').fill('Without scripts');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await page.getByRole('button', { name: 'Delete the view Without scripts' }).click();
    await page.waitForURL(/\/clients$/);
    expect(await page.getByRole('link', { name: 'Without scripts' }).count()).toBe(0);
  });
});
