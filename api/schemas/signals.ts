/** The shapes of health signals, one or up to a thousand at once. */
import { z } from 'zod';
import { directions } from '../../domain/core/measure';
import { mostOpenInvoices, receivableEnds } from '../../domain/concerns/receivables';
import { contactId, count, id, lifecycleId, line, listOf, moment, money, note, rating, signalCode } from './common';
import { eventId, factFields, requiredEventId } from './facts';

const at = moment('2027-01-15T09:00:00Z').describe('When it was seen, ISO 8601 with its offset; now where left out');
const invoiceId = id.meta({ description: 'The invoice’s number', examples: ['INV-2027-031'] }).optional();

const signalOf = <K extends string, V extends z.ZodRawShape, M extends z.ZodRawShape>(
  name: string,
  kind: K,
  what: string,
  value: V,
  more: M,
) =>
  z
    .strictObject({
      kind: z.literal(kind).describe(what),
      ...value,
      at: at.optional(),
      source: line(120)
        .meta({ description: 'Who saw it', examples: ['usage-meter'] })
        .optional(),
      note,
      ...more,
    })
    .meta({ id: name, description: what });

/** Kinds of signals that every house has. */
export const builtInKinds = [
  'usage',
  'happiness',
  'tickets',
  'service-call',
  'billing-error',
  'invoice-overdue',
  'invoice-paid',
  'contact-departed',
  'competitor-seen',
  'news',
] as const;
const oneOfThem = `Use one of ${builtInKinds.join(', ')}, or the code of a kind of your own.`;
const isBuiltIn = (code: string): boolean => builtInKinds.some((one) => one === code);

/** The code of a kind of the house's own: none that every house has. */
export const ownSignalCode = signalCode.refine((code) => !isBuiltIn(code), {
  abort: true,
  error: 'Every house has that kind: choose another code.',
});

const highest = 1e12;
const figure = z
  .number('Use a number.')
  .min(-highest, 'That is less than we count.')
  .max(highest, 'That is more than we count.');

/** A signal of the house's own: `kind` is the code of its kind. */
const ownWith = <M extends z.ZodRawShape>(suffix: string, more: M) =>
  z
    .strictObject({
      kind: ownSignalCode,
      value: figure.meta({ description: 'The reading, in the unit of its kind', examples: [42] }),
      at: at.optional(),
      source: line(120)
        .meta({ description: 'Who saw it', examples: ['usage-meter'] })
        .optional(),
      note,
      ...more,
    })
    .meta({ id: `Own${suffix}`, description: 'A reading of a kind of your own (`PUT /v1/signal-kinds/:code`)' });

/** Every kind of signal, with fields beside its own; `suffix` tells their names apart in the document. */
const builtInWith = <M extends z.ZodRawShape>(suffix: string, more: M) =>
  z.discriminatedUnion(
    'kind',
    [
      signalOf(
        `Usage${suffix}`,
        'usage',
        'How much of what was bought is used',
        {
          value: z
            .number()
            .min(0, 'From 0 to 100.')
            .max(100, 'From 0 to 100.')
            .meta({ description: 'Percent of what was bought, from 0 to 100', examples: [74] }),
        },
        more,
      ),
      signalOf(`Happiness${suffix}`, 'happiness', 'How happy the client said they are', { value: rating }, more),
      signalOf(
        `Tickets${suffix}`,
        'tickets',
        'How many support tickets are open',
        {
          value: z
            .int('Use a whole number.')
            .min(0, 'It cannot be negative.')
            .max(1_000_000, 'That is more than we count.')
            .meta({ description: 'Open tickets', examples: [2] }),
        },
        more,
      ),
      signalOf(
        `ServiceCall${suffix}`,
        'service-call',
        'How the client rated a service call',
        { value: rating.describe('The rating, from 0 to 10') },
        more,
      ),
      signalOf(`BillingError${suffix}`, 'billing-error', 'An invoice was wrong', {}, more),
      signalOf(
        `InvoiceOverdue${suffix}`,
        'invoice-overdue',
        `An invoice is overdue; at most ${mostOpenInvoices} of a lifecycle at one time`,
        {
          value: z
            .int('Use whole days.')
            .min(1, 'At least a day.')
            .max(10_000, 'That is more than we count.')
            .meta({ description: 'Days overdue', examples: [14] }),
          invoiceId,
          amount: money.describe('What is open, in minor units').optional(),
        },
        more,
      ),
      signalOf(
        `InvoicePaid${suffix}`,
        'invoice-paid',
        'An overdue invoice is settled',
        {
          invoiceId,
          end: z
            .enum(receivableEnds)
            .optional()
            .describe('Paid; written off: given up; or voided: made by mistake. Paid where it is not said'),
        },
        more,
      ),
      signalOf(`ContactDeparted${suffix}`, 'contact-departed', 'A contact has left the client', { contactId }, more),
      signalOf(`CompetitorSeen${suffix}`, 'competitor-seen', 'A competitor was seen at the client', {}, more),
      signalOf(`News${suffix}`, 'news', 'There is news about the client', {}, more),
    ],
    oneOfThem,
  );

