/** What nobody should see in a year, by its kind. */
export const faultKinds = [
  'director-drowned',
  'same-mail',
  'same-subject',
  'asked-twice',
  'younger-fact',
  'figures-apart',
  'green-in-trouble',
  'promise-unjudged',
  'machine-words',
  'page-broken',
  'went-nowhere',
  'untold',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  readonly what: string;
}
