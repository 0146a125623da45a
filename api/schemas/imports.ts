/** The shapes of an import: what it would do, and what is wrong in the file. */
import { z } from 'zod';
import { amountUnits, dayOrders, decimalMarks } from '../../domain/integrations/spreadsheet';
import { civilDate, clientId, count, repId } from './common';
import { maybeSameAs } from './duplicates';
import { load } from './handover';

export const rowError = z
  .strictObject({
    row: count.describe('Row of the file, counted from 1; of a CSV without its header, and with its empty rows'),
    field: z.string().meta({
      description: 'A CSV’s column, as `termMonths`, or `column P` of one without a name; of NDJSON a JSON Pointer',
      examples: ['termMonths'],
    }),
    detail: z.string().meta({ description: 'What is wrong', examples: ['Use whole months.'] }),
  })
  .meta({ id: 'RowError', description: 'What is wrong in a row' });
export const importCounts = {
  rows: count.describe('Rows of the file, without empty ones'),
  deals: count.describe('Deals that can be brought over'),
  lifecycles: count.describe('Lifecycles that they begin'),
  worth: z
    .array(z.string())
    .meta({
      description: 'What the lines are worth a year, one sum a currency, as people write it; absent in older jobs',
      examples: [['18000.00 EUR']],
    })
    .optional(),
  readAs: z
    .strictObject({
      charset: z.string().meta({ description: 'The charset in which the file came', examples: ['windows-1252'] }),
      separator: z
        .enum(['commas', 'semicolons', 'tabs'])
        .describe('What stands between the fields of a CSV')
        .optional(),
      said: z.array(z.string()).meta({
        description: 'How the file was read, in sentences: to be looked at before it is brought over',
        examples: [['Days are read day first: 03.04.2027 is 2027-04-03.']],
      }),
    })
    .meta({ id: 'ImportReadAs', description: 'How the file was read' })
    .optional(),
  alreadyThere: count.describe('Deals that are there already'),
  maybeThere: z
    .strictObject({
      count: count.describe('How many'),
      first: z
        .array(
          z
            .strictObject({
              id: clientId,
              name: z.string().meta({ description: 'Its name in the file', examples: ['Alpine Tools GmbH'] }),
              maybeSameAs: maybeSameAs.describe('With whom it may be one; ten at most'),
            })
            .meta({ id: 'MaybeThere', description: 'A new client who may be there already' }),
        )
        .describe('The first ten of them'),
    })
    .meta({
      id: 'ClientsMaybeThere',
      description:
        'New clients who may be there already under another id, or twice in the file by their names; absent where there are none',
    })
    .optional(),
  wrongRows: count.describe('Rows with something wrong'),
  errors: z.array(rowError).describe('What is wrong, row by row; 1000 at most'),
  reps: z
    .array(
      z
        .strictObject({ rep: repId, lifecycles: count.describe('Lifecycles that they get'), load })
        .meta({ id: 'ImportReceiver', description: 'A rep who gets lifecycles' }),
    )
    .describe('Who gets how much'),
  firstSteps: z
    .strictObject({
      from: civilDate.describe('The first of them, YYYY-MM-DD'),
      until: civilDate.describe('The last of them, YYYY-MM-DD'),
      mostOfOneRepOnOneDay: count.describe('How many the busiest rep has on the busiest day'),
    })
    .meta({ id: 'FirstSteps', description: 'How first steps are spread' })
    .optional(),
};
export const importPreview = z
  .strictObject({ dryRun: z.literal(true).describe('Nothing was changed'), ...importCounts })
  .meta({ id: 'ImportPreview', description: 'What an import would do, and what is wrong in the file' });
export const importQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').describe('`true`: only say what would happen'),
  dates: z
    .enum(dayOrders)
    .describe('Of a CSV, the order in which days are written: 2027-04-03, 03.04.2027 or 4/3/2027. `ymd` where left out')
    .optional(),
  decimals: z
    .enum(decimalMarks)
    .describe('Of a CSV, what stands before decimals: 12,000.50 or 12.000,50. `point` where left out')
    .optional(),
  amounts: z
    .enum(amountUnits)
    .describe(
      'Of a CSV, what amounts count: minor units (cents), or whole units of their currency. `minor` where left out',
    )
    .optional(),
});
