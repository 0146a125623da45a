/** The shapes of deals: what sales hand over, and what they hear. */
import { z } from 'zod';
import { mostContacts } from '../../domain/concerns/contacts';
import { bands } from '../../domain/concerns/health-bands';
import { oversoldAnswers } from '../../domain/concerns/promises';
import {
  civilDate,
  clientId,
  contactId,
  country,
  dealId,
  email,
  groupId,
  id,
  instant,
  lifecycleId,
  line,
  links,
  listOf,
  moneyShown,
  policyId,
  productCode,
  region,
  regionOfCountry,
  repId,
  sellerId,
  unique,
  words,
  zone,
} from './common';
import {
  amendedProduct,
  clientIndustry,
  clientName,
  closedProduct,
  contact,
  contactDetails,
  noticeWithinTerm,
  shownAmendedProduct,
  soldProduct,
} from './deal-parts';
import { maybeSameAs } from './duplicates';
import { namedClient, namedProduct as productNamed, stage } from './lifecycle-summary';

const dealClient = z
  .strictObject({
    id: clientId,
    name: clientName,
    industry: clientIndustry.optional(),
    country: country.optional(),
    region: region.optional(),
    timeZone: zone.optional(),
  })
  .superRefine(regionOfCountry)
  .meta({ id: 'DealClient', description: 'The company that bought' });

const seller = z
  .strictObject({
    id: sellerId,
    name: line(200).meta({ description: 'The seller’s name', examples: ['Sam Seller'] }),
    email: email.meta({ description: 'The seller’s e-mail address', examples: ['sam@holdfast.example'] }),
  })
  .meta({ id: 'Seller', description: 'Who closed the deal; not who keeps the client' });

/** Product lines of a deal, at most. */
export const mostProducts = 50;

const dealFields = {
  dealId,
  client: dealClient,
  contacts: z
    .array(contact)
    .min(1, 'Name at least one contact.')
    .max(mostContacts, `At most ${mostContacts}.`)
    .superRefine((contacts, context) => unique(contacts, (one) => one.id, 'id', context))
    .describe(
      `The people at the client, each once. A client has at most ${mostContacts} over all its deals, without those who are erased`,
    ),
  seller,
  successCriteria: words
    .meta({
      description: 'How the client will know in six months whether this was a success, in their words',
      examples: ['In six months a quote takes two hours instead of two days.'],
    })
    .optional(),
  requirements: z
    .array(words)
    .max(200, 'At most 200.')
    .meta({ description: 'What the client requires', examples: [['Single sign-on']] })
    .optional(),
  agreements: z
    .array(words)
    .max(200, 'At most 200.')
    .meta({ description: 'What was agreed', examples: [['Two trainings are included.']] })
    .optional(),
  sourceUrl: z
    .url({ protocol: /^https?$/, error: 'Use an http(s) address.' })
    .max(2_000)
    .meta({ description: 'The deal in the system of sales', examples: ['https://crm.example/deals/1042'] })
    .optional(),
};

export const deal = z
  .strictObject({
    ...dealFields,
    products: z
      .array(soldProduct)
      .min(1, 'Name at least one product.')
      .max(mostProducts, `At most ${mostProducts}.`)
      .superRefine((all, context) => {
        unique(all, (one) => one.code, 'code', context);
        all.forEach((one, index) => noticeWithinTerm(one, [index], context));
      })
      .describe('The product lines, each once; each becomes a lifecycle'),
  })
  .meta({ id: 'DealToHandOver', description: 'A closed deal, as sales hand it over' });

const amendmentId = id.meta({ description: 'The amendment’s id, unique within its deal', examples: ['A-1'] });
const effectiveOn = civilDate.meta({
  description: 'The day from which it holds, YYYY-MM-DD',
  examples: ['2027-07-01'],
});

export const amendment = z
  .strictObject({
    amendmentId,
    effectiveOn,
    products: z
      .array(amendedProduct)
      .min(1, 'Name at least one product.')
      .max(mostProducts, `At most ${mostProducts}.`)
      .superRefine((all, context) => unique(all, (one) => one.code, 'code', context))
      .describe('What changes and what is added, each product once'),
  })
  .meta({ id: 'AmendmentToTell', description: 'What was agreed after the close of a deal' });

const dealtContact = z
  .strictObject({
    id: contactId,
    ...contactDetails,
    email: z.union([email, z.literal('')]).describe('The e-mail address; empty once the person is erased'),
  })
  .meta({ id: 'DealtContact', description: 'A person at the client, as the deal names them' });

