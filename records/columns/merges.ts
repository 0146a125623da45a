/** What became one with two clients. */
import { z } from 'zod';
import { column } from './column';

const elsewhere = z.looseObject({ lifecycle: z.string(), item: z.string() });

/** What came to the one client from the other. People are not in it: they may be erased. */
export const mergedAsColumn = column(
  'clients',
  'mergedAs',
  z
    .looseObject({
      deals: z.number(),
      lifecycles: z.array(z.string()),
      feeds: z.array(z.string()),
      sources: z.array(z.looseObject({ source: z.string(), externalId: z.string() })),
      asOne: z.array(z.looseObject({ item: elsewhere, by: elsewhere })),
    })
    .nullable(),
);
