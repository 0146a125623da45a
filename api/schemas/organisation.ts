/** The shapes of the organisation: people, groups, products, and from which value on a client counts as key. */
import { z } from 'zod';
import { ourLanguages } from '../../domain/core/language';
import { deliveries, profiles } from '../../domain/organisation/people';
import type { Money } from '../../domain/core/json';
import { runningStages } from '../../domain/core/stages';
import {
  civilDate,
  count,
  country,
  currency,
  currencyShown,
  email,
  groupId,
  instant,
  line,
  listOf,
  minorUnits,
  money,
  moneyByCurrency,
  moneyShown,
  policyId,
  productCode,
  region,
  regionOfCountry,
  regionShown,
  repId,
  stepCode,
  unique,
  wholeNumber,
  yesOrNo,
  zone,
} from './common';
import { workingHours } from './policy';

const absence = z
  .strictObject({
    from: civilDate.describe('The first day away, YYYY-MM-DD'),
    until: civilDate.describe('The last day away, YYYY-MM-DD'),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'It ends before it begins.' })
  .meta({ id: 'Absence', description: 'Days on which somebody is away' });

const repFields = {
  name: line(200).meta({ description: 'The rep’s name', examples: ['Mira Holt'] }),
  email: email.meta({ description: 'The rep’s e-mail address', examples: ['mira@holdfast.example'] }),
  timeZone: zone.describe('IANA time zone in which their briefs come').optional(),
  country: country.describe('ISO 3166 code of the country whose holidays they have').optional(),
  region: region.optional(),
  language: z
    .enum(ourLanguages)
    .meta({ description: 'In which our mails are written to them; English where nobody said', examples: ['en'] })
    .optional(),
  profile: z.enum(profiles).describe('Whom they keep well: many small clients, or few key ones').optional(),
  workingHours: workingHours.optional(),
  capacity: wholeNumber(1, 10_000)
    .meta({ description: 'Lifecycles that they look after well', examples: [40] })
    .optional(),
  deputy: repId.describe('Who stands in while they are away').optional(),
};
const mails = z.enum(deliveries).describe('One brief in the morning, or a single mail for each thing due');

export const rep = z
  .strictObject({
    ...repFields,
    absences: z.array(absence).max(50, 'At most 50.').describe('When they are away').optional(),
    mails: mails.optional(),
    left: yesOrNo
      .describe(
        'True: they work here no longer, and their keys are revoked. False: they are back, with keys of before revoked. Left out: as it was',
      )
      .optional(),
  })
  .superRefine(regionOfCountry)
  .meta({ id: 'RepToKeep', description: 'Whoever keeps clients, also managers and directors' });

const repKept = {
  id: repId,
  ...repFields,
  region: regionShown.optional(),
  absences: z.array(absence).describe('When they are away'),
  mails,
  workgroup: z
    .string()
    .meta({ description: 'The workgroup in which they are', examples: ['alps'] })
    .optional(),
  leftAt: instant.describe('Since when they work here no longer').optional(),
};
export const repListed = z.strictObject(repKept).meta({ id: 'Rep', description: 'A rep as they are kept' });
export const reps = listOf('Reps', repListed, 'Reps by id');
export const repWithLoad = z
  .strictObject({
    ...repKept,
    load: count
      .describe(
        'Running lifecycles that they look after; left out for whoever may not read them all, and is not that rep',
      )
      .optional(),
  })
  .meta({ id: 'RepWithLoad', description: 'A rep, with how many lifecycles they look after' });

/** A range of what clients are worth a year, with its currency as somebody writes it or as it is shown. */
export const valueRange = (of: typeof currencyShown) =>
  z
    .strictObject({
      currency: of,
      from: minorUnits.describe('From so much a year on, in minor units').optional(),
      below: minorUnits.meta({ description: 'Below so much a year, in minor units', examples: [5_000_000] }).optional(),
    })
    .refine(({ from, below }) => from === undefined || below === undefined || from < below, {
      path: ['below'],
      message: 'It ends before it begins.',
    })
    .meta({ id: 'ValueRange', description: 'Clients worth so much a year, all their lines together' });

