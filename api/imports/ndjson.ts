/** Reads NDJSON: a product line a line. */
import { wrongFile, type Problem } from '../http/problems';
import type { RowRead } from './row-read';

/** A line of NDJSON that is longer is none that anybody wrote. */
const longestLine = 1_000_000;

/** The lines that are not empty, each with its number. */
async function* linesIn(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let number = 1;
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line.length > longestLine) throw tooLong(number);
      if (line.trim() !== '') yield line;
      number += 1;
    }
    if (rest.length > longestLine) throw tooLong(number);
  }
  if (rest.trim() !== '') yield rest;
}

const tooLong = (line: number): Problem =>
  wrongFile(`Line ${line} of the file is longer than ${longestLine} characters.`);

/** A line that is no JSON. */
export class BrokenLine {
  /** The deal that it names all the same, so that the others of its lines do not go on without it. */
  readonly dealId: string | undefined;
  constructor(line: string) {
    this.dealId = /"dealId"\s*:\s*"([\w-]{1,64})"/.exec(line)?.[1];
  }
}

/** What the lines say. Throws a 422 `Problem` for a line that is longer than anybody writes. */
export async function* readNdjson(texts: AsyncIterable<string>): AsyncGenerator<RowRead> {
  let row = 0;
  for await (const line of linesIn(texts)) {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = new BrokenLine(line);
    }
    row += 1;
    yield { row, value, wrong: [] };
  }
}
