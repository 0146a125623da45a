/** Which version a worker is: builds that would run a life differently have different names. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Config } from '../config/config';
import type { Version } from '../temporal/deployments';

/**
 * The version of a worker that runs this bundle (a path); null where workers are not versioned. A build id that is not set
 * is made of everything that decides what a run does: the bundle, Node, and Node's time-zone data.
 */
export function versionOf({ worker: { versioning } }: Config, bundle: string): Version | null {
  if (versioning === null) return null;
  const { deployment: deploymentName, buildId } = versioning;
  return { deploymentName, buildId: buildId ?? fingerprint(bundle) };
}

function fingerprint(bundle: string): string {
  const { node, tz = '' } = process.versions;
  return createHash('sha256')
    .update(`${node} ${tz} `)
    .update(code(readFileSync(bundle, 'utf8')))
    .digest('hex')
    .slice(0, 16);
}

/** A bundle without its source map, which tells where it was made. */
function code(bundle: string): string {
  const map = bundle.lastIndexOf('//# sourceMappingURL=');
  return map < 0 ? bundle : bundle.slice(0, map);
}
