/** What the document says of the address at which sources send. */
import { z } from 'zod';
import type { Documented } from '../http/route';
import { eventTaken, sourceId } from '../schemas/sources';
import { stripeEvent } from './stripe';
import { zendeskEvent } from './zendesk';

const header = (name: string, description: string, example: string): object => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', examples: [example] },
});

export const inbound: Documented = {
  method: 'post',
  path: '/in/:source',
  tag: 'Sources',
  operationId: 'takeSourceEvent',
  summary: 'A source sends what happened, in its own format and with its own signature; no key.',
  params: z.strictObject({ source: sourceId }),
  headers: [
    header('X-Zendesk-Webhook-Signature', 'Of `zendesk`: HMAC-SHA256 of timestamp and body, in base64', 'jZ2bQ1yYx9o='),
    header('X-Zendesk-Webhook-Signature-Timestamp', 'Of `zendesk`: when it was signed', '2027-03-15T08:00:00Z'),
    header(
      'Stripe-Signature',
      'Of `stripe`: `t=` seconds since 1970, and `v1=` HMAC-SHA256 of timestamp, a point and the body, in hex',
      't=1805097600,v1=5257a869e7ecebeda32affa62cdca3fa51cad7e77a0e56ff536d0ce8e108d8bd',
    ),
  ],
  body: z
    .union([zendeskEvent, stripeEvent])
    .meta({ id: 'InboundEvent', description: 'An event in the format of its source' }),
  answers: { 202: { description: 'It is kept; `state` says what became of it', body: eventTaken } },
};
