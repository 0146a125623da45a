/** The shapes of clients who may be one. */
import { z } from 'zod';
import { clientId, listOf } from './common';
import { namedClient } from './lifecycle-summary';

const reasons = z.array(z.string()).meta({
  description: 'Why, in sentences',
  examples: [['Alpine Tools GmbH and ALPINE TOOLS are one name, but for how it is written.']],
});

/** Whoever uses it says of whom it tells. */
export const maybeSameAs = z.array(
  namedClient.extend({ reasons }).meta({ id: 'MaybeSameClient', description: 'A client with whom another may be one' }),
);

const duplicate = z
  .strictObject({ clients: z.tuple([namedClient, namedClient]).describe('The two'), reasons })
  .meta({ id: 'ClientDuplicate', description: 'Two clients who may be one' });
export const duplicates = listOf('ClientDuplicates', duplicate, 'Clients who may be one, two by two');

const same = z
  .literal(false)
  .nullable()
  .describe('`false`: they are two, and are proposed no more. `null`: nobody says so any more');

export const pairParams = z.strictObject({ id: clientId, other: clientId.describe('The other client') });
export const pairSaid = z.strictObject({ same }).meta({ id: 'PairToSay', description: 'What is said of two clients' });
export const pairStands = z
  .strictObject({ clients: z.array(clientId).describe('The two, as they are called now'), same })
  .meta({ id: 'PairSaid', description: 'What is said of two clients now' });
