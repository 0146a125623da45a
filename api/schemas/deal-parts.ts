/** Parts of a deal that others use too: contacts and product lines. */
import { z } from 'zod';
import { isNoticeWithinTerm, longestTermMonths, shortestTermMonths } from '../../domain/core/contract';
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

const productLine = (worth: typeof moneyShown) =>
  z
    .strictObject({
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
      annualValue: worth.describe('What the line is worth a year, in minor units'),
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
      skipOnboarding: yesOrNo.describe('True: it goes straight to retention').optional(),
      promises: z.array(promise).max(100, 'At most 100.').describe('What was promised of it').optional(),
      group: groupId.describe('The group that takes it; left out, the routing says').optional(),
    })
    .meta({ id: 'ProductLine', description: 'One product sold in a deal; each becomes a lifecycle' });

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

export const soldProduct = productLine(money);
/** A line of a deal that was closed before. */
export const closedProduct = productLine(moneyShown);

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
