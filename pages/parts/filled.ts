/** A form as somebody sent it: what they typed, and what was wrong with it, each by the name of its field. */
export interface Filled {
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** In words for the person who sent it; the first is where they go on. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A form that nobody has sent yet. */
export const notFilled: Filled = { values: {}, errors: {} };

/** What was typed into a field; `before` where the form was not sent yet. */
export function typedInto({ values }: Filled, name: string, before = ''): string {
  return values[name]?.[0] ?? before;
}

/** True for an answer that was chosen. */
export function isChosen({ values }: Filled, name: string, value: string): boolean {
  return values[name]?.includes(value) ?? false;
}

/** What was wrong with a field. */
export function errorAt({ errors }: Filled, name: string): string | undefined {
  return errors[name];
}

/** True for the field at which the person goes on. */
export function isFirstWrong({ errors }: Filled, name: string): boolean {
  return Object.keys(errors)[0] === name;
}
