/** The shapes of sellers, as ops keep them. */
import { z } from 'zod';
import { email, instant, line, sellerId, yesOrNo } from './common';

const sellerFields = {
  name: line(200)
    .meta({ description: 'Their name now, where it is another one than deals say', examples: ['Sam Seller'] })
    .optional(),
  email: email
    .meta({
      description: 'Their address now, where it is another one than deals say',
      examples: ['sam@holdfast.example'],
    })
    .optional(),
};

export const sellerToKeep = z
  .strictObject({
    ...sellerFields,
    left: yesOrNo
      .describe(
        'True: they work here no longer, and their keys are revoked. False: they are back, whatever was said before of one of our people with their id or address. Left out: as it was',
      )
      .optional(),
  })
  .meta({ id: 'SellerToKeep', description: 'What is known of a seller beside their deals' });

export const sellerKept = z
  .strictObject({
    id: sellerId,
    ...sellerFields,
    leftAt: instant.describe('Since when they work here no longer').optional(),
  })
  .meta({ id: 'KnownSeller', description: 'What was said of a seller beside their deals' });
