import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually, lifecycle, running } from './support/api';
import { mailsTo } from './support/mailbox';
import { commandsOf, copied } from './support/newcomer';

const root = path.join(__dirname, '..');

test('the README’s hand-off and the tour’s first section do what they say, copied one after the other', async () => {
  const readme = commandsOf('README.md').sections.get('Run it') ?? [];
  const { head, sections } = commandsOf('docs/tour.md');
  const year = sections.get("1. The first client's year") ?? [];
  expect([readme.length, head.length, year.length]).toEqual([1, 1, 2]);
  const said = await copied([...readme, ...head, ...year]);
  expect(said).toContain('"dealId":"D-1042"');
  expect(said).toContain('"id":"C-7","name":"Alpine Tools"');
  expect(said).toMatch(/it is 20\d\d-\d\d-\d\d \d\d:\d\d UTC for this client/);
  expect(await lifecycle('D-1042.crm-pro.t1')).toMatchObject({ stage: 'renewed' });
  expect(await lifecycle('D-1042.crm-pro.t2')).toMatchObject({ stage: 'retention', term: 2 });
  await eventually(async () => {
    const subjects = (await mailsTo('rep@holdfast.example')).map(({ subject }) => subject);
    expect(subjects).toEqual(
      expect.arrayContaining([
        'Yours now: Alpine Tools, CRM Pro',
        'Due: call with Alpine Tools (CRM Pro)',
        'Renewed: Alpine Tools, CRM Pro, term 2',
      ]),
    );
  });
});

test('every file that the README and the docs point to is there', () => {
  const pages = readdirSync(path.join(root, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file}`);
  const targets = ['README.md', 'CONTRIBUTING.md', ...pages].flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) =>
      path.join(path.dirname(file), target),
    ),
  );
  expect(targets.length).toBeGreaterThan(100);
  expect(targets.filter((target) => !existsSync(path.join(root, target)))).toEqual([]);
});

test('the API’s own address leads a person to the documents, the mailbox and the Temporal UI, and a program too', async () => {
  const ask = async (accept: string): Promise<Response> => fetch(running.api, { headers: { Accept: accept } });
  const page = await ask('text/html,application/xhtml+xml,*/*;q=0.8');
  expect(page.headers.get('Content-Type')).toContain('text/html');
  const text = await page.text();
  const { mailbox, temporal } = running;
  for (const url of [`${running.api}/docs`, mailbox.web, temporal.ui]) expect(text).toContain(`href="${url}`);
  const index = (await (await ask('application/json')).json()) as { readonly links: object };
  expect(index.links).toMatchObject({ documents: `${running.api}/docs`, openapi: `${running.api}/openapi.json` });
  expect((await ask('*/*')).headers.get('Content-Type')).toContain('application/json');
});
