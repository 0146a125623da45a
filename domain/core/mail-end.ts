/** Why a mail ended without arriving: the server takes no mail for this address, or no mail with this content. */
export const mailEnds = ['recipient', 'content'] as const;
export type MailEnd = (typeof mailEnds)[number];
