/** What was read of a year, in lines for whoever plays it. */
import type { Fault } from './faults';
import type { YearRead } from './read';

const mostShown = 12;

/** Mails by person and kind, what was serious, and every kind of fault with its first ones. */
export function linesOf({ counts, serious, faults }: YearRead): readonly string[] {
  const total = (kinds: Readonly<Record<string, number>>): number => Object.values(kinds).reduce((sum, one) => sum + one, 0);
  const listed = (kinds: Readonly<Record<string, number>>): string =>
    Object.entries(kinds)
      .toSorted(([, a], [, b]) => b - a)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ');
  const byKind = new Map<string, Fault[]>();
  for (const fault of faults) byKind.set(fault.kind, [...(byKind.get(fault.kind) ?? []), fault]);
  return [
    'Mails by person:',
    ...Object.entries(counts).map(([id, kinds]) => `  ${id}: ${total(kinds)} (${listed(kinds)})`),
    `Serious: ${listed(serious)}`,
    ...[...byKind].flatMap(([kind, all]) => [
      `${kind}: ${all.length}`,
      ...all.slice(0, mostShown).map(({ what }) => `  - ${what}`),
      ...(all.length > mostShown ? [`  … and ${all.length - mostShown} more`] : []),
    ]),
    `${faults.length} faults`,
  ];
} // prettier-ignore
