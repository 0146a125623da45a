import type { Happened, MessageName } from '../../domain/core/concern';

/** A message as it arrives: JSON under a name. What its name does not ask for is the test's own mistake. */
export function happened(name: MessageName, id: string, data: object = {}): Happened {
  const arrived: Happened = JSON.parse(JSON.stringify({ name, id, data }));
  return arrived;
}
