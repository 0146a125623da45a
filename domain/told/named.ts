/** Which ids events carry that people know by name. */
import type { Event } from '../core/concern';
import { promiseIdOf, type DealProduct } from '../core/deal';
import type { NamesTold, NamesById } from './telling';

/** Ids that are to be looked up. */
export interface IdsTold {
  /** Our own people. */
  readonly people: readonly string[];
  readonly groups: readonly string[];
  readonly lifecycles: readonly string[];
  readonly campaigns: readonly string[];
  readonly articles: readonly string[];
}

/** What an event names besides contacts, steps and promises. */
function idsIn(event: Event): Partial<IdsTold> {
  switch (event.kind) {
    case 'item-completed':
    case 'touch-recorded':
      return { people: event.with ?? [] };
    case 'rep-introduced':
      return { people: [event.rep] };
    case 'reassigned':
      return { people: [event.from, event.to] };
    case 'onboarding-step-nudged':
    case 'onboarding-step-overdue':
      return { people: event.owner === null || event.owner === 'client' ? [] : [event.owner] };
    case 'regrouped':
      return { groups: [event.from, event.to] };
    case 'item-covered':
    case 'satisfaction-covered':
      return { lifecycles: [event.by.lifecycle] };
    case 'campaign-invited':
    case 'invitation-answered':
    case 'invitation-moved':
    case 'invitation-called-off':
      return { campaigns: [event.campaign] };
    case 'article-found':
      return { articles: [event.article] };
    default:
      return {};
  }
}

/** The ids in events, each once; `by`: who said them. */
export function idsToldIn(
  lines: readonly { readonly event: Event; readonly by?: string | null | undefined }[],
): IdsTold {
  const found = lines.map(({ event }) => idsIn(event));
  const all = (kind: keyof IdsTold): readonly string[] => [...new Set(found.flatMap((ids) => ids[kind] ?? []))];
  return {
    people: [...new Set([...all('people'), ...lines.flatMap(({ by }) => by ?? [])])],
    groups: all('groups'),
    lifecycles: all('lifecycles'),
    campaigns: all('campaigns'),
    articles: all('articles'),
  };
}

/** What a product line's promises are called. */
export function promiseNames(line: Pick<DealProduct, 'promises'> | undefined): NamesById {
  return new Map((line?.promises ?? []).map(({ metric }, index) => [promiseIdOf(index), metric]));
}

/** What its steps of onboarding are called. */
export const stepNames = (steps: readonly { readonly code: string; readonly title: string }[]): NamesTold['steps'] =>
  new Map(steps.map(({ code, title }) => [code, title]));
