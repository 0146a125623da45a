/**
 * Why a product line goes where it goes. Seeds and events keep each reason as a line of ids and codes, written here and read
 * here again: people and groups are renamed, and whoever reads is told in their own language.
 */
import type { Money } from '../core/json';
import { fromMajor } from '../core/money';

/** What a group's decision rests on. */
interface GroupTaken {
  readonly group: string;
  readonly how: 'named' | 'catch-all' | 'fits';
  /** Its conditions. */
  readonly says: readonly string[];
}

/** Which group takes a line, without a word of the client. */
export function groupTakes(group: string): string {
  return `Group ${group} takes it.`;
}

/** Said where an import names the rep. */
export function repNamed(rep: string): string {
  return `Rep ${rep} was named.`;
}

/** The reasons in their order: first the one that tells nothing of the client, then why that rep. */
export function reasonsToTake({ group, how, says }: GroupTaken, ofRep: readonly string[]): readonly string[] {
  const because = {
    named: `Group ${group} was named.`,
    'catch-all': `No group takes it, so it goes to ${group}.`,
    fits: `Group ${group} takes it: ${says.join(', ')}.`,
  }[how];
  return [because, ...ofRep];
}

/** A condition of a group that takes a line. */
export type RoutingCondition =
  | { readonly kind: 'stage'; readonly stage: 'onboarding' | 'retention' }
  | { readonly kind: 'product-type'; readonly type: string }
  | { readonly kind: 'country'; readonly country: string }
  | { readonly kind: 'worth'; readonly from: Money | null; readonly below: Money | null }
  | { readonly kind: 'currency'; readonly currency: string };

/** A reason as it is told. */
export type RoutingReason =
  | { readonly kind: 'takes' | 'group-named' | 'catch-all'; readonly group: string }
  | { readonly kind: 'fits'; readonly group: string; readonly conditions: readonly RoutingCondition[] }
  | { readonly kind: 'rep-named' | 'keeps' | 'too-much'; readonly rep: string }
  | { readonly kind: 'profile'; readonly rep: string; readonly profile: 'few-key' | 'many-small' }
  /** `among`: of how many reps they were chosen; null where nobody else came into question. */
  | {
      readonly kind: 'load';
      readonly rep: string;
      readonly has: number;
      readonly capacity: number;
      readonly among: number | null;
    };

const id = '([A-Za-z0-9_-]+)';
const amount = '(\\d+(?:\\.\\d+)?) ([A-Z]{3})';

/** How a line reads; a form that reads it gives the reason, or null. */
type Form<T> = readonly [form: RegExp, read: (parts: readonly string[]) => T | null];

function moneyOf(major: string | undefined, currency: string | undefined): Money | null {
  if (major === undefined || currency === undefined) return null;
  const read = fromMajor(major, currency);
  return read.kind === 'money' ? read.money : null;
}

const conditionForms: readonly Form<RoutingCondition>[] = [
  [
    /^it is for (onboarding|retention)$/,
    ([stage]) => ({ kind: 'stage', stage: stage === 'onboarding' ? stage : 'retention' }),
  ],
  [/^it takes product type (.+)$/, ([type = '']) => ({ kind: 'product-type', type })],
  [/^it takes clients in ([A-Z]{2})$/, ([country = '']) => ({ kind: 'country', country })],
  [/^it takes clients who pay in ([A-Z]{3})$/, ([currency = '']) => ({ kind: 'currency', currency })],
  [
    new RegExp(`^it takes clients who pay less than ${amount} a year$`),
    ([major, currency]) => ({ kind: 'worth', from: null, below: moneyOf(major, currency) }),
  ],
  [
    new RegExp(`^it takes clients who pay ${amount} a year or more$`),
    ([major, currency]) => ({ kind: 'worth', from: moneyOf(major, currency), below: null }),
  ],
  [
    new RegExp(`^it takes clients who pay ${amount} a year or more, and less than ${amount}$`),
    ([from, of, below, currency]) => ({ kind: 'worth', from: moneyOf(from, of), below: moneyOf(below, currency) }),
  ],
];

function readBy<T>(text: string, forms: readonly Form<T>[]): T | null {
  for (const [form, read] of forms) {
    const found = form.exec(text);
    if (found !== null) return read(found.slice(1));
  }
  return null;
}

/** Conditions stand behind each other; a range has a comma of its own. */
const conditionsIn = (text: string): readonly RoutingCondition[] =>
  text.split(/, (?=it (?:is|takes) )/).flatMap((one) => readBy(one, conditionForms) ?? []);

const forms: readonly Form<RoutingReason>[] = [
  [new RegExp(`^Group ${id} takes it\\.$`), ([group = '']) => ({ kind: 'takes', group })],
  [new RegExp(`^Group ${id} was named\\.$`), ([group = '']) => ({ kind: 'group-named', group })],
  [new RegExp(`^No group takes it, so it goes to ${id}\\.$`), ([group = '']) => ({ kind: 'catch-all', group })],
  [
    new RegExp(`^Group ${id} takes it: (.*)\\.$`),
    ([group = '', says = '']) => ({ kind: 'fits', group, conditions: conditionsIn(says) }),
  ],
  [new RegExp(`^Rep ${id} was named\\.$`), ([rep = '']) => ({ kind: 'rep-named', rep })],
  [new RegExp(`^Rep ${id} keeps this client already\\.$`), ([rep = '']) => ({ kind: 'keeps', rep })],
  [
    new RegExp(`^The profile of ${id} \\((few-key|many-small)\\) fits\\.$`),
    ([rep = '', profile]) => ({ kind: 'profile', rep, profile: profile === 'few-key' ? profile : 'many-small' }),
  ],
  [
    new RegExp(`^Rep ${id} has (\\d+) of (\\d+) lifecycles\\.$`),
    ([rep = '', has, capacity]) => ({ kind: 'load', rep, has: Number(has), capacity: Number(capacity), among: null }),
  ],
  [
    new RegExp(`^Among (\\d+) reps, ${id} has (\\d+) of (\\d+) lifecycles\\.$`),
    ([among, rep = '', has, capacity]) => ({
      kind: 'load',
      rep,
      has: Number(has),
      capacity: Number(capacity),
      among: Number(among),
    }),
  ],
  [new RegExp(`^That is more than ${id} can look after well\\.$`), ([rep = '']) => ({ kind: 'too-much', rep })],
];

/** The reason that such a line holds; null for one that was written otherwise. */
export const routingReasonIn = (line: string): RoutingReason | null => readBy(line, forms);

/** The ids that those reasons name. */
export function namedIn(why: readonly string[]): {
  readonly groups: readonly string[];
  readonly reps: readonly string[];
} {
  const reasons = why.flatMap((line) => routingReasonIn(line) ?? []);
  return {
    groups: [...new Set(reasons.flatMap((reason) => ('group' in reason ? reason.group : [])))],
    reps: [...new Set(reasons.flatMap((reason) => ('rep' in reason ? reason.rep : [])))],
  };
}
