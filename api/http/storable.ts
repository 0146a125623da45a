/** Text that no database keeps: NUL and halves of characters. */
import type { FieldError } from './problems';

const cannotBeStored = 'It holds characters that cannot be stored.';

const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** Where a value holds such text. Looked for after its shape is known, so that depth is bounded. */
export function unstorable(value: unknown, pointer = ''): FieldError[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [{ pointer, detail: cannotBeStored }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, one]) =>
    isStorable(key) ? unstorable(one, `${pointer}/${key}`) : [{ pointer, detail: 'A field’s name cannot be stored.' }],
  );
}

/** The text as a database keeps it: what it cannot keep becomes the sign for an unknown character. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\uFFFD');
}
