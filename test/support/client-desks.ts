/** A client's page from lives in the pure core, with names that would break careless HTML. */
import type { Recorded } from '../../domain/core/concern';
import type { LifecycleState } from '../../domain/lifecycle';
import type { ClientDesk, DeskLine, MayDo } from '../../domain/told/desk/client';
import { coursePoint } from '../../domain/told/health-course';
import type { Locale } from '../../domain/told/locale';
import { explain, present } from '../../domain/told/present';
import { namesOf, type Telling } from '../../domain/told/telling';

import { clientName, deal } from './occasions';

/** Whoever keeps a client. */
export const mayAll: MayDo = { work: true, invoices: true, opportunities: true, reassign: false, people: true };
/** Who reads, and may do nothing. */
export const mayNothing: MayDo = {
  work: false,
  invoices: false,
  opportunities: false,
  reassign: false,
  people: false,
};

const names = namesOf({
  people: new Map([
    ['mira', 'Mira Holt'],
    ['rita', 'Rita Rep'],
  ]),
  contacts: new Map([['c_1', 'Ada <i>Example</i>']]),
});

const tellingOf = (state: LifecycleState, locale: Locale): Telling => ({
  locale,
  names: { ...names, products: new Map([[state.seed.lifecycleId, state.seed.product.name]]) },
  lifecycle: state.seed.lifecycleId,
});

/** A line as its reader sees it. */
export function deskLine(state: LifecycleState, locale: Locale, more: Partial<DeskLine> = {}): DeskLine {
  const telling = tellingOf(state, locale);
  return {
    lifecycle: present(state, telling),
    keeper: 'Mira Holt',
    promises: deal.products[0]?.promises ?? [],
    actuals: [
      { metric: 'Time to a "quote"', value: 1.5, on: '2027-07-01' },
      { metric: 'Time to a "quote"', value: 3, on: '2027-04-01' },
    ],
    course: state.recent.flatMap(({ at, event }) => (event.kind === 'health-changed' ? [coursePoint(at, event)] : [])),
    why: state.recent.toReversed().map((recorded: Recorded) => {
      const { at, what, causedBy = '' } = explain(recorded, telling);
      return { seq: recorded.seq, at, what, causedBy };
    }),
    may: mayAll,
    ...more,
  };
}

/** The whole page of a client. */
export function clientDesk(
  states: readonly LifecycleState[],
  locale: Locale,
  more: Partial<ClientDesk> = {},
  line: Partial<DeskLine> = {},
): ClientDesk {
  const lines = states.map((state) => deskLine(state, locale, line));
  return {
    id: 'C-1',
    name: clientName,
    industry: 'machinery & tools',
    country: 'AT',
    optedOut: false,
    lines,
    contacts: [
      {
        id: 'c_1',
        givenId: 'ada',
        name: 'Ada <i>Example</i>',
        role: 'Head',
        email: 'ada@client.example',
        level: 'manager',
        phone: '+43 1 000',
        channel: 'call',
        unreachableSince: null,
        optedOut: false,
        reached: { on: '2027-02-01', who: 'Mira Holt', channel: 'call' },
        overdueDays: 12,
      },
      {
        id: 'c_2',
        givenId: 'ben',
        name: 'Ben Example',
        role: null,
        email: 'ben@client.example',
        level: 'executive',
        phone: null,
        channel: null,
        unreachableSince: '2027-02-01T10:00:00.000Z',
        departedAt: '2027-03-01T10:00:00.000Z',
        optedOut: true,
        reached: null,
        overdueDays: 0,
      },
    ],
    talks: [
      {
        who: 'Mira Holt',
        whom: 'Ada <i>Example</i>',
        channel: 'call',
        times: 3,
        unanswered: 1,
        last: '2027-02-01',
        everyDays: 30,
      },
      {
        who: 'Mira Holt',
        whom: null,
        channel: 'question',
        times: 0,
        unanswered: 1,
        last: '2027-01-05',
        everyDays: null,
      },
    ],
    deals: [{ id: 'D-1', products: deal.products }],
    timeline: {
      filter: 'all',
      entries: lines.flatMap(({ lifecycle, why }, place) =>
        why.map(({ seq, at, what, causedBy }, index) => ({
          lifecycle: lifecycle.id,
          product: lifecycle.product.name,
          seq,
          at,
          what,
          causedBy,
          words: index === 0 ? 'Quotes are <faster> already' : null,
          asked: place === 0 && index === 1,
        })),
      ),
      older: '2027-01-05T12:00:00.000Z~4~D-1.crm-pro.t1',
      fromThePast: true,
    },
    contactsMade: [{ month: '2027-02-01', planned: 3, made: 2 }],
    now: lines.reduce((latest, { lifecycle }) => (lifecycle.asOf > latest ? lifecycle.asOf : latest), ''),
    ...more,
  };
}
