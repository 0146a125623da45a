/** What others are told by webhook: a table over events. Ids and codes only; names and words stay here. */
import type { Event } from '../core/concern';

export const webhookTypes = [
  'lifecycle.stage-changed',
  'escalation.opened',
  'escalation.climbed',
  'escalation.acknowledged',
  'escalation.resolved',
  'renewal.noticed',
  'renewal.undecided',
  'renewal.decided',
  'notice.given',
  'notice.withdrawn',
  'term.prolonged',
  'promise.oversold',
  'contact.unreachable',
  'mail.refused',
  'figure.crossed',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

const typeOf: { readonly [K in Event['kind']]?: WebhookType } = {
  'stage-changed': 'lifecycle.stage-changed',
  'escalation-opened': 'escalation.opened',
  'escalation-reopened': 'escalation.opened',
  'escalation-climbed': 'escalation.climbed',
  'escalation-acknowledged': 'escalation.acknowledged',
  'escalation-resolved': 'escalation.resolved',
  'renewal-noticed': 'renewal.noticed',
  'renewal-undecided': 'renewal.undecided',
  'renewal-decided': 'renewal.decided',
  'notice-given': 'notice.given',
  'notice-withdrawn': 'notice.withdrawn',
  'term-prolonged': 'term.prolonged',
  'oversold-flagged': 'promise.oversold',
  'contact-unreachable': 'contact.unreachable',
  'mail-refused': 'mail.refused',
};

/** The message that an event causes, if it causes one. */
export function webhookMessageOf({
  kind,
  ...told
}: Event): { readonly type: WebhookType; readonly data: object } | null {
  const type = typeOf[kind];
  return type === undefined ? null : { type, data: told };
}
