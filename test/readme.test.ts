import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually, lifecycle, running } from './support/api';
import { mailsTo } from './support/mailbox';

const root = path.join(__dirname, '..');

test('the README’s commands do what it says, copied one after the other', async () => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const commands = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block);
  expect(commands.length).toBe(2);
  // The only difference: the stack of this test run instead of the one in .holdfast.
  const script = commands.join('\necho\n').replaceAll('./.holdfast/running.json', './.holdfast/test/running.json');
  const env = { ...process.env, HOLDFAST_HOME: path.join(root, '.holdfast', 'test') };
  const { stdout: said } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env,
    encoding: 'utf8',
    timeout: 110_000,
  });
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
        'Due: call with Alpine Tools, CRM Pro',
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
