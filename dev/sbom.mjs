/**
 * `npm run sbom`: prints what production is made of (CycloneDX). Production's packages are installed as the image has them,
 * in a folder of their own, and that is what is listed: read off the lockfile alone, npm leaves some out and adds others.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-sbom-'));
const npm = (...args) =>
  execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 100_000_000,
    timeout: 600_000,
  });
try {
  for (const file of ['package.json', 'package-lock.json', '.npmrc', 'dev/package.json', 'sdk/typescript/package.json'])
    cpSync(path.join(root, file), path.join(folder, file));
  npm('ci', '--omit=dev', '--workspaces=false', '--ignore-scripts', '--no-audit', '--no-fund');
  // What is not installed would count as missing.
  npm('pkg', 'delete', 'devDependencies', 'workspaces');
  const listed = npm('sbom', '--sbom-format=cyclonedx');
  const names = JSON.parse(listed).components.map(({ name, version }) => `${name}@${version}`);
  const { packages } = JSON.parse(readFileSync(path.join(folder, 'node_modules', '.package-lock.json'), 'utf8'));
  const there = Object.entries(packages).map(([at, { version }]) => `${at.split('node_modules/').at(-1)}@${version}`);
  const missing = there.filter((one) => !names.includes(one));
  if (missing.length > 0) throw new Error(`These are installed and not listed: ${missing.join(', ')}`);
  process.stdout.write(listed);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
