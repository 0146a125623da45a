/** What answers of several subjects show of a lifecycle. */
import { z } from 'zod';
import { bands } from '../../domain/concerns/health-bands';
import { stages } from '../../domain/core/stages';
import { civilDate, clientId, instant, listOf, page, productCode } from './common';

export const stage = z.enum(stages).describe('Where it stands: in onboarding, in retention, or how it ended');

export const namedClient = z
  .strictObject({ id: clientId, name: z.string().meta({ description: 'Its name', examples: ['Alpine Tools'] }) })
  .meta({ id: 'NamedClient', description: 'The client, by id and name' });
export const namedProduct = z
  .strictObject({ code: productCode, name: z.string().meta({ description: 'Its name', examples: ['CRM Pro'] }) })
  .meta({ id: 'NamedProduct', description: 'The product, by code and name' });

const score = z
  .int()
  .min(0)
  .max(100)
  .meta({ description: 'From 0 to 100; more is better', examples: [82] });
export const band = z.enum(bands).describe('Health at a glance');
export const healthScore = z
  .strictObject({ score, band })
  .meta({ id: 'HealthScore', description: 'Health as a score and a band' });
const ofOwn = {
  code: z
    .string()
    .meta({ description: 'Of a signal of your own: the code of its kind', examples: ['logins-per-week'] })
    .optional(),
  name: z
    .string()
    .meta({ description: 'Of a signal of your own: the name of its kind', examples: ['Logins per week'] })
    .optional(),
};
const reasons = z
  .array(
    z
      .strictObject({
        signal: z.string().meta({ description: 'The signal that costs points', examples: ['usage'] }),
        points: z.number().meta({ description: 'Points lost, of 100; below 0: won back by good news', examples: [18] }),
        detail: z.string().meta({ description: 'What was heard', examples: ['30 days without usage'] }),
        ...ofOwn,
        since: z
          .string()
          .meta({ description: 'Of an overdue invoice: the day on which it fell due', examples: ['2027-01-15'] })
          .optional(),
      })
      .meta({ id: 'HealthReason', description: 'A signal that costs points, or good news that gives some back' }),
  )
  .describe('What costs points, the most first');
export const health = z
  .strictObject({
    score,
    band,
    reasons,
  })
  .meta({ id: 'Health', description: 'Health with its reasons' });

export const step = z
  .strictObject({
    at: instant.describe('When it comes'),
    what: z.string().meta({ description: 'What happens then', examples: ['The call falls due.'] }),
    why: z.string().meta({ description: 'Why', examples: ['It is planned for Thu 6 May 2027.'] }),
  })
  .meta({ id: 'ComingStep', description: 'A step on the agenda' });
export const agenda = z.array(step).describe('Every coming step, the next one first');

const move = z
  .strictObject({
    signal: z.string().meta({ description: 'The signal that moved it', examples: ['usage'] }),
    by: z.number().meta({ description: 'Points won; below 0: lost', examples: [-18] }),
    ...ofOwn,
  })
  .meta({ id: 'HealthMove', description: 'What moved the score' });
const coursePointShown = z
  .strictObject({
    at: instant.describe('From when on it stood so'),
    score,
    band,
    reasons,
    moved: z.array(move).describe('What moved it there'),
  })
  .meta({ id: 'HealthPoint', description: 'Health as it stood from a moment on' });
export const healthCourse = listOf('HealthCourse', coursePointShown, 'How health went, the oldest first');
export const healthCourseQuery = page.extend({
  from: civilDate
    .describe(
      'From this day on, YYYY-MM-DD, in UTC; the first point is what stood when it began. From the start where left out',
    )
    .optional(),
  to: civilDate.describe('The day after the last, YYYY-MM-DD, in UTC; until now where left out').optional(),
});
