/** What a name or an id may not be, so that nothing shows another text than it holds, and no table is asked for what every object has. */

/**
 * Characters that end a line, steer a device, or turn the order of those around them: Unicode's controls, line and
 * paragraph separators, and its embeddings, overrides and isolates. Marks that only say which way a script runs may stay.
 */
// oxlint-disable-next-line no-control-regex -- it is they that are looked for
export const oneLinePattern = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/;

/** Whether every object has something of that name by birth, such as `constructor` and `__proto__`. */
export const isByBirth = (name: string): boolean => name in Object.prototype;
