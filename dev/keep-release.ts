/**
 * `npm run release:keep`: the last step of a release. Keeps the product as it is built now in test/releases/previous.tgz, so
 * that the release after it is tested against real workers, a real API and a real bundle of this one.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..');
const archive = path.join(root, 'test', 'releases', 'previous.tgz');

/** What the tests never read: source maps, a second copy of the bundle, and migrations (the next release has its own). */
const leftOut = [/\.map$/, /dist\/bundles$/, /dist\/prisma\/migrations$/];

function main(): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'holdfast-release-'));
  try {
    cpSync(path.join(root, 'dist'), path.join(folder, 'dist'), {
      recursive: true,
      filter: (file) => !leftOut.some((pattern) => pattern.test(file)),
    });
    const bundle = path.join(folder, 'dist', 'workflow-bundle.js');
    writeFileSync(bundle, withoutMap(readFileSync(bundle, 'utf8')));
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
    writeFileSync(path.join(folder, 'dist', 'COMMIT'), `${commit}\n`);
    execFileSync('tar', [
      '-C',
      folder,
      '--sort=name',
      '--owner=0',
      '--group=0',
      '-I',
      'gzip -9',
      '-cf',
      archive,
      'dist',
    ]);
    console.log(`${archive}: the product of ${commit}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The worker demands a source map at the end; an empty one is one. */
function withoutMap(bundle: string): string {
  const mark = '//# sourceMappingURL=data:application/json;charset=utf-8;base64,';
  const empty = Buffer.from('{"version":3,"sources":[],"mappings":""}').toString('base64');
  return `${bundle.slice(0, bundle.lastIndexOf('//# sourceMappingURL=data:'))}${mark}${empty}\n`;
}

main();
