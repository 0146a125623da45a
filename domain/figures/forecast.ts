/** How a renewal looks from where the lifecycle stands, with the reasons: read before every notice and review. */
import { reasonsText } from '../concerns/alarm-reasons';
import { isUnresolved } from '../concerns/alarm-state';
import type { Slices } from '../core/concern';
import type { Instant } from '../core/json';
import { units } from '../core/words';

export type Outlook = 'likely' | 'at-risk' | 'unknown';

export interface Forecast {
  readonly outlook: Outlook;
  readonly reasons: readonly string[];
}

type ForecastInputs = Pick<Slices, 'health' | 'escalations' | 'contacts' | 'items' | 'promises' | 'renewal'>;

const byClosing = (a: { readonly closedAt: Instant }, b: { readonly closedAt: Instant }): number =>
  a.closedAt < b.closedAt ? 1 : -1;

/**
 * The outlook of the renewal: at risk as soon as anything speaks against it, unknown where nothing was heard from the
 * client at all, else likely. Silence is never taken for consent.
 */
export function forecastOf({ health, escalations, contacts, items, promises, renewal }: ForecastInputs): Forecast {
  const open = escalations.list.filter(isUnresolved);
  const heard = items.filter((item) => item.state === 'done').toSorted(byClosing);
  const last = heard[0];
  const against = [
    ...(renewal.leaving === undefined ? [] : [`the client gave notice for ${renewal.leaving.endsOn}`]),
    ...(health.band === 'green' ? [] : [`health is ${health.band} (${health.score} of 100)`]),
    ...open.map(({ id, reasons }) => `${id} is open: ${reasonsText(reasons)}`),
    ...(contacts.clientOptedOut === null ? [] : ['the client asked to be left alone']),
    ...(last?.outcome === 'declined' ? ['the client declined the last contact'] : []),
    ...(promises.flags.length === 0 ? [] : [`${units(promises.flags.length, 'promise')} flagged as oversold`]),
    ...(renewal.undecided === null ? [] : ['its date has passed without a decision']),
  ];
  if (against.length > 0) return { outlook: 'at-risk', reasons: against };
  const speaking = [
    ...(health.happiness === null ? [] : [`happiness ${health.happiness} of 10`]),
    ...(health.usage === null || health.usage === 'silent' ? [] : [`usage is ${health.usage}`]),
    ...(last?.outcome === 'done' ? ['the last contact went well'] : []),
  ];
  return speaking.length === 0
    ? { outlook: 'unknown', reasons: ['nothing was heard from the client'] }
    : { outlook: 'likely', reasons: speaking };
}