/** Told apart by `kind` from now on, as the others are. */
const asOwn = <S extends { readonly kind: string }>({ kind: code, ...rest }: S) => ({
  ...rest,
  kind: 'own' as const,
  code,
});

export const signal = z
  .union([builtInWith('Signal', { eventId }), ownWith('Signal', { eventId }).transform(asOwn)], oneOfThem)
  .meta({
    id: 'Signal',
    description: 'A health signal; its kind says which fields it has',
  });

const inBatch = { lifecycle: lifecycleId, eventId: requiredEventId };

/** A thousand at most, each with its lifecycle and its own `eventId`, so that a batch can be sent again. */
export const signals = z
  .strictObject({
    signals: z
      .array(
        z.union([builtInWith('InBatch', inBatch), ownWith('InBatch', inBatch).transform(asOwn)], oneOfThem).meta({
          id: 'SignalInBatch',
          description: 'A health signal with its lifecycle',
        }),
      )
      .min(1, 'Send at least one.')
      .max(1_000, 'At most 1000.')
      .describe('Up to a thousand'),
  })
  .meta({ id: 'SignalBatch', description: 'Signals of many lifecycles' });

export const signalTaken = z
  .strictObject({
    ...factFields,
    alsoTold: z
      .array(lifecycleId)
      .describe('Of a contact who departed: the other lifecycles of the client that heard of it')
      .optional(),
  })
  .meta({ id: 'SignalTaken', description: 'The signal was taken; it counts once per `eventId`' });

const rejected = z
  .strictObject({
    pointer: z.string().meta({ description: 'JSON Pointer to the signal', examples: ['/signals/3'] }),
    code: z
      .enum([
        'unknown-lifecycle',
        'ended',
        'unknown-contact',
        'unknown-kind',
        'too-many-invoices',
        'too-many-own-signals',
        'other-fact',
      ])
      .describe('Why it was not taken; `other-fact`: its `eventId` was used for another one'),
  })
  .meta({ id: 'RejectedSignal', description: 'A signal that was not taken' });
export const signalsTaken = z
  .strictObject({
    accepted: count.describe('How many were taken'),
    repeated: count.describe('How many of them were known by their `eventId` already'),
    rejected: z.array(rejected).describe('Those that were not taken'),
  })
  .meta({ id: 'SignalsTaken', description: 'What became of a batch' });

const kindFields = {
  name: line(80).meta({ description: 'What people call it', examples: ['Logins per week'] }),
  unit: line(40)
    .meta({ description: 'The unit of its readings', examples: ['logins'] })
    .optional(),
  better: z.enum(directions).describe('Whether a higher or a lower reading is better'),
  warnAt: figure.meta({ description: 'From here on it warns, and costs half its weight', examples: [50] }),
  alarmAt: figure.meta({ description: 'From here on it alarms, and costs all its weight', examples: [20] }),
};
export const signalKind = z
  .strictObject(kindFields)
  .refine(({ better, warnAt, alarmAt }) => (better === 'higher' ? alarmAt < warnAt : alarmAt > warnAt), {
    path: ['alarmAt'],
    error: 'The alarm lies beyond the warning: below it where higher is better, above it where lower is.',
  })
  .meta({ id: 'SignalKindToKeep', description: 'A signal of your own, and from where on it counts against health' });
export const signalKindKept = z
  .strictObject({ id: signalCode, ...kindFields })
  .meta({ id: 'SignalKind', description: 'A signal of your own' });
export const signalKinds = listOf('SignalKinds', signalKindKept, 'Signals of your own, by code');
export const signalKindParams = z.strictObject({ code: ownSignalCode });
