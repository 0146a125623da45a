/** The shapes of clients and their contacts. */
import { z } from 'zod';
import { daysBetween, mostOwnDays } from '../../domain/core/calendar';
import { channels, contactLevels } from '../../domain/core/deal';
import { bands } from '../../domain/concerns/health-bands';
import { languages } from '../../domain/core/language';
import { openActionsShown } from './agreed-actions';
import {
  asOf,
  civilDate,
  clientId,
  contactId,
  count,
  country,
  countryShown,
  currencyShown,
  email,
  groupId,
  instant,
  itemId,
  lifecycleId,
  links,
  listOf,
  moneyShown,
  note,
  page,
  region,
  regionShown,
  repId,
  wholeNumber,
  zone,
} from './common';
import { clientIndustry, clientName, contactFields } from './deal-parts';
import { maybeSameAs } from './duplicates';
import { eventId } from './facts';
import { forecast } from './lifecycle-parts';
import { escalation, item } from './lifecycles';
import { healthScore, namedProduct, stage, step } from './lifecycle-summary';
import { valueRange } from './organisation';

export const contactParams = z.strictObject({ id: clientId, contactId });

/** A contact without its id, which stands in the address. */
export const contactKnown = z
  .strictObject(contactFields)
  .meta({ id: 'ContactKnown', description: 'A contact as they are now' });

export const contactPut = z
  .strictObject({
    client: clientId,
    ...contactFields,
    id: contactId,
    lifecycles: z.array(lifecycleId).describe('Who heard of it'),
  })
  .meta({ id: 'ContactPut', description: 'The contact as it is now, and the lifecycles that heard of it' });

const optedOutAt = instant.describe('Since when they want to be left alone; absent while they do not').optional();

const contact = z
  .strictObject({
    id: contactId,
    name: z.string().meta({ description: 'The contact’s name', examples: ['Ada Example'] }),
    email,
    level: z.enum(contactLevels).describe('How high they stand at the client').optional(),
    role: z
      .string()
      .meta({ description: 'What they do there', examples: ['Head of Sales'] })
      .optional(),
    birthday: z
      .string()
      .meta({ description: 'Birthday as YYYY-MM-DD, or MM-DD without the year', examples: ['1980-02-29'] })
      .optional(),
    phone: z
      .string()
      .meta({ description: 'Telephone number', examples: ['+43 1 5550100'] })
      .optional(),
    language: z.enum(languages).describe('The language in which we write to them').optional(),
    channel: z.enum(channels).describe('How they like to be reached').optional(),
    departed: z.boolean().describe('True when they have left the client'),
    wentTo: z
      .strictObject({
        id: clientId,
        name: z.string().meta({ description: 'Its name', examples: ['Peak Parts'] }),
      })
      .meta({ id: 'WentTo', description: 'The client to whom a contact went' })
      .optional(),
    optedOutAt,
    unreachableSince: instant
      .describe('Since when a mail server takes no mail for this address; absent while it does')
      .optional(),
  })
  .meta({ id: 'Contact', description: 'A person at the client' });

const closing = z
  .strictObject({
    from: civilDate.meta({ description: 'The first day, YYYY-MM-DD', examples: ['2027-08-02'] }),
    until: civilDate.meta({ description: 'The last day, YYYY-MM-DD', examples: ['2027-08-20'] }),
  })
  .refine(({ from, until }) => from <= until, { path: ['until'], message: 'It ends before it begins.' })
  .meta({ id: 'Closing', description: 'Days in a row on which a client is closed' });

const clientFields = {
  id: clientId,
  name: z.string().meta({ description: 'The company’s name', examples: ['Alpine Tools'] }),
  industry: z
    .string()
    .meta({ description: 'What the company does', examples: ['machinery'] })
    .optional(),
  country: countryShown.optional(),
  region: regionShown.optional(),
  timeZone: zone,
  weekend: z
    .array(z.int())
    .meta({
      description: 'Days of the week on which they do not work, in place of the policy’s: 1 is Monday, 7 is Sunday',
      examples: [[5, 6]],
    })
    .optional(),
  closed: z.array(closing).describe('Days on which they are closed, besides public holidays').optional(),
  optedOutAt,
};
const { optedOutAt: _, ...clientStands } = clientFields;

