/** The shapes of campaigns: whom they ask to what, and what came of it. */
import { z } from 'zod';
import { bands } from '../../domain/concerns/health-bands';
import { invitationKinds } from '../../domain/concerns/invitations';
import { contactLevels } from '../../domain/core/deal';
import type { Language } from '../../domain/core/language';
import { clientId, count, country, groupId, id, line, moment, productCode, repId, words } from './common';
import { jobFields } from './jobs';

const several = <T extends z.ZodType>(one: T) => z.array(one).min(1, 'Name at least one.').max(1_000, 'At most 1000.');

const filter = z
  .strictObject({
    products: several(productCode).describe('Clients who have one of these products'),
    groups: several(groupId).describe('Clients in one of these groups'),
    reps: several(repId).describe('Clients whom one of these reps keeps'),
    bands: several(z.enum(bands)).describe('Clients of these health bands'),
    countries: several(country).describe('Clients in these countries, as ISO 3166 codes'),
    industries: several(line(120)).meta({ description: 'Clients of these industries', examples: [['machinery']] }),
    clients: several(clientId).describe('These clients'),
  })
  .partial()
  .meta({ id: 'CampaignFilter', description: 'Whom it is for: clients who meet all that is said' });

const place = line(500);
const minutes = z.number().int('Use whole minutes.').min(5, 'At least 5.').max(1_440, 'At most 1440.');

const title = line(200);
const campaignWords = z
  .strictObject({
    title: title.meta({ description: 'Its title in that language', examples: ['Angebote in der halben Zeit'] }),
    description: words.meta({
      description: 'What it is about, in that language',
      examples: ['Was bei Angeboten neu ist.'],
    }),
    place: place.meta({ description: 'Where, in that language', examples: ['Saal 2, Hauptplatz 1, Wien'] }),
  })
  .partial()
  .meta({
    id: 'CampaignWords',
    description: 'What a campaign says in one language; what is left out is as in the original',
  });
const translations = z
  .strictObject({
    en: campaignWords,
    de: campaignWords,
    fr: campaignWords,
    es: campaignWords,
    it: campaignWords,
  } satisfies Record<Language, z.ZodType>)
  .partial()
  .meta({
    id: 'CampaignTranslations',
    description:
      'Title, description and place in other languages: a contact reads them in their own, else the original; so does the calendar file',
  });

export const campaign = z
  .strictObject({
    kind: z.enum(invitationKinds).describe('To what they are invited'),
    title: title.meta({ description: 'Its title', examples: ['Quotes in half the time'] }),
    description: words.meta({ description: 'What it is about', examples: ['What is new in quoting.'] }).optional(),
    place: place.meta({ description: 'An address, or a link', examples: ['https://meet.example/quotes'] }).optional(),
    translations: translations.optional(),
    startsAt: moment('2027-03-15T10:00:00+01:00')
      .describe('When it begins, ISO 8601 with its offset')
      .transform((at) => new Date(at).toISOString()),
    minutes: minutes.default(60).describe('How long it takes, in minutes'),
    perClient: z
      .number()
      .int()
      .min(1, 'At least 1.')
      .max(10, 'At most 10.')
      .default(1)
      .describe('How many contacts of a client are invited at most, the highest level first'),
    levels: several(z.enum(contactLevels)).describe('Only contacts of these levels').optional(),
    filter: filter.default({}),
  })
  .meta({ id: 'CampaignToPrepare', description: 'A training or an event, and whom it is for' });

export const campaignMove = z
  .strictObject({
    startsAt: campaign.shape.startsAt.describe('When it begins now, ISO 8601 with its offset'),
    minutes: minutes.describe('How long it takes now, in minutes; as before where left out').optional(),
    place: place
      .meta({ description: 'Where it takes place now, for contacts of every language; as before where left out' })
      .optional(),
  })
  .meta({ id: 'CampaignMove', description: 'To when and where a campaign is moved' });

export const campaignId = id.meta({ description: 'The campaign’s id', examples: ['campaign-Zk3vPq8sXw1L'] });
export const campaignParams = z.strictObject({ id: campaignId });

const campaignOutcome = z
  .strictObject({
    clients: count.describe('Clients at which somebody was invited'),
    invited: count.describe('Contacts who were invited'),
    accepted: count.describe('Contacts who accepted'),
    declined: count.describe('Contacts who declined'),
    unanswered: count.describe('Contacts who have not answered'),
    held: count.describe('Clients who came, as their reps said afterwards'),
    noAnswer: count.describe('Clients who did not come and said nothing'),
    turnedDown: count.describe('Clients who turned it down'),
    calledOff: count.describe('Clients for whom it was called off'),
  })
  .meta({ id: 'CampaignOutcome', description: 'What came of a campaign so far' });
export const campaignKept = z
  .strictObject({ ...jobFields, outcome: campaignOutcome })
  .meta({ id: 'Campaign', description: 'A campaign: how far it is, and what came of it' });
