/** The shapes of the organisation: people, groups, products, policies, targets, and what moves them. */
import { z } from 'zod';
import { choices } from '../../domain/organisation/job';
import { deliveries, profiles } from '../../domain/organisation/people';
import { runningStages } from '../../domain/concerns/standing';
import { measureNames, moneyMeasures } from '../../domain/figures/targets';
import { rules, wholeNumber, workingHours } from './policy';
import { civilDate, country, currencies, email, id, lifecycleId, line, money, unique, zone } from './schemas';

const absence = z
  .strictObject({ from: civilDate, until: civilDate })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'It ends before it begins.' });

export const rep = z.strictObject({
  name: line(200),
  email,
  timeZone: zone.optional(),
  country: country.optional(),
  profile: z.enum(profiles).optional(),
  workingHours: workingHours.optional(),
  capacity: wholeNumber(1, 10_000).optional(),
  absences: z.array(absence).max(50, 'At most 50.').optional(),
  deputy: id.optional(),
  mails: z.enum(deliveries).optional(),
  left: z.boolean('Use true or false.').optional(),
});

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Use an ISO 4217 code such as EUR.')
  .refine((code) => currencies.has(code), 'There is no such currency.')
  .meta({ examples: ['EUR'] });
const minorUnits = wholeNumber(0, 1_000_000_000_000);

export const group = z.strictObject({
  name: line(200),
  rep: id,
  manager: id.optional(),
  director: id.optional(),
  policy: id.default('default'),
  stage: z.enum(runningStages).optional(),
  productTypes: z.array(line(80)).max(50, 'At most 50.').optional(),
  countries: z.array(country).max(250, 'At most 250.').optional(),
  value: z
    .strictObject({
      currency,
      from: minorUnits.optional(),
      below: minorUnits.meta({ examples: [5_000_000] }).optional(),
    })
    .refine(({ from, below }) => from === undefined || below === undefined || from < below, {
      path: ['below'],
      message: 'It ends before it begins.',
    })
    .optional(),
});

export const workgroup = z.strictObject({
  name: line(200),
  receivablesManager: id,
  businessDeveloper: id,
  reps: z
    .array(id)
    .max(200, 'At most 200.')
    .superRefine((reps, context) => {
      const seen = new Set<string>();
      reps.forEach((one, index) => {
        if (seen.has(one))
          context.addIssue({ code: 'custom', path: [index], message: 'Each rep may stand here once.' });
        seen.add(one);
      });
    }),
});

export const product = z.strictObject({
  name: line(200),
  type: line(80).optional(),
  onboarding: z
    .array(
      z.strictObject({
        code: id,
        title: line(120),
        owner: id.optional(),
        targetDays: wholeNumber(1, 365).optional(),
      }),
    )
    .max(50, 'At most 50.')
    .superRefine((steps, context) => unique(steps, (one) => one.code, 'code', context)),
});

export const policy = z.strictObject({ rules });

export const routingSettings = z.strictObject({
  keyFrom: z
    .array(money)
    .max(50, 'At most 50.')
    .superRefine((all, context) => unique(all, (one) => one.currency, 'currency', context)),
});

export const target = z
  .strictObject({
    measure: z.enum(measureNames),
    product: id.optional(),
    currency: currency.optional(),
    target: z.number().min(-10, 'At least -10.').max(10_000, 'At most 10000.'),
    threshold: z.number().min(-10, 'At least -10.').max(10_000, 'At most 10000.'),
  })
  .refine(({ measure, currency: code }) => !moneyMeasures.includes(measure) || code !== undefined, {
    path: ['currency'],
    message: 'Money is never summed across currencies: name one.',
  });

const some = z.array(lifecycleId).min(1, 'Name a lifecycle.').max(10_000, 'At most 10000.');

export const rollout = z.strictObject({
  version: wholeNumber(1, 1_000_000).optional(),
  when: z.enum(choices),
  scope: z.strictObject({ group: id.optional(), product: id.optional(), rep: id.optional() }).optional(),
});
export const rolloutChoices = z.strictObject({ lifecycles: some, when: z.enum(choices) });

export const handover = z.strictObject({
  to: z.union([id, z.array(id).min(1, 'Name somebody.').max(50, 'At most 50.')], 'Name a rep, or several.'),
  lifecycles: some.optional(),
  leaves: z.boolean('Use true or false.').optional(),
  dryRun: z.boolean('Use true or false.').optional(),
});