export const clientToPatch = z
  .strictObject({
    name: clientName.optional(),
    industry: clientIndustry.nullable().describe('What the company does; null: nobody knows').optional(),
    country: country.nullable().describe('ISO 3166 code of the country they are in; null: nobody knows').optional(),
    region: region
      .nullable()
      .describe(
        'The part of the country whose holidays they have, as in ISO 3166-2; null: those of the whole country. In another country it must be said anew',
      )
      .optional(),
    timeZone: zone.nullable().describe('IANA time zone; null: the first one of where they are').optional(),
    weekend: z
      .array(wholeNumber(1, 7))
      .max(mostOwnDays.weekend, `At most ${mostOwnDays.weekend}: on one day they work.`)
      .refine((days) => new Set(days).size === days.length, 'Name each day once.')
      .nullable()
      .meta({
        description:
          'Days of the week on which they do not work, 1 is Monday, 7 is Sunday; none: they work on all of them; null: the policy says it',
        examples: [[5, 6]],
      })
      .optional(),
    closed: z
      .array(closing)
      .max(mostOwnDays.closings, `At most ${mostOwnDays.closings}.`)
      .refine(
        (all) =>
          all.reduce((days, { from, until }) => days + daysBetween(from, until) + 1, 0) <= mostOwnDays.closedDays,
        `At most ${mostOwnDays.closedDays} days together.`,
      )
      .nullable()
      .describe(
        `All the days on which they are closed, besides public holidays; at most ${mostOwnDays.closedDays} days together. Null: none`,
      )
      .optional(),
  })
  .meta({ id: 'ClientToPatch', description: 'What is known now of a client; what is not named stays as it is' });

export const clientPatched = z
  .strictObject({ ...clientStands, lifecycles: z.array(lifecycleId).describe('Who was told') })
  .meta({ id: 'ClientPatched', description: 'The client as it is known now, and the lifecycles that were told' });

const clientLifecycle = z
  .strictObject({
    id: lifecycleId,
    product: namedProduct,
    term: count.describe('Which term it is, counted from 1'),
    stage,
    rep: repId.describe('Who keeps it'),
    group: groupId,
    health: healthScore,
    renewal: z
      .strictObject({
        renewsOn: civilDate.describe('The renewal date, YYYY-MM-DD'),
        annualValue: moneyShown.describe('What the line is worth a year now, in minor units'),
        forecast,
      })
      .meta({ id: 'ClientRenewal', description: 'When it renews, what it is worth, and how it looks' }),
    links,
  })
  .meta({ id: 'ClientLifecycle', description: 'A lifecycle of the client' });

export const client = z
  .strictObject({
    ...clientFields,
    contacts: z.array(contact).describe('Everybody we know there, by id'),
    band: z.enum(bands).nullable().describe('The worst band of what runs; null where nothing runs'),
    annualValue: z
      .array(moneyShown)
      .describe('What running lines are worth a year, one sum a currency, in minor units'),
    lifecycles: z.array(clientLifecycle).describe('The newest first; 200 at most'),
    openItems: z
      .array(
        item
          .extend({
            lifecycle: lifecycleId,
            product: z.string().meta({ description: 'The product’s name', examples: ['CRM Pro'] }),
          })
          .meta({ id: 'OpenItem', description: 'What somebody should do for the client now' }),
      )
      .describe('What is due or overdue'),
    agreedActions: openActionsShown,
    escalations: z
      .array(
        escalation
          .extend({ lifecycle: lifecycleId })
          .meta({ id: 'ClientEscalation', description: 'An alarm about the client that is not resolved' }),
      )
      .describe('Alarms that are not resolved'),
    coming: z
      .array(
        step
          .extend({ lifecycle: lifecycleId })
          .meta({ id: 'ClientStep', description: 'A coming step of one of its lifecycles' }),
      )
      .describe('The next steps of all its lifecycles; ten at most'),
    maybeSameAs: maybeSameAs.describe('Other clients with whom this one may be one; ten at most'),
    source: z.literal('projection').describe('It comes from the read model'),
    asOf: z.union([asOf, z.literal('')]).describe('The moment of the last event that is shown; empty where none is'),
  })
  .meta({ id: 'Client', description: 'The client as one relationship' });

const outsideBand = z
  .strictObject({
    rep: repId.describe('Who keeps them there'),
    group: groupId.describe('The group whose range they are outside of'),
    range: valueRange(currencyShown).describe('What the group is there for'),
    worth: moneyShown
      .describe(
        'What the client is worth a year in that currency, in minor units, all lines together; left out for whoever does not read all of them',
      )
      .optional(),
  })
  .meta({ id: 'OutsideBand', description: 'A group in which a client is kept, though they are worth more or less' });

