/** What the embedded stack keeps in files of its own. */
import { readFileSync } from 'node:fs';

/** The JSON in a file that we wrote ourselves. Throws a sentence for people when it is broken. */
export function readJson(file: string): unknown {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${file} is broken. Delete it and start again: it is written anew.`, { cause: error });
  }
}