const groupFields = {
  name: line(200).meta({ description: 'The group’s name', examples: ['Key accounts in the Alps'] }),
  rep: repId.describe('Who is the primary contact of its clients'),
  manager: repId.describe('Who hears of alarms after the rep').optional(),
  director: repId.describe('Who hears of alarms after the manager').optional(),
  stage: z.enum(runningStages).describe('It takes lifecycles in this stage only').optional(),
  productTypes: z
    .array(line(80))
    .max(50, 'At most 50.')
    .meta({ description: 'It takes these kinds of products only', examples: [['crm']] }),
  countries: z
    .array(country)
    .max(250, 'At most 250.')
    .describe('It takes clients in these countries only, as ISO 3166 codes'),
  value: valueRange(currency).optional(),
  splits: z
    .boolean()
    .describe(
      'True: it takes the lines that fit it from clients whom another rep keeps, too. A client has one rep otherwise',
    ),
};
export const group = z
  .strictObject({
    ...groupFields,
    policy: policyId.default('default').describe('The policy of its lifecycles'),
    productTypes: groupFields.productTypes.optional(),
    countries: groupFields.countries.optional(),
    splits: groupFields.splits.optional(),
  })
  .meta({ id: 'GroupToKeep', description: 'A group: its people, its policy, and what goes to it' });
export const groupKept = z
  .strictObject({
    id: groupId,
    ...groupFields,
    value: valueRange(currencyShown).optional(),
    policy: policyId.describe('The policy of its lifecycles'),
  })
  .meta({ id: 'Group', description: 'Lifecycles looked after together' });
export const groups = listOf('Groups', groupKept, 'Groups by id');

const workgroupFields = {
  name: line(200).meta({ description: 'The workgroup’s name', examples: ['Alps'] }),
  receivablesManager: repId.meta({ description: 'Who collects, so that reps don’t', examples: ['ruth'] }),
  businessDeveloper: repId.meta({ description: 'Who sells more to clients who are there', examples: ['ben'] }),
};
export const workgroup = z
  .strictObject({
    ...workgroupFields,
    reps: z
      .array(repId)
      .max(200, 'At most 200.')
      .superRefine((all, context) => {
        const seen = new Set<string>();
        all.forEach((one, index) => {
          if (seen.has(one))
            context.addIssue({ code: 'custom', path: [index], message: 'Each rep may stand here once.' });
          seen.add(one);
        });
      })
      .describe('Its reps, each once'),
  })
  .meta({ id: 'WorkgroupToKeep', description: 'Reps who share two colleagues' });
export const workgroupId = groupId.meta({ description: 'The workgroup’s id', examples: ['alps'] });
export const workgroupKept = z
  .strictObject({
    id: workgroupId,
    ...workgroupFields,
    reps: z.array(repId).describe('Its reps, by id'),
    warnings: z
      .array(z.string())
      .meta({ description: 'What to think about', examples: [['8 reps share one receivables manager.']] }),
  })
  .meta({ id: 'Workgroup', description: 'Reps who share a receivables manager and a business developer' });
export const workgroups = listOf('Workgroups', workgroupKept, 'Workgroups by id');

const stepTemplate = z
  .strictObject({
    code: stepCode,
    title: line(120).meta({ description: 'What people call it', examples: ['Training'] }),
    owner: repId
      .meta({
        description: 'Who does it: `client`, or a rep; the lifecycle’s rep where left out',
        examples: ['client'],
      })
      .optional(),
    targetDays: wholeNumber(1, 365)
      .meta({ description: 'Days after onboarding began by which it should be completed', examples: [30] })
      .optional(),
  })
  .meta({ id: 'StepTemplate', description: 'A step of a product’s onboarding' });
const productFields = {
  name: line(200).meta({ description: 'The product’s name', examples: ['CRM Pro'] }),
  type: line(80)
    .meta({ description: 'The kind of product, by which groups may take it', examples: ['crm'] })
    .optional(),
};
export const product = z
  .strictObject({
    ...productFields,
    onboarding: z
      .array(stepTemplate)
      .max(50, 'At most 50.')
      .superRefine((steps, context) => unique(steps, (one) => one.code, 'code', context))
      .describe('Its onboarding steps in their order; none: onboarding is skipped'),
  })
  .meta({ id: 'ProductToKeep', description: 'A product with its onboarding template' });
export const productKept = z
  .strictObject({
    id: productCode,
    ...productFields,
    onboarding: z.array(stepTemplate).describe('Its onboarding steps in their order'),
  })
  .meta({ id: 'Product', description: 'A product with its onboarding template' });
export const products = listOf('Products', productKept, 'Products by code');

const routingOf = (keyFrom: z.ZodType<Money[]>) =>
  z
    .strictObject({
      keyFrom: keyFrom.describe('From so much a year on a client counts as key, per currency, in minor units'),
    })
    .meta({ id: 'RoutingSettings', description: 'From which annual value on a client counts as key' });
export const routingSettings = routingOf(moneyByCurrency(money));
export const routingKept = routingOf(moneyByCurrency(moneyShown));
