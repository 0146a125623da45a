/** The shapes of policies: what is put, what is answered, and the form that explains every rule. */
import { z } from 'zod';
import { count, instant, listOf, policyId } from './common';
import { rules } from './policy';

export const policy = z.strictObject({ rules }).meta({ id: 'PolicyToKeep', description: 'The rules of a policy' });

export const policyKept = z
  .strictObject({
    id: policyId,
    version: count.meta({ description: 'The version, counted from 1', examples: [2] }),
    rules,
    createdAt: instant.describe('When this version was made'),
  })
  .meta({ id: 'Policy', description: 'A version of a policy' });
export const policies = listOf('Policies', policyKept, 'Every policy in its latest version, by id');

const version = z.coerce
  .number('Use a whole number.')
  .int()
  .min(1)
  .max(1_000_000)
  .meta({ description: 'The version; the latest where left out', examples: [2] });
export const policyQuery = z.strictObject({ version: version.optional() });

const ruleExplained = z
  .strictObject({
    rule: z.string().meta({ description: 'Its place in the rules', examples: ['touches.everyWeeks'] }),
    default: z.unknown().meta({ description: 'What it is where nobody said; its shape is the rule’s', examples: [8] }),
    why: z
      .string()
      .meta({ description: 'Why an experienced account manager would choose it', examples: ['Six or seven a year.'] }),
  })
  .meta({ id: 'RuleExplained', description: 'A rule with its default and the reason for it' });
export const policyForm = z
  .strictObject({
    rules: z.array(ruleExplained).describe('Every rule'),
    schema: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The shape of the rules, as JSON Schema', examples: [{ type: 'object' }] }),
  })
  .meta({ id: 'PolicyForm', description: 'What a policy can say' });
