/** Secret addresses of calendars. */
import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;
const filePattern = /^([\w-]{43})\.ics$/;

/** A new secret; only its hash is kept. */
export function newCalendarToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** The hash under which a calendar is found, in hex. */
export function hashOfCalendar(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The address at which the calendar is read. */
export function calendarAddress(publicUrl: string, token: string): string {
  return new URL(`/calendar/${token}.ics`, publicUrl).toString();
}

/** The secret in the last part of an address; null where it cannot be one. */
export function tokenInFile(file: string): string | null {
  return filePattern.exec(file)?.[1] ?? null;
}
