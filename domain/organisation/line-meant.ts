/** Which of a client's products a mail to it was about. */

/** A running lifecycle that the writer may act on. */
export interface LineThere {
  readonly id: string;
  readonly product: string;
  /** The rep who keeps it. */
  readonly rep: string;
  /** Whether its deal names one of those who were written to. */
  readonly knowsThem: boolean;
}

/**
 * The line whose product the subject names; else one whose deal names who was written to; else the writer's own; of
 * several the first by id. Null where there is none.
 */
export function lineMeant(lines: readonly LineThere[], subject: string, writer: string): LineThere | null {
  const said = subject.toLowerCase();
  const weight = ({ product, knowsThem, rep }: LineThere): number =>
    (said.includes(product.toLowerCase()) ? 4 : 0) + (knowsThem ? 2 : 0) + (rep === writer ? 1 : 0);
  const [first] = lines.toSorted((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  return first ?? null;
}
