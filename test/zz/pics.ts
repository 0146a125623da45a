import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { hrefOfDoing } from '../../links/doing';
import { clientPage } from '../../pages/desk/client';
import { clientActPage } from '../../pages/desk/client-act';
import { dealPage } from '../../pages/desk/deal';
import { notFilled } from '../../pages/parts/filled';
import { stylesheet } from '../../pages/stylesheet';
import { clientDesk } from '../support/client-desks';
import { retained, say, until } from '../support/lives';
import { deal, inEnglish, inGerman } from '../support/occasions';

const calm = retained();
let troubled = until(say(until(calm, '2027-02-01'), '2027-02-02T12:00:00.000Z', 'usageChanged', { bucket: 'low' }), '2027-02-20');
troubled = say(troubled, '2027-02-21T12:00:00.000Z', 'usageChanged', { bucket: 'good' });
troubled = say(troubled, '2027-03-01T12:00:00.000Z', 'happinessHeard', { score: 4 });
troubled = say(troubled, '2027-03-03T12:00:00.000Z', 'usageChanged', { bucket: 'none' });
troubled = until(troubled, '2027-03-05');
const leaving = say(troubled, '2027-03-06T12:00:00.000Z', 'notice', { receivedOn: '2027-03-05', reason: 'price' });
const other = { ...calm, seed: { ...calm.seed, lifecycleId: 'D-1.desk.t1', product: { ...calm.seed.product, name: 'Service Desk Enterprise Edition for Manufacturing Companies' } } };
const signedIn = { name: 'Mira Holt', language: 'en' as const };
const long = 'Österreichisch-Ungarische Donaudampfschifffahrtsgesellschaft für Werkzeugmaschinenbau und Instandhaltung GmbH & Co KG';
const course = troubled.recent;
const pages: Record<string, string> = {
  '/full': clientPage({ desk: clientDesk([leaving, other], inEnglish, { name: 'Alpine Tools' }), locale: inEnglish, signedIn, done: 'contact', doing: hrefOfDoing }),
  '/long': clientPage({ desk: clientDesk([troubled, other], inGerman, { name: long }), locale: inGerman, signedIn: { name: long, language: 'de' }, done: null, doing: hrefOfDoing, temporal: (id) => `https://t.example/${id}` }),
  '/empty': clientPage({ desk: clientDesk([], inEnglish, { name: 'Alpine Tools', contacts: [], talks: [], deals: [], contactsMade: [], now: '2027-01-05T12:00:00.000Z', timeline: { filter: 'all', entries: [], older: null, fromThePast: false } }), locale: inEnglish, signedIn, done: null, doing: hrefOfDoing }),
  '/contact': clientActPage({ act: 'contact', desk: clientDesk([troubled, other], inEnglish, { name: 'Alpine Tools' }), locale: inEnglish, signedIn, form: { values: { kind: ['call'] }, errors: { outcome: 'Choose what came of it.' } }, formId: 'x'.repeat(20), today: '2027-03-08' }),
  '/sure': clientActPage({ act: 'renew', desk: clientDesk([troubled], inEnglish, { name: 'Alpine Tools' }), locale: inEnglish, signedIn, form: notFilled, formId: 'x'.repeat(20), today: '2027-03-08', sure: { line: clientDesk([troubled], inEnglish).lines[0]!, termMonths: 12, annualValue: { amount: 3_600_000, currency: 'EUR' } } }),
  '/deal': dealPage({ deal, closedAt: '2027-01-01T10:00:00.000Z', client: { id: 'C-1', name: 'Alpine Tools' }, amendments: [{ amendmentId: 'A-1', effectiveOn: '2027-06-01', products: [{ code: 'crm-pro', quantity: 60, annualValue: { amount: 1_500_000, currency: 'EUR' } }] }], locale: inEnglish, signedIn }),
};
void course;
async function main() {
  const server = createServer((request, response) => {
    const at = request.url ?? '/';
    if (at.startsWith('/assets/pages.css')) return response.setHeader('Content-Type', 'text/css').end(stylesheet);
    const html = pages[at.split('?')[0] ?? ''];
    response.setHeader('Content-Type', 'text/html').writeHead(html === undefined ? 404 : 200).end(html ?? '');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  const { default: packed } = await import('@sparticuz/chromium');
  const browser = await chromium.launch({ executablePath: await packed.executablePath(), args: packed.args });
  const page = await browser.newPage();
  const which = process.argv.slice(2);
  for (const name of Object.keys(pages).filter((one) => which.length === 0 || which.includes(one)))
    for (const [size, width] of [['wide', 1280], ['phone', 390]] as const)
      for (const colorScheme of name === '/full' ? (['light', 'dark'] as const) : (['light'] as const)) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.goto(`http://127.0.0.1:${port}${name}`);
        console.log(name, size, await page.evaluate('[document.documentElement.scrollWidth, innerWidth]'));
        await page.screenshot({ path: `/tmp/w/client${name}-${size}-${colorScheme}.png`, fullPage: true });
      }
  // @sparticuz/chromium is one process and ends with its page
  process.exit(0);
}
main();
