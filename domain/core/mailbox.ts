/** Mail addresses as mailboxes: one person may stand in several records, and writes the address as they please. */

/** An address by which the same mailbox is recognised: capitals and blanks around it mean nothing. What follows a plus does. */
export function mailboxOf(address: string): string {
  return address.trim().toLowerCase();
}