export const clientsQuery = page.extend({
  outsideBand: z
    .enum(['true', 'false'])
    .default('false')
    .describe(
      '`true`: only clients who are worth more or less than the group is there for in which their rep keeps them',
    ),
});

const clientListed = z
  .strictObject({
    ...clientFields,
    outsideBand: z
      .array(outsideBand)
      .describe('Where they are kept outside the range; only where that was asked for')
      .optional(),
  })
  .meta({ id: 'ClientListed', description: 'A client in a list' });
export const clients = listOf('Clients', clientListed, 'Clients by id');

export const leftAlone = z
  .strictObject({ note, eventId })
  .meta({ id: 'Wish', description: 'What they said when they asked for it' });
const heard = {
  client: clientId,
  eventId: eventId.unwrap().describe('The id by which it counts once; ours where none was sent'),
  lifecycles: z.array(lifecycleId).describe('Who heard of it'),
};
export const clientWish = z
  .strictObject(heard)
  .meta({ id: 'ClientWish', description: 'The client’s wish was taken; these lifecycles heard of it' });
export const contactWish = z
  .strictObject({ ...heard, contact: contactId })
  .meta({ id: 'ContactWish', description: 'The contact’s wish was taken; these lifecycles heard of it' });

export const contactErased = z
  .strictObject({
    client: clientId,
    contact: z
      .string()
      .meta({ description: 'The id of ours that is left of the person', examples: ['c_8d2f41a09be7'] }),
    erased: z.literal(true).describe('Nothing of the person is left'),
    lifecycles: z.array(lifecycleId).describe('Who heard of it'),
    feeds: z.array(z.string()).meta({ description: 'Feeds that no longer look for them', examples: [['alps-news']] }),
  })
  .meta({ id: 'ContactErased', description: 'The person is erased' });

export const asOfQuery = z.strictObject({
  asOf: civilDate.describe('As it was known at the end of that day, YYYY-MM-DD; today where left out').optional(),
});

const talker = z
  .strictObject({ id: repId, name: z.string().meta({ description: 'The rep’s name', examples: ['Mira Holt'] }) })
  .meta({ id: 'Talker', description: 'Who talks for us' });
const listener = z
  .strictObject({
    id: contactId,
    name: z.string().meta({ description: 'The contact’s name', examples: ['Ada Example'] }),
    level: z.enum(contactLevels).describe('How high they stand at the client').optional(),
  })
  .meta({ id: 'Listener', description: 'Whom they talk to at the client' });
const channel = z.string().meta({ description: 'By which they talk', examples: ['call'] });
const rhythm = z.number().meta({ description: 'Median of days from one time to the next', examples: [41] });

export const communication = z
  .strictObject({
    client: clientId,
    asOf: civilDate.describe('The day at whose end it is known so, YYYY-MM-DD'),
    definition: z.string().meta({ description: 'What counts as what', examples: ['One line for each pair …'] }),
    map: z
      .array(
        z
          .strictObject({
            who: talker,
            whom: listener.optional().describe('Absent where nobody was named'),
            channel,
            times: count.describe('Days on which they talked'),
            unanswered: count.describe('Days on which somebody tried, and nobody answered'),
            last: civilDate.describe('The last of those days, YYYY-MM-DD'),
            everyDays: rhythm.optional().describe('Median of days from one time to the next; absent before the second'),
          })
          .meta({ id: 'CommunicationLine', description: 'A pair of people and a channel' }),
      )
      .describe('Who talks to whom, the liveliest first'),
    contacts: z
      .array(
        z
          .strictObject({
            contact: listener.nullable(),
            last: z
              .strictObject({ on: civilDate.describe('The day, YYYY-MM-DD'), who: talker, channel })
              .meta({ id: 'LastReached', description: 'When they were reached last, by whom and how' })
              .nullable()
              .describe('When they were reached last; null: never'),
            everyDays: rhythm.nullable().describe('Median of days from one time to the next; null before the second'),
            overdueDays: count.describe('Days beyond the time in which somebody should have reached them; 0: in time'),
          })
          .meta({ id: 'Reach', description: 'How a contact is reached' }),
      )
      .describe('How each contact who is there is reached'),
    open: z
      .array(
        z
          .strictObject({
            lifecycle: lifecycleId,
            item: itemId,
            kind: item.shape.kind,
            who: talker,
            dueAt: item.shape.dueAt,
            state: item.shape.state,
          })
          .meta({ id: 'OpenContact', description: 'An item that is due or overdue' }),
      )
      .describe('What is due or overdue'),
  })
  .meta({ id: 'CommunicationMap', description: 'Who talks to whom, by which channel, how often' });
