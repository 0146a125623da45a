/** The shapes of an import: what it would do, and what is wrong in the file. */
import { z } from 'zod';
import { civilDate, count, repId } from './common';
import { load } from './handover';

export const rowError = z
  .strictObject({
    row: count.describe('Row of the file, counted from 1; of a CSV without its header'),
    field: z.string().meta({ description: 'A CSV’s column, or a JSON Pointer', examples: ['termMonths'] }),
    detail: z.string().meta({ description: 'What is wrong', examples: ['Use whole months.'] }),
  })
  .meta({ id: 'RowError', description: 'What is wrong in a row' });
export const importCounts = {
  rows: count.describe('Rows of the file'),
  deals: count.describe('Deals that can be brought over'),
  lifecycles: count.describe('Lifecycles that they begin'),
  worth: z
    .array(z.string())
    .meta({
      description: 'What the lines are worth a year, one sum a currency, as people write it; absent in older jobs',
      examples: [['18000.00 EUR']],
    })
    .optional(),
  alreadyThere: count.describe('Deals that are there already'),
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
});
