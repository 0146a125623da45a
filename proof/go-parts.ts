/** Programs that production runs from images, built from Go modules: once, then from Go's caches. */
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const temporal = 'go.temporal.io/server';
const temporalVersion = 'v1.32.0';

interface GoPart {
  readonly name: string;
  readonly module: string;
}

const goParts: readonly GoPart[] = [
  { name: 'temporal-server', module: `${temporal}/cmd/server@${temporalVersion}` },
  { name: 'temporal-sql-tool', module: `${temporal}/cmd/tools/sql@${temporalVersion}` },
  { name: 'docker-compose', module: 'github.com/docker/compose/v5/cmd@v5.0.2' },
];

/** How long a build may take, on a cold machine and from the caches alone. */
const limitMs = { cold: 1_800_000, cached: 120_000 };

export interface BuiltParts {
  /** Folder of the programs, for a PATH. */
  readonly bin: string;
  /** The script with which the image of Temporal's server begins. */
  readonly entrypoint: string;
  /** A configuration folder for Docker's client that has the compose plugin. */
  readonly dockerConfig: string;
}

/** Builds what is missing into the folder; null where nothing may be fetched and the caches do not have it. */
export async function buildGoParts(
  folder: string,
  env: NodeJS.ProcessEnv,
  { cachedOnly, say }: { readonly cachedOnly: boolean; readonly say: (line: string) => void },
): Promise<BuiltParts | null> {
  const go = async (args: readonly string[], more: NodeJS.ProcessEnv, quick: boolean): Promise<string> => {
    const { stdout } = await promisify(execFile)('go', [...args], {
      env: { ...env, ...more },
      timeout: quick ? limitMs.cached : limitMs.cold,
      maxBuffer: 16_000_000,
    });
    return stdout;
  };
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const { name, module } of goParts) {
    if (existsSync(path.join(bin, `${name}-of`)) && readFileSync(path.join(bin, `${name}-of`), 'utf8') === module)
      continue;
    say(`Building ${module} …`);
    try {
      await go(['install', module], { GOBIN: bin, ...(cachedOnly ? { GOPROXY: 'off' } : {}) }, cachedOnly);
    } catch (error) {
      if (cachedOnly) return null;
      throw error;
    }
    const built = /([^/]+)@/.exec(module)?.[1] ?? '';
    renameSync(path.join(bin, built), path.join(bin, name));
    writeFileSync(path.join(bin, `${name}-of`), module);
  }
  const dockerConfig = path.join(folder, 'docker');
  mkdirSync(path.join(dockerConfig, 'cli-plugins'), { recursive: true });
  const plugin = path.join(dockerConfig, 'cli-plugins', 'docker-compose');
  if (!existsSync(plugin)) symlinkSync(path.join(bin, 'docker-compose'), plugin);
  return { bin, entrypoint: entrypointOf(folder, (await go(['env', 'GOMODCACHE'], {}, true)).trim()), dockerConfig };
}

/** A copy of the image's own script. Its shell knows pipefail, as not every sh does. */
function entrypointOf(folder: string, cache: string): string {
  const own = path.join(cache, `${temporal}@${temporalVersion}`, 'docker', 'scripts', 'sh', 'entrypoint.sh');
  const copy = path.join(folder, 'entrypoint.sh');
  writeFileSync(copy, readFileSync(own, 'utf8').replace(/^#!.*/, '#!/usr/bin/env bash'));
  chmodSync(copy, 0o755);
  return copy;
}
