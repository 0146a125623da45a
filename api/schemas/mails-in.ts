/** The shapes of mail that comes in. */
import { z } from 'zod';
import { mailInKinds, mailInStates } from '../../domain/told/mail-in';
import { clientId, id, instant, lifecycleId, listOf, page } from './common';

const states =
  '`recorded`, `unclear`, `empty`, `closed`: it answered a mail about an item. `logged`, `nobody-known`: its copy was to be logged as a touch. `away`, `left`, `wrote`: a contact wrote, or their mail program. `automatic`, `list`, `bounce`, `ours`: nobody waits for an answer. Any other: refused, and nothing happened';

export const mailTaken = z
  .strictObject({
    state: z.enum(mailInStates).describe(`What became of it. ${states}`),
  })
  .meta({ id: 'MailTaken', description: 'What became of a mail that came in' });

export const mailsInQuery = page.extend({
  state: z.enum(mailInStates).describe('Only mails of which that became').optional(),
  from: id
    .meta({
      description: 'Id of one of our people, or of a contact as the client’s records name them: only mails of theirs',
      examples: ['mira'],
    })
    .optional(),
  client: clientId.describe('Only mails of contacts of this client, and about its lifecycles').optional(),
  lifecycle: lifecycleId.describe('Only mails about this lifecycle').optional(),
});

export const mailReceived = z
  .strictObject({
    id: z.string().meta({
      description: 'Names the mail here; made of its sender and its Message-ID, neither of which can be read from it',
      examples: ['3f79bb7b435b05321651daefd374cdc681dc06faa65e374e38337b88ca046dea'],
    }),
    receivedAt: instant.describe('When it came in for the first time'),
    what: z.enum(mailInKinds).describe('What kind of mail it was, as far as that is known'),
    state: z
      .enum(mailInStates)
      .describe(`What became of it; \`received\`: it is being taken, or is to be handed on again. ${states}`),
    why: z.string().meta({
      description: 'What became of it, and why, in a sentence',
      examples: ['It does not say what came of the item; its writer is asked for that once.'],
    }),
    from: z
      .strictObject({
        who: z.enum(['rep', 'contact']).describe('One of our people, or a contact of a client'),
        id: z.string().meta({
          description: 'Their id: one of our people, or a contact as the client’s records name them',
          examples: ['mira'],
        }),
        name: z.string().meta({ description: 'Their name', examples: ['Mira Example'] }),
      })
      .meta({
        id: 'MailWriter',
        description:
          'Who wrote it; absent where that is not proved, where nobody known here has that address, which is not kept, and where it was refused before anybody was looked for',
      })
      .optional(),
    client: z
      .strictObject({
        id: clientId,
        name: z.string().meta({ description: 'The company’s name', examples: ['Alpine Tools'] }),
      })
      .meta({ id: 'MailInClient', description: 'The client that the mail is about' })
      .optional(),
    lifecycle: lifecycleId.describe('The lifecycle that it is about, or in which it was logged').optional(),
    item: z
      .string()
      .meta({ description: 'The item that it answers', examples: ['touch-1'] })
      .optional(),
  })
  .meta({ id: 'MailReceived', description: 'A mail that came in, and what became of it' });

export const mailsReceived = listOf('MailsReceived', mailReceived, 'Mails that came in, the newest first');
