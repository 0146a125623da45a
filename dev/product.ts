/** The product as it runs in production, compiled: processes of tests and proofs begin in half the time. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.join(__dirname, '..');
const cache = path.join(root, '.holdfast', 'cache');
const compileLimitMs = 240_000;
/** Whoever runs may start a process of an earlier one again. */
const keptMs = 86_400_000;

/** What it is compiled from. */
const sources = (): readonly string[] =>
  (JSON.parse(readFileSync(path.join(root, 'tsconfig.build.json'), 'utf8')) as { include: string[] }).include;

function fingerprint(): string {
  const hash = createHash('sha256').update(process.version);
  for (const folder of sources()) {
    const files = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(({ parentPath, name }) => path.join(parentPath, name))
      .toSorted();
    for (const file of files) hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 16);
}

let compiled: Promise<string> | undefined;

/**
 * Compiles the product, once per content; returns the folder of its programs. What it was compiled to days before is removed.
 * Types are not checked here.
 */
export function compiledProduct(): Promise<string> {
  return (compiled ??= compileOnce());
}

async function compileOnce(): Promise<string> {
  const name = `product-${fingerprint()}`;
  const folder = path.join(cache, name);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(path.join(cache, 'making-product-'));
  await promisify(execFile)(
    path.join(root, 'node_modules', '.bin', 'tsc'),
    ['--project', 'tsconfig.build.json', '--noCheck', '--outDir', making],
    { cwd: root, timeout: compileLimitMs },
  );
  for (const before of readdirSync(cache).filter((one) => one.startsWith('product-')))
    if (Date.now() - statSync(path.join(cache, before)).mtimeMs > keptMs)
      rmSync(path.join(cache, before), { recursive: true, force: true });
  try {
    renameSync(making, folder);
  } catch (error) {
    // Another process was as quick.
    rmSync(making, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
