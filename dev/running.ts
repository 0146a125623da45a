/** The embedded stack that runs from a folder, as its `running.json` tells. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson } from './files';
import type { Running } from './stack';

/** Where the embedded stack of that folder is, and the keys to it. Throws when none runs. */
export function runningIn(home: string): Running {
  const file = path.join(home, 'running.json');
  if (!existsSync(file)) throw new Error('Holdfast is not running here: npm start first.');
  return readJson(file) as Running;
}
