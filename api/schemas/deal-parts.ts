/** Parts of a deal that others use too: contacts and product lines. */
import { z } from 'zod';
import {
  isNoticeWithinTerm,
  longestTermMonths,
  renewsOn,
  shortestTermMonths,
  type ContractTerm,
} from '../../domain/core/contract';
import type { Money } from '../../domain/core/json';
import { channels, contactLevels } from '../../domain/core/deal';
import { directions } from '../../domain/core/measure';
import { languages } from '../../domain/core/language';
import {
  civilDate,
  contactId,
  email,
  figure,
  groupId,
  line,
  money,
  moneyShown,
  productCode,
  termMonths,
  wholeNumber,
  yesOrNo,
} from './common';

/** Said of a contract that has run out: nothing is handed over or taken in any more. */
export const contractHasEnded = 'This contract has ended already.';

export const clientName = line(200).meta({ description: 'The company’s name', examples: ['Alpine Tools'] });
export const clientIndustry = line(120).meta({ description: 'What the company does', examples: ['machinery'] });

const birthday = z
  .string()
  .regex(/^(\d{4}-)?\d{2}-\d{2}$/, 'Use YYYY-MM-DD or MM-DD.')
  .refine((day) => z.iso.date().safeParse(day.length === 5 ? `2000-${day}` : day).success, 'There is no such day.')
  .meta({ description: 'Birthday as YYYY-MM-DD, or MM-DD without the year', examples: ['1980-02-29'] });

const promise = z
  .strictObject({
    metric: line(120).meta({ description: 'What was promised to be measured', examples: ['Time to a quote'] }),
    target: z
      .union([figure, line(120)], 'Use a number or words.')
      .meta({ description: 'What it should be: a number in `unit`, or words', examples: [2] }),
    unit: line(40)
      .meta({ description: 'Unit of the target', examples: ['hours'] })
      .optional(),
    by: civilDate.describe('The day by which it should be so, YYYY-MM-DD').optional(),
    better: z
      .enum(directions)
      .describe('Which way is better; without it only people say whether the promise is kept')
      .optional(),
  })
  .meta({ id: 'Promise', description: 'A metric that was promised before the sale; reviews are held against it' });

/** The longest period of notice that we take, in days. */
const longestNoticeDays = 366;

/** Agreed steps in value of one line, at most. */
const mostSteps = 50;

const step = (worth: typeof moneyShown) =>
  z
    .strictObject({
      on: civilDate.describe('The day from which it counts, YYYY-MM-DD'),
      annualValue: worth.describe('What the line is worth a year from that day on, in minor units'),
    })
    .meta({
      id: 'ValueStep',
      description: 'A step in value that the contract agrees: no expansion and no contraction',
    });

/** Each once: a schema of that name stands in the document once for what is taken, and once for what is shown. */
const steps = new Map([money, moneyShown].map((worth) => [worth, step(worth)]));

/** The fields of a product line, with its money as it is taken or shown. */
const lineFields = (worth: typeof moneyShown) => ({
  code: productCode,
  name: line(200).meta({ description: 'The product’s name', examples: ['CRM Pro'] }),
  type: line(80)
    .meta({ description: 'The kind of product, by which groups may take it', examples: ['crm'] })
    .optional(),
  quantity: z
    .int('Use a whole number.')
    .min(1, 'At least one.')
    .max(100_000_000, 'That is more than we count.')
    .meta({ description: 'How many were bought, for example seats', examples: [40] })
    .optional(),
  annualValue: worth.describe('What the line is worth a year when its contract starts, in minor units'),
  startsOn: civilDate.meta({ description: 'First day of the contract, YYYY-MM-DD', examples: ['2027-01-01'] }),
  termMonths,
  autoRenews: yesOrNo
    .describe('True: it renews by itself for another term where nobody gives notice in time')
    .optional(),
  noticeDays: wholeNumber(0, longestNoticeDays)
    .meta({
      description: 'Days before the end of a term by which a notice must be there; 0 where left out',
      examples: [30],
    })
    .optional(),
  steps: z
    .array(steps.get(worth) ?? step(worth))
    .max(mostSteps, `At most ${mostSteps}.`)
    .describe('Agreed steps in value, in the order of their days, each within the term')
    .optional(),
  skipOnboarding: yesOrNo.describe('True: it goes straight to retention').optional(),
  promises: z.array(promise).max(100, 'At most 100.').describe('What was promised of it').optional(),
  group: groupId.describe('The group that takes it; left out, the routing says').optional(),
});

