/** The shapes of keys: who may call, as what, and until when. */
import { z } from 'zod';
import { id, instant, line, listOf, moment, repId, sellerId, yesOrNo } from './common';

/** The roles that a key can have; `api/http/keys.ts` says what each sees. */
const role = z
  .enum(['admin', 'sales', 'rep', 'telemetry', 'ops'])
  .meta({ description: 'What its holder does', examples: ['rep'] });
const name = line(200).meta({ description: 'What it is called, to find it again', examples: ['CRM integration'] });
const endOfIt = { description: 'When it ends by itself', examples: ['2027-06-30T00:00:00.000Z'] };
const expiresAt = instant.meta(endOfIt);

export const keyId = id.meta({ description: 'The key’s id', examples: ['5f0c6a3e-2a53-4b0c-9d7f-0c1b2a3d4e5f'] });
export const keyParams = z.strictObject({ id: keyId });

export const keyWanted = z
  .strictObject({
    name,
    role,
    rep: repId
      .describe(
        'Whose key it is: a key of role rep belongs to a rep, one of ops or an admin may belong to one of our people',
      )
      .optional(),
    seller: sellerId.describe('Whose deals it hands over and reads; for a key of role sales').optional(),
    expiresAt: moment('2027-06-30T00:00:00.000Z').meta(endOfIt).optional(),
  })
  .meta({ id: 'KeyToMake', description: 'A key that is wanted' });

export const rotation = z
  .strictObject({
    endOthersNow: yesOrNo
      .default(false)
      .describe('True: the secrets before end at once. Left out: they are good for a day more'),
  })
  .meta({ id: 'KeyRotation', description: 'How a key gets a new secret' });

const kept = {
  id: keyId,
  name: name.optional(),
  role,
  rep: repId.optional(),
  seller: sellerId.optional(),
  createdAt: instant.describe('When it was made'),
  createdBy: z
    .string()
    .meta({ description: 'Who made it', examples: ['admin'] })
    .optional(),
  expiresAt: expiresAt.optional(),
  lastUsedAt: instant.describe('When it was used last, to the minute').optional(),
  revokedAt: instant.describe('When it was revoked').optional(),
};
const key = z
  .string()
  .meta({ description: 'The key itself, shown this once', examples: ['hf_rep_…'] })
  .optional();
/** Which fields an answer that is given again lacks. */
export const shownOnce = z
  .array(z.string())
  .describe('In an answer that is repeated: fields that were shown once and are not kept')
  .optional();

export const keyListed = z.strictObject(kept).meta({ id: 'Key', description: 'A key, without itself' });
export const keyShown = z
  .strictObject({ ...kept, key, shownOnce })
  .meta({ id: 'KeyShown', description: 'A key with its secret, which is shown once' });
export const keys = listOf('Keys', keyListed, 'Keys, those that were revoked too');
