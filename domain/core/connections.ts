/** Where others speak with us: a feed is read, a source sends, a webhook is sent to. */
export const connectionKinds = ['feed', 'source', 'webhook'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** Ops, as the reader of a mail at their own address: no id of a person looks so. */
export const operations = '@operations';
