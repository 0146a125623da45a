/** The shapes of mail that comes in. */
import { z } from 'zod';
import { mailInStates } from '../../domain/told/mail-in';

export const mailTaken = z
  .strictObject({
    state: z
      .enum(mailInStates)
      .describe(
        'What became of it. `recorded`, `unclear`, `empty`, `closed`: it answered a mail about an item. `logged`, `nobody-known`: its copy was to be logged as a touch. `away`, `left`, `wrote`: a contact wrote, or their mail program. `automatic`, `list`, `bounce`, `ours`: nobody waits for an answer. Any other: refused, and nothing happened',
      ),
  })
  .meta({ id: 'MailTaken', description: 'What became of a mail that came in' });
