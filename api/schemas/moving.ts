/** The shapes of a contact who goes to another client. */
import { z } from 'zod';
import { clientId, contactId, email, lifecycleId } from './common';

export const move = z
  .strictObject({
    to: clientId.describe('The client to whom they go'),
    email: email.describe('Their address there; the one that is known where left out').optional(),
    contactId: contactId.describe('How they are called there; as here, or with a number, where left out').optional(),
  })
  .meta({ id: 'MoveToMake', description: 'Where a contact goes' });

export const moved = z
  .strictObject({
    client: clientId.describe('The client whom they left'),
    contact: contactId.describe('How they were called there'),
    to: z
      .strictObject({ client: clientId, contact: contactId })
      .meta({ id: 'MovedTo', description: 'Where they are now, and how they are called there' }),
    lifecycles: z.array(lifecycleId).describe('Who heard of it, at either client'),
  })
  .meta({ id: 'ContactMove', description: 'A contact went to another client' });
