/** The shapes of making one client of two. */
import { z } from 'zod';
import { clientId, contactId, count, itemId, lifecycleId, yesOrNo } from './common';
import { sourceId } from './sources';

export const merge = z
  .strictObject({
    into: clientId.describe('The client that is left: the other id means it from then on'),
    dryRun: yesOrNo.describe('True: only say what would happen').optional(),
  })
  .meta({ id: 'MergeToMake', description: 'With which client this one is one' });

const claimed = z
  .strictObject({ lifecycle: lifecycleId, item: itemId })
  .meta({ id: 'ItemOfLifecycle', description: 'An item, and the lifecycle that asks for it' });

export const merged = z
  .strictObject({
    dryRun: z.literal(true).describe('Nothing was changed; absent where it was').optional(),
    client: clientId.describe('The id that means the other client from then on'),
    into: clientId.describe('The client that is left'),
    deals: count.describe('Deals that go over'),
    lifecycles: z.array(lifecycleId).describe('Running lifecycles that go over'),
    contacts: z
      .strictObject({
        same: z
          .array(
            z
              .strictObject({ contact: contactId, is: contactId.describe('Who they are at the client that is left') })
              .meta({ id: 'SamePerson', description: 'A person who stood in two records' }),
          )
          .describe('Who reads the mailbox of somebody at the other client: one person from then on'),
        moved: z
          .array(
            z
              .strictObject({ contact: contactId, as: contactId.describe('How they are called from then on') })
              .meta({ id: 'MovedPerson', description: 'A person who goes over' }),
          )
          .describe('Everybody else'),
      })
      .meta({ id: 'MergedContacts', description: 'What becomes of its people' }),
    feeds: z
      .array(z.string())
      .meta({ description: 'Feeds that look for news of the other from then on', examples: [['alps-news']] }),
    sources: z
      .array(
        z
          .strictObject({
            source: sourceId,
            externalId: z.string().meta({ description: 'The source’s own id of the client', examples: ['360001234'] }),
          })
          .meta({ id: 'MergedSource', description: 'By which id a source means it' }),
      )
      .describe('What sources mean by ids of their own'),
    asOne: z
      .array(
        z
          .strictObject({ item: claimed, by: claimed.describe('What it is one with') })
          .meta({ id: 'AskedOnce', description: 'What both asked for, and is asked for once' }),
      )
      .describe('Cards, meetings and questions that both have open and that are one'),
    warnings: z.array(z.string()).meta({
      description: 'What to think about',
      examples: [['It is kept by jonas and mira: pass it on to one of them.']],
    }),
  })
  .meta({ id: 'ClientMerge', description: 'What one client of two means' });
