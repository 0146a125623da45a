/** By what the fields of a CSV are separated: told by its own line `sep=;`, or by which separator makes columns of its header. */
import { columnNamed } from './file-columns';

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

export const separatorWords = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' } as const;

/** The separator of a line of headers: the one between most columns that are known, else most names. */
export function separatorOf(headerLine: string): Separator {
  const ranked = separators.map((separator) => {
    const names = headerLine.split(separator).map((name) => name.replaceAll('"', '').trim());
    return { separator, known: names.filter((name) => columnNamed(name) !== undefined).length, all: names.length };
  });
  const [best] = ranked.toSorted((a, b) => b.known - a.known || b.all - a.all);
  return best?.separator ?? ',';
}

const stated = /^\uFEFF?"?sep=(\\t|[,;\t])"?[,;\t\s]*$/i;

/** A header that is longer is none that anybody wrote. */
const longestHeader = 100_000;

/** Where a line ends and the next begins; null where it has not ended yet. */
function lineEnd(text: string, from: number): { readonly end: number; readonly next: number } | null {
  const found = /\r\n|\n|\r(?!$)/.exec(text.slice(from));
  return found === null ? null : { end: from + found.index, next: from + found.index + found[0].length };
}

export interface OpenedTable {
  readonly separator: Separator;
  /** From the header on. */
  readonly texts: AsyncIterable<string>;
}

/** Opens a table that comes in pieces, and reads so much of it as tells its separator. */
export async function openTable(texts: AsyncIterable<string>): Promise<OpenedTable> {
  const coming = texts[Symbol.asyncIterator]();
  let text = '';
  let separator: Separator | null = null;
  let isAll = false;
  for (let from = 0; separator === null;) {
    const line = lineEnd(text, from);
    if (line === null && !isAll && text.length < longestHeader) {
      const { done, value } = await coming.next();
      if (done === true) isAll = true;
      else text += value;
      continue;
    }
    const written = text.slice(from, line?.end);
    const said = stated.exec(written)?.[1];
    if (said !== undefined) {
      separator = separators.find((one) => one === said) ?? '\t';
      text = text.slice(line?.next ?? text.length);
    } else if (/[^\s,;"]/.test(written) || line === null) separator = separatorOf(written);
    else from = line.next;
  }
  async function* rest(): AsyncGenerator<string> {
    try {
      yield text;
      for (let next = await coming.next(); next.done !== true; next = await coming.next()) yield next.value;
    } finally {
      await coming.return?.();
    }
  }
  return { separator, texts: rest() };
}
