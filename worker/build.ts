/** Last step of `npm run build`: bundles the compiled workflows once, so that no worker does it at start. */
import { copyFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { workflowBundle } from './bundle';

async function main(): Promise<void> {
  const dist = path.join(__dirname, '..');
  const bundle = await workflowBundle(path.join(dist, 'bundles'));
  copyFileSync(bundle, path.join(dist, 'workflow-bundle.js'));
  cpSync(path.join(dist, '..', 'prisma', 'migrations'), path.join(dist, 'prisma', 'migrations'), { recursive: true });
  console.log('dist/workflow-bundle.js');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