type Stepping = ContractTerm & {
  readonly annualValue: Money;
  readonly steps?: readonly { readonly on: string; readonly annualValue: Money }[] | undefined;
};

/** Names every agreed step that lies outside its term, stands before an earlier one or is in another currency. */
function stepsFit({ steps = [], ...line }: Stepping, context: z.RefinementCtx): void {
  // What is wrong in itself was named already.
  if (steps.length === 0 || line.termMonths < shortestTermMonths || line.termMonths > longestTermMonths) return;
  const end = renewsOn(line);
  steps.forEach(({ on, annualValue }, index) => {
    const wrong = (field: readonly string[], message: string): void =>
      context.addIssue({ code: 'custom', path: ['steps', index, ...field], message });
    const before = steps[index - 1]?.on;
    if (on <= line.startsOn || on >= end)
      wrong(['on'], `Name a day within the term: after ${line.startsOn} and before ${end}.`);
    else if (before !== undefined && on <= before)
      wrong(['on'], 'Name the steps in the order of their days, each day once.');
    if (annualValue.currency !== line.annualValue.currency)
      wrong(['annualValue', 'currency'], 'A step is in the currency of the annual value.');
  });
}

/** Refuses a period of notice that is as long as the term, or longer: no notice could ever come in time. */
export function noticeWithinTerm(
  line: Parameters<typeof isNoticeWithinTerm>[0],
  path: readonly (string | number)[],
  context: z.RefinementCtx,
): void {
  const { termMonths: months, noticeDays = 0 } = line;
  // What is wrong in itself was named already.
  if (months < shortestTermMonths || months > longestTermMonths || noticeDays > longestNoticeDays) return;
  if (isNoticeWithinTerm(line)) return;
  context.addIssue({
    code: 'custom',
    path: [...path, 'noticeDays'],
    message: 'A period of notice is shorter than the term.',
  });
}

const lineMeta = { id: 'ProductLine', description: 'One product sold in a deal; each becomes a lifecycle' };

export const soldProduct = z.strictObject(lineFields(money)).superRefine(stepsFit).meta(lineMeta);
/** A line that an amendment adds: what the hand-off refuses of a line, it refuses too. */
export const addedProduct = soldProduct.superRefine((line, context) => noticeWithinTerm(line, [], context));
/** A line of an import: its stage says whether onboarding is skipped. */
export const importedProduct = z.strictObject(lineFields(money)).omit({ skipOnboarding: true }).superRefine(stepsFit);
/** A line of a deal that was closed before. */
export const closedProduct = z.strictObject(lineFields(moneyShown)).meta(lineMeta);

/** A line as an amendment names it: of one that the deal has, what changes; any other in full. */
const amendedFields = (worth: typeof moneyShown) => {
  const { code, ...others } = lineFields(worth);
  return z.strictObject({ code, ...z.strictObject(others).partial().shape });
};
const amendedMeta = {
  id: 'AmendedProduct',
  description:
    'A product of an amendment: of one that the deal has, its quantity and annual value from then on; any other is a new line, as at the hand-off',
};
export const amendedProduct = amendedFields(money).meta(amendedMeta);
/** What an amendment that was taken says of a product. */
export const shownAmendedProduct = amendedFields(moneyShown).meta(amendedMeta);

/** What is known of a contact beside id and address. */
export const contactDetails = {
  name: line(200).meta({ description: 'The contact’s name', examples: ['Ada Example'] }),
  level: z.enum(contactLevels).describe('How high they stand at the client').optional(),
  role: line(120)
    .meta({ description: 'What they do there', examples: ['Head of Sales'] })
    .optional(),
  birthday: birthday.optional(),
  phone: line(40)
    .meta({ description: 'Telephone number', examples: ['+43 1 5550100'] })
    .optional(),
  language: z.enum(languages).describe('The language in which we write to them').optional(),
  channel: z.enum(channels).describe('How they like to be reached').optional(),
};

export const contactFields = { ...contactDetails, email };

export const contact = z
  .strictObject({ id: contactId, ...contactFields })
  .meta({ id: 'DealContact', description: 'A person at the client' });
