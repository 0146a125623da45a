/** The shapes of mails: what waits, what went out, what was refused for good. */
import { z } from 'zod';
import { mailKeyPattern } from '../../domain/core/identity';
import { mailKinds, mailRoles, mailStates, personalMailKinds } from '../../domain/told/mails';
import { clientId, count, id, instant, lifecycleId, listOf, page } from './common';

const mailKey = z
  .string()
  .regex(mailKeyPattern, 'A mail’s key looks like mail.D-1042.crm-pro.t1#17.rep.')
  .meta({
    description: 'The mail’s key; what must not stand in an address, such as #, is percent-encoded there',
    examples: ['mail.D-1042.crm-pro.t1#17.rep'],
  });
export const mailParams = z.strictObject({ key: mailKey });

const recipient = id.meta({
  description: 'Id of one of our people, of a seller, or of a contact as the client’s records name them',
  examples: ['mira'],
});

export const mailsQuery = page.extend({
  state: z.enum(mailStates).describe('Only mails in this state').optional(),
  recipient: recipient.optional(),
  lifecycle: lifecycleId.optional(),
});

export const mail = z
  .strictObject({
    key: mailKey,
    kind: z.enum([...mailKinds, ...personalMailKinds]).describe('What it tells or asks'),
    to: z
      .strictObject({
        role: z.enum(mailRoles).describe('In which role they get it'),
        id: z.string().meta({
          description: 'Their id: one of our people, the seller, or a contact as the client’s records name them',
          examples: ['mira'],
        }),
        name: z
          .string()
          .meta({ description: 'Their name; absent where nobody goes by that id any more', examples: ['Mira Example'] })
          .optional(),
      })
      .meta({ id: 'MailReader', description: 'Whom a mail is for' }),
    client: z
      .strictObject({
        id: clientId,
        name: z.string().meta({ description: 'The company’s name', examples: ['Alpine Tools'] }),
      })
      .meta({ id: 'MailClient', description: 'The client that a mail is about' })
      .optional(),
    lifecycle: lifecycleId.optional(),
    state: z
      .enum(mailStates)
      .describe('`waiting`: it is tried until it is taken. `refused`: it goes nowhere unless it is sent again'),
    since: instant.describe('Since when it is in that state'),
    createdAt: instant.describe('When it was written down'),
    at: instant.describe('The moment that it tells of, by the lifecycle’s clock: its `Date`'),
    attempts: count.describe('How often it was tried'),
    sentAgain: count.describe('How often it was sent again on request'),
    lastError: z
      .string()
      .meta({
        description: 'Why it was not taken the last time, in words; nothing that the server said is quoted',
        examples: ['the mail server answered 550 5.1.1 to RCPT TO: it takes no mail for this address'],
      })
      .optional(),
    sentWith: mailKey.optional().describe('The key of the mail in which it went out, where several went as one'),
  })
  .meta({ id: 'Mail', description: 'A mail, and what became of it' });

export const mails = listOf('Mails', mail, 'Mails, the newest first');
