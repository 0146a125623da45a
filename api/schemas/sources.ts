/** The shapes of sources: other systems that tell us what happens. */
import { z } from 'zod';
import { clientId, count, id, instant, lifecycleId, line, listOf, page } from './common';
import { setUpBy } from './connections';

export const sourceId = id.meta({ description: 'The source’s id', examples: ['helpdesk'] });
const externalId = id.meta({ description: 'The source’s own id of the client', examples: ['360001234'] });
export const sourceParams = z.strictObject({ id: sourceId });
export const sourceClientParams = z.strictObject({ id: sourceId, externalId });

/** Other systems whose events are understood. */
export const sourceFormats = ['zendesk', 'stripe'] as const;
export type SourceFormat = (typeof sourceFormats)[number];

/** What a source signs with must not be guessed. */
const shortestSecret = 16;

const format = z.enum(sourceFormats).describe('The format in which it speaks and signs');
const testEvents = z.boolean().meta({
  description: 'Whether events that the sender marks as tests count; false where it is not said',
  examples: [false],
});
export const source = z
  .strictObject({
    format,
    secret: line(500)
      .min(shortestSecret, `At least ${shortestSecret} characters.`)
      .meta({
        description: 'The secret with which it signs; one that was kept when fewer characters were enough goes on',
        examples: ['not-a-real-secret'],
      }),
    testEvents: testEvents.optional(),
  })
  .meta({ id: 'SourceToKeep', description: 'Another system that tells us of tickets or invoices' });

const kept = {
  id: sourceId,
  format,
  address: z.url().meta({ description: 'To where it sends', examples: ['https://holdfast.example/in/helpdesk'] }),
  testEvents,
  setUpBy: setUpBy.optional(),
};
export const sourceListed = z.strictObject(kept).meta({ id: 'Source', description: 'A source' });
export const sources = listOf('Sources', sourceListed, 'Sources by id');

const externalText = z.string().meta({ description: 'The source’s own id of the client', examples: ['360001234'] });
export const eventStates = ['received', 'told', 'unmapped', 'ignored'] as const;
const state = z
  .enum(eventStates)
  .describe('`told`: its lifecycle knows. `unmapped`: nobody has said whom it means. `ignored`: see `reason`');
export const sourceWithClients = z
  .strictObject({
    ...kept,
    clients: z
      .array(
        z
          .strictObject({ externalId: externalText, client: clientId })
          .meta({ id: 'SourceClient', description: 'Whom a source means by an id of its own' }),
      )
      .describe('Whom it means by which id; 1000 at most'),
    events: z
      .partialRecord(z.enum(eventStates), z.int().min(0))
      .meta({ description: 'How many events stand how; a state without events is absent', examples: [{ told: 12 }] }),
  })
  .meta({ id: 'SourceWithClients', description: 'A source, and whom it means by which id' });

export const sourceClient = z
  .strictObject({ client: clientId })
  .meta({ id: 'SourceClientToKeep', description: 'Whom the source means' });
export const sourceClientPut = z
  .strictObject({
    externalId: externalText,
    client: clientId,
    told: count.describe('How many events that waited were told now'),
  })
  .meta({ id: 'SourceClientPut', description: 'The client is known; what waited was told' });

export const eventsQuery = z.strictObject({
  state: state.describe('Only events that stand so').optional(),
  limit: page.shape.limit,
});
const reason = z.string().meta({ description: 'Why it was ignored, as a code', examples: ['nothing-overdue'] });
const sourceEvent = z
  .strictObject({
    eventId: z.string().meta({ description: 'The event’s id at the source', examples: ['evt_1042'] }),
    at: instant.describe('When it happened there'),
    kind: z
      .enum(['ticket', 'invoice-overdue', 'invoice-remains', 'invoice-part-paid', 'invoice-paid'])
      .describe('What it tells of'),
    externalId: externalText.optional(),
    data: z.record(z.string(), z.unknown()).meta({
      description: 'Its ids and figures, which its kind decides',
      examples: [{ ticket: '35436', open: true }],
    }),
    state,
    reason: reason.optional(),
    lifecycle: lifecycleId.describe('Who heard of it').optional(),
  })
  .meta({ id: 'SourceEvent', description: 'What a source told, and what became of it' });
export const sourceEvents = z
  .strictObject({ items: z.array(sourceEvent).describe('The newest first') })
  .meta({ id: 'SourceEvents', description: 'What a source told, the newest first' });

/** What a sender hears. */
export const eventTaken = z
  .strictObject({
    state: z
      .enum(['told', 'unmapped', 'ignored'])
      .describe(
        '`told`: its lifecycle knows. `unmapped`: it waits until somebody says whom it means. `ignored`: see `reason`',
      ),
    lifecycle: lifecycleId.describe('Who heard of it').optional(),
    reason: reason.optional(),
  })
  .meta({ id: 'SourceEventTaken', description: 'What became of an event' });
