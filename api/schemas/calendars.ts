/** The shapes of calendars: who reads them where. */
import { z } from 'zod';
import { id, instant, line, repId } from './common';
import { shownOnce } from './keys';

export const calendarId = id.meta({
  description: 'The calendar’s id',
  examples: ['0b9a2f5e-6b1d-4d3f-8c53-7a1f4a1f2c3d'],
});
const name = line(120).meta({ description: 'Where it is read, to find it again', examples: ['Phone'] });

export const calendarsParams = z.strictObject({ id: repId });
export const calendarParams = z.strictObject({ id: repId, calendarId });

export const calendarWanted = z
  .strictObject({ name })
  .meta({ id: 'CalendarToMake', description: 'A calendar that is wanted' });

const kept = {
  id: calendarId,
  rep: repId,
  name,
  createdAt: instant.describe('When it was made'),
  createdBy: z
    .string()
    .meta({ description: 'Who made it: the rep, or a role', examples: ['mira'] })
    .optional(),
  lastReadAt: instant.describe('When it was read last, to the minute').optional(),
  revokedAt: instant.describe('When it was revoked; from then on nothing is there').optional(),
};

export const calendarListed = z
  .strictObject(kept)
  .meta({ id: 'Calendar', description: 'A calendar, without its address' });
export const calendarShown = z
  .strictObject({
    ...kept,
    address: z
      .string()
      .meta({
        description: 'Where a calendar program reads it, shown this once. Whoever knows it reads the calendar',
        examples: ['https://holdfast.example/calendar/….ics'],
      })
      .optional(),
    shownOnce,
  })
  .meta({ id: 'CalendarShown', description: 'A calendar with its address, which is shown once' });
export const calendars = z
  .strictObject({ items: z.array(calendarListed).describe('The newest first') })
  .meta({ id: 'Calendars', description: 'The calendars of a rep, those that were revoked too' });
