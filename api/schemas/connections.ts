/** The shapes of connections: who set one up, and which are broken. */
import { z } from 'zod';
import { connectionKinds } from '../../domain/core/connections';
import { count, id, instant, listOf, repId } from './common';

export const setUpBy = z
  .union([
    z.strictObject({ rep: repId }).meta({ id: 'SetUpByPerson', description: 'One of our people, with their own key' }),
    z
      .strictObject({ key: z.string().meta({ description: 'The key’s name, or its role', examples: ['ops'] }) })
      .meta({ id: 'SetUpByKey', description: 'A key that belongs to nobody' }),
  ])
  .describe('Who set it up, and hears when it is broken; absent where nobody knows');

const brokenConnection = z
  .strictObject({
    id: z.string().meta({ description: 'The id of the trouble', examples: ['5f0c1f6e-9d0b-4d0e-8a54-0f6f4f2f7f10'] }),
    kind: z.enum(connectionKinds).describe('What is broken'),
    connection: id.meta({ description: 'Its id', examples: ['alps-news'] }),
    since: instant.describe('Since when it is broken'),
    why: z
      .string()
      .meta({
        description: 'What the other side answered last',
        examples: ['The server answered 500: something is wrong on its own side.'],
      })
      .optional(),
    told: count.describe('How many mails told of it'),
    toldTo: z
      .string()
      .meta({ description: 'Who heard of it last: one of our people by id, or `operations`', examples: ['mira'] })
      .optional(),
    toldAt: instant.describe('When').optional(),
  })
  .meta({ id: 'BrokenConnection', description: 'A feed, a source or a webhook that is broken, and who heard of it' });

export const brokenConnections = listOf('BrokenConnections', brokenConnection, 'What is broken now');
