/**
 * `npm run lock`: has npm write the lockfile, and completes it. npm leaves out optional packages of other platforms now and
 * then, and `npm ci` refuses a lockfile without them; so these are added, with the fingerprint that the registry has of
 * them. Nothing stays in the lockfile without one: whoever installs it gets what was locked, or nothing.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
  'windows',
];
const processors = {
  arm: ['arm'],
  arm64: ['arm64', 'aarch64'],
  x64: ['x64'],
  ia32: ['ia32', 'x86'],
  ppc64: ['ppc64', 'ppc64le'],
  riscv64: ['riscv64'],
  s390x: ['s390x'],
  loong64: ['loong64'],
  mips64el: ['mips64el'],
  wasm32: ['wasm32'],
};

const npm = (...args) =>
  execFileSync('npm', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 600_000 });
const read = () => JSON.parse(readFileSync(file, 'utf8'));
const write = (lock) => writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
const isWithout = ([folder, { integrity, link }]) => folder.includes('node_modules/') && !link && !integrity;

// npm fills in what is not there, and leaves alone what is there by half.
const before = read();
write({ ...before, packages: Object.fromEntries(Object.entries(before.packages).filter((one) => !isWithout(one))) });
npm('install', '--package-lock-only', '--ignore-scripts');

const lock = read();
const { packages } = lock;

/** Looks where Node would: beside the dependent first, then further up. */
function isLocked(name, dependent) {
  for (let at = dependent; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at}${at === '' ? '' : '/'}node_modules/${name}`]) return true;
    if (at === '') return false;
    if (!at.includes('/node_modules/')) at = '';
  }
}

function platformOf(name) {
  const words = name.split(/[-/@.]/);
  const os = words.find((word) => systems.includes(word));
  const cpu = Object.keys(processors).find((key) => processors[key].some((word) => words.includes(word)));
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : os === 'linux' && words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return os && { ...(cpu && { cpu: [cpu] }), os: [os === 'windows' ? 'win32' : os], ...(libc && { libc: [libc] }) };
}

let added = 0;
for (const [dependent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name);
    if (!/^\d/.test(version) || platform === undefined || isLocked(name, dependent)) continue;
    const integrity = npm('view', `${name}@${version}`, 'dist.integrity').trim();
    packages[`node_modules/${name}`] = { version, integrity, ...(dev && { dev }), optional: true, ...platform };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
write(lock);
const without = Object.entries(packages)
  .filter(isWithout)
  .map(([folder]) => folder);
if (without.length > 0) {
  console.error(`These have no fingerprint: ${without.join(', ')}`);
  process.exitCode = 1;
}
console.log(added === 0 ? 'The lockfile is complete.' : `Added ${added} platform packages to the lockfile.`);
