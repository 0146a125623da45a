/** The embedded stack that runs from this checkout, as its `running.json` tells. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson } from './files';
import type { Running } from './stack';

/** Where it is, and the keys to it. Throws when none runs. */
export function runningHere(): Running {
  const home = path.resolve(process.env.HOLDFAST_HOME ?? path.join(__dirname, '..', '.holdfast'));
  const file = path.join(home, 'running.json');
  if (!existsSync(file)) throw new Error('Holdfast is not running here: npm start first.');
  return readJson(file) as Running;
}
