/** What others are told by webhook: of which events, under which type, and nothing of any other. */
import type { Event } from '../../domain/core/concern';
import { webhookMessageOf } from '../../domain/told/webhooks';

const opened = { escalation: 'escalation-1', reasons: ['usage'], role: 'rep' } as const;

test.each<[Event, string | null]>([
  [
    { kind: 'stage-changed', from: 'onboarding', to: 'retention', reason: 'onboarding-completed' },
    'lifecycle.stage-changed',
  ],
  [{ kind: 'escalation-opened', ...opened }, 'escalation.opened'],
  [{ kind: 'escalation-reopened', ...opened, level: 1 }, 'escalation.opened'],
  [{ kind: 'renewal-noticed', days: 90, renewsOn: '2028-01-01' }, 'renewal.noticed'],
  [{ kind: 'renewal-undecided', renewsOn: '2028-01-01' }, 'renewal.undecided'],
  [{ kind: 'notice-given', receivedOn: '2027-11-02', endsOn: '2028-01-01', reason: 'price' }, 'notice.given'],
  [{ kind: 'notice-withdrawn', by: 'withdrawal', reason: 'price' }, 'notice.withdrawn'],
  [{ kind: 'term-prolonged', on: '2028-01-01', until: '2029-01-01' }, 'term.prolonged'],
  [{ kind: 'oversold-flagged', promise: null }, 'promise.oversold'],
  [{ kind: 'escalation-joined', escalation: 'escalation-1', reasons: ['happiness'] }, null],
  [{ kind: 'renewal-lapsed', renewsOn: '2028-01-01' }, null],
  [{ kind: 'usage-changed', bucket: 'low' }, null],
])('of %j others hear as %s', (event, type) => {
  const { kind: _, ...data } = event;
  expect(webhookMessageOf(event)).toEqual(type === null ? null : { type, data });
});
