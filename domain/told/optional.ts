/** A part that is left out where there is nothing to say. */
export const optional = <K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [P in K]: V });
