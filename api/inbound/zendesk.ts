/**
 * Zendesk's events of tickets: how each stands, and whose it is. An organization that is empty or `0` is none. The same shape
 * comes of a trigger's webhook, whose body people write by hand: there statuses stand as people read them.
 */
import { z } from 'zod';
import { moment } from '../schemas/common';
import { envelope, perhaps, said, text, nothingTold, type SourceEvent } from './event';

/** A number beyond these is another one once it was read. */
const code = z.union([text, z.int().transform(String)]);
export const zendeskEvent = z
  .object({
    id: text.meta({ description: 'The event’s id', examples: ['zev-1042'] }),
    time: moment('2027-03-15T08:00:00Z').describe('When it happened'),
    type: text.meta({ description: 'The event’s type', examples: ['zen:event-type:ticket.status_changed'] }),
    detail: z
      .object({
        id: code.meta({ description: 'The ticket’s id', examples: ['35436'] }),
        organization_id: z.union([z.int().transform(String), perhaps]).meta({
          description: 'The client, by Zendesk’s id; null, empty or 0: nobody',
          examples: ['360001234'],
        }),
        status: perhaps.meta({ description: 'The ticket’s status', examples: ['OPEN'] }),
      })
      .meta({ id: 'ZendeskTicket', description: 'The ticket' }),
  })
  .meta({ id: 'ZendeskEvent', description: 'An event of Zendesk’s event webhooks; more fields may stand in it' });

/** Statuses of a ticket that still waits for somebody. */
const openStatuses: readonly string[] = ['NEW', 'OPEN', 'PENDING', 'HOLD', 'ON-HOLD'];
const closedStatuses: readonly string[] = ['SOLVED', 'CLOSED'];

/** What an event of Zendesk tells; null for what is no event of a ticket, though it says so. */
export function readZendesk(body: unknown): SourceEvent | null {
  const { type } = envelope.parse(body);
  if (!type.startsWith('zen:event-type:ticket.')) return nothingTold(body, 'nothing-about-health');
  const { success, data } = zendeskEvent.safeParse(body);
  if (!success) return null;
  const gone = /ticket\.(deleted|soft_deleted|permanently_deleted|marked_as_spam)$/.test(type);
  const status = (data.detail.status ?? '').trim().toUpperCase();
  if (!gone && status === '') return nothingTold(body, 'nothing-about-health');
  const open = !gone && openStatuses.includes(status);
  // A status in another language says nothing of whether the ticket waits.
  if (!gone && !open && !closedStatuses.includes(status)) return nothingTold(body, 'unknown-status');
  const { id: ticket, organization_id: organization } = data.detail;
  const externalId = organization === '0' ? null : said(organization);
  const ofNobody = externalId === null && organization !== undefined;
  return {
    eventId: data.id,
    at: new Date(data.time),
    externalId,
    lifecycle: null,
    told: { kind: 'ticket', ticket, open, ...(ofNobody ? { ofNobody } : {}) },
  };
}
