/** The shape of every error, RFC 9457. */
import { z } from 'zod';

const fieldError = z
  .strictObject({
    pointer: z.string().meta({ description: 'JSON Pointer to the field', examples: ['/products/0/termMonths'] }),
    detail: z.string().meta({ description: 'What is wrong with it', examples: ['Use whole months.'] }),
    in: z.enum(['path', 'query', 'header']).describe('Where it stands, when not in the body').optional(),
  })
  .meta({ id: 'FieldError', description: 'What is wrong with a field' });

export const problem = z
  .strictObject({
    type: z.string().meta({
      description: '`urn:holdfast:problem:` and a code where there is one; else `about:blank`',
      examples: ['urn:holdfast:problem:ended'],
    }),
    title: z.string().meta({ description: 'What the status means', examples: ['It does not apply'] }),
    status: z
      .int()
      .min(400)
      .max(599)
      .meta({ description: 'The HTTP status', examples: [409] }),
    detail: z.string().meta({ description: 'What happened, for people', examples: ['This lifecycle has ended.'] }),
    requestId: z
      .string()
      .meta({ description: 'Names this request in the logs', examples: ['0b9f6c4e-5f0a-4a53-9c0e-6f1f5b1f7f7e'] })
      .optional(),
    errors: z
      .array(fieldError)
      .describe('What is wrong, field by field: the first 100; `detail` says how many more')
      .optional(),
  })
  .meta({ id: 'Problem', description: 'An error, as problem+json (RFC 9457)' });
