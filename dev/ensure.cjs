/**
 * Makes a fresh clone ready: installs what is missing of the lockfile's packages, and generates the database client.
 * There are two levels. `start` is what `npm start` needs: production's packages and those of the embedded stack
 * (dev/package.json). `all` adds what tests, checks and pictures need (devDependencies in package.json). A stamp in
 * node_modules says which level is there, and from which lockfile. Plain JavaScript, because nothing is installed
 * before it runs.
 */
const { spawn } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const oldestNode = [20, 19];
const stampOf = { start: 'node_modules/.holdfast-start', all: 'node_modules/.holdfast-all' };
const installLimitMs = 900_000;
const generateLimitMs = 300_000;

function hashOf(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

function contentOf(stamp) {
  const file = path.join(root, stamp);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Runs a program in the checkout; resolves with what it wrote to stderr and stdout, rejects with that when it fails. */
function run(command, args, limitMs) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: limitMs });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => (code === 0 ? resolve(said) : reject(new Error(said.trim() || `exit code ${code}`))));
  });
}

/** Folders of the packages that npm puts here: those of other platforms and, for `start`, of development left out. */
function foldersFor(level) {
  const { glibcVersionRuntime } = process.report.getReport().header;
  const here = { os: process.platform, cpu: process.arch, libc: glibcVersionRuntime === undefined ? 'musl' : 'glibc' };
  const fits = (entry) =>
    Object.entries(here).every(([what, mine]) => entry[what] === undefined || entry[what].includes(mine));
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([folder, entry]) => folder.includes('node_modules/') && !entry.link && fits(entry))
    .filter(([, entry]) => level === 'all' || !entry.dev)
    .map(([folder]) => path.join(root, folder, 'package.json'));
}

/** Tells how many of the files are there: on a terminal in one line that changes, else in a line every few seconds. */
function showProgress(files) {
  const { stdout } = process;
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const there = () => files.filter(existsSync).length;
  const tell = () => {
    const line = `  ${there()} of ${files.length} packages, ${seconds()} s`;
    stdout.write(stdout.isTTY ? `\r${line}` : `${line}\n`);
  };
  const timer = setInterval(tell, stdout.isTTY ? 500 : 5_000);
  return () => {
    clearInterval(timer);
    console.log(`${stdout.isTTY ? '\r' : ''}  ${there()} packages in ${seconds()} s.     `.trimEnd());
  };
}

async function install(level) {
  const lock = hashOf('package-lock.json');
  const has = (one) => contentOf(stampOf[one]) === lock;
  if (has('all') || (level === 'start' && has('start'))) return;
  // Who tested here before will test here again.
  const wanted = existsSync(path.join(root, stampOf.all)) ? 'all' : level;
  const why = wanted === 'start' ? 'what npm start needs' : 'what tests and checks need as well';
  console.log(`Installing packages (once): ${why} …`);
  const which = wanted === 'start' ? ['--omit=dev'] : ['--include=dev'];
  // Adding to what is there leaves a Holdfast that runs from here alone; a fresh installation begins with nothing.
  const how = has('start') ? ['install', '--no-save'] : ['ci'];
  const stop = showProgress(foldersFor(wanted));
  try {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await run(npm, [...how, ...which, '--no-audit', '--no-fund', '--loglevel=error'], installLimitMs);
  } catch (error) {
    throw new Error(`npm could not install the packages:\n${error.message}`, { cause: error });
  } finally {
    stop();
  }
  writeFileSync(path.join(root, stampOf[wanted]), lock);
}

async function generate() {
  const stamp = 'prisma/generated/.made-from';
  const made = hashOf('prisma/schema.prisma', 'package-lock.json');
  if (contentOf(stamp) === made) return;
  console.log('Generating the database client …');
  const prisma = path.join(root, 'node_modules', 'prisma-cli', 'build', 'index.js');
  try {
    const config = path.join('dev', 'prisma.config.ts');
    await run(process.execPath, [prisma, 'generate', '--config', config], generateLimitMs);
  } catch (error) {
    throw new Error(`Prisma could not generate the database client:\n${error.message}`, { cause: error });
  }
  writeFileSync(path.join(root, stamp), made);
}

/** Resolves when everything of the level is there. Rejects with a sentence for people when it cannot be. */
exports.ensure = async function ensure(level) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
    throw new Error(`Holdfast needs Node ${oldestNode.join('.')} or later; this is ${process.versions.node}.`);
  await install(level);
  await generate();
};
