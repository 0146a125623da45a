/**
 * After `npm install`: writes entries for optional platform packages that npm left out of the lockfile
 * (those of other platforms than this one, where a registry mirror does not carry them), because `npm ci`
 * refuses a lockfile without them. They are only ever installed on their own platform.
 */
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

const lock = JSON.parse(readFileSync(file, 'utf8'));
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
    packages[`node_modules/${name}`] = { version, ...(dev && { dev }), optional: true, ...platform };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added === 0 ? 'The lockfile is complete.' : `Added ${added} platform packages to the lockfile.`);