/** The deal as it was closed, with the moment of the hand-off. What named an erased person says so. */
export const closedDeal = z
  .strictObject({
    ...dealFields,
    contacts: z.array(dealtContact).describe('The people at the client'),
    products: z.array(closedProduct).describe('The product lines; each became a lifecycle'),
    closedAt: instant.describe('When it was handed over'),
    amendments: z
      .array(
        z
          .strictObject({
            amendmentId,
            effectiveOn,
            products: z.array(shownAmendedProduct).describe('What it changed or added'),
            amendedAt: instant.describe('When it was told'),
          })
          .meta({ id: 'DealAmendment', description: 'What was agreed after the close' }),
      )
      .describe('What was agreed after the close, in the order in which it takes effect; none of it changes the deal'),
  })
  .meta({ id: 'Deal', description: 'The deal as sales closed it; it never changes' });

export const begunLifecycle = z
  .strictObject({
    id: lifecycleId,
    stage,
    group: groupId.describe('The group that takes it; only in the answer to the first hand-off').optional(),
    rep: repId.describe('Who keeps it; only in the answer to the first hand-off').optional(),
    why: z
      .array(z.string())
      .meta({
        description: 'Why it went to that group and rep; only in the answer to the first hand-off',
        examples: [['The group “Key accounts” takes it: it takes clients in Austria.']],
      })
      .optional(),
    links,
  })
  .meta({ id: 'BegunLifecycle', description: 'A lifecycle that a deal begins' });

export const amended = z
  .strictObject({
    dealId,
    amendmentId,
    effectiveOn,
    lifecycles: z.array(begunLifecycle).describe('One for each product of the amendment, in their order'),
  })
  .meta({ id: 'Amended', description: 'The amendment is stored; its lifecycles hear of it or begin' });

const worth = z
  .array(z.string())
  .meta({
    description:
      'What its lines are worth a year, one sum a currency, as people write it: whoever meant euros and wrote cents sees it here',
    examples: [['18000.00 EUR']],
  })
  .optional();

export const handedOver = z
  .strictObject({
    dealId,
    lifecycles: z.array(begunLifecycle).describe('One for each product line, in their order'),
    worth,
    maybeSameAs: maybeSameAs
      .describe(
        'Clients who are there and with whom the client of this deal may be one, who is new with it; ten at most. Only in the answer to the first hand-off; absent where there is none',
      )
      .optional(),
  })
  .meta({ id: 'HandedOver', description: 'The hand-off is stored; its lifecycles begin' });

const route = z
  .strictObject({
    code: productCode,
    group: groupId,
    rep: repId.describe('Who would keep it'),
    policy: policyId.describe('The policy by which it would live'),
    why: z
      .array(z.string())
      .meta({ description: 'Why, in sentences', examples: [['Mira Berg looks after this client already.']] }),
  })
  .meta({ id: 'Route', description: 'Where a product line would go' });

export const routing = z
  .strictObject({ dealId, products: z.array(route).describe('One for each product line, in their order'), worth })
  .meta({ id: 'RoutingPreview', description: 'Where a deal would go; nothing is stored' });

const dealListed = z
  .strictObject({ dealId, client: namedClient, closedAt: instant.describe('When it was handed over') })
  .meta({ id: 'DealListed', description: 'A deal in a list' });
export const deals = listOf('Deals', dealListed, 'Deals by id');

const soldLine = z
  .strictObject({
    deal: dealId,
    client: namedClient,
    product: productNamed,
    lifecycle: lifecycleId.describe('The lifecycle in its present term'),
    term: z.int().meta({ description: 'The present term, counted from 1', examples: [1] }),
    stage,
    band: z.enum(bands).describe('Health at a glance'),
    rep: repId.describe('Who keeps it'),
    renewsOn: civilDate.describe('The renewal date, YYYY-MM-DD'),
    annualValue: moneyShown.describe('What the line is worth a year now, in minor units'),
    oversold: z
      .array(
        z
          .strictObject({
            metric: z
              .string()
              .nullable()
              .meta({ description: 'What was promised; null where no promise was named', examples: ['uptime'] }),
            at: instant.describe('When it was flagged'),
            answer: z.enum(oversoldAnswers).nullable().describe('What the seller said; null until they do'),
          })
          .meta({ id: 'SoldLineFlag', description: 'A promise that the product cannot keep' }),
      )
      .describe('What was flagged as oversold'),
  })
  .meta({ id: 'SoldLine', description: 'A product line that a seller sold, as it stands now' });

export const soldLines = z
  .strictObject({
    seller: sellerId,
    lines: z.array(soldLine).describe('The newest deal first'),
    source: z.literal('projection').describe('It comes from the read model'),
  })
  .meta({ id: 'SoldLines', description: 'Where a seller’s deals stand' });

export const dealsQuery = { client: clientId.describe('Only deals of this client').optional() };
