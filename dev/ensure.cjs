/**
 * Makes a fresh clone ready: installs the packages of the lockfile and generates the database client,
 * each only when it is missing or out of date. Plain JavaScript, because nothing is installed before it.
 */
const { execFileSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const wanted = [20, 19];

function hashOf(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** Runs `make` unless `stamp` says that it was made from the same content. */
function once(stamp, content, make) {
  const file = path.join(root, stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  make();
  writeFileSync(file, content);
}

/** Throws with a sentence for people when this Node is too old or a step fails. */
exports.ensure = function ensure() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
    throw new Error(`Holdfast needs Node ${wanted.join('.')} or later; this is ${process.versions.node}.`);
  }
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  once('node_modules/.holdfast-installed', hashOf('package-lock.json'), () => {
    console.log('Installing packages (once; about a minute) …');
    execFileSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: 900_000,
    });
  });
  once('prisma/generated/.made-from', hashOf('prisma/schema.prisma', 'package-lock.json'), () => {
    console.log('Generating the database client …');
    execFileSync(process.execPath, [path.join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 300_000,
    });
  });
};

if (require.main === module) exports.ensure();
