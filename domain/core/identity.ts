/** Ids that people and other systems read. `<dealId>.<productCode>.t<term>` is the id of a lifecycle and of its workflow. */

/** Ids given from outside: letters, digits, `_` and `-`, at most 64. */
export const idPattern = /^[A-Za-z0-9_-]{1,64}$/;
export const lifecycleIdPattern = /^[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{1,64}\.t[1-9][0-9]{0,3}$/;

/** Id of the lifecycle, and of its workflow: `D-1042.crm-pro.t1`. */
export function lifecycleIdOf(dealId: string, productCode: string, term: number): string {
  return `${dealId}.${productCode}.t${term}`;
}

/** Id of the deal of which a lifecycle is one line. */
export function dealIdIn(lifecycleId: string): string {
  return lifecycleId.slice(0, lifecycleId.indexOf('.'));
}

/** Id of an event: `<lifecycleId>#<seq>`. */
export function eventIdOf(lifecycleId: string, seq: number): string {
  return `${lifecycleId}#${seq}`;
}

/** Key of a mail: made of ids of ours, see `mailKeyOf`. */
export const mailKeyPattern = /^mail\.[A-Za-z0-9_.#-]{1,294}$/;

/** How hashed ids of messages begin. They are hashed because a sender may put personal data into an event id. */
export const messageIdPrefix = { fact: 'e_', decision: 'u_', shared: 's_' } as const;
