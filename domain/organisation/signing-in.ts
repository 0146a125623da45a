/**
 * Signing in: how long what is good for it is good, how often it may be asked for, and as what somebody comes in.
 *
 *   asked ──(its link is used, or its code is typed, within a quarter hour)──► used: a session begins
 *     │ └──(five wrong codes)──► its code is spent; its link is good until its time is over
 *     └──(a quarter hour)──► over
 *
 *   session: begun ──(twelve hours without a page)──► over
 *                  └──(signed out, here or everywhere; the person leaves)──► over at once
 */

const aMinute = 60_000;

/** So long a link and its code are good, in minutes. */
export const signInMinutes = 15;
/** The same in milliseconds. */
export const signInGoodMs = signInMinutes * aMinute;
/** A session in which nothing was asked for so long is over. */
export const sessionIdleMs = 12 * 60 * aMinute;
/** So many codes may be typed for one that was mailed. */
export const triesOfCode = 5;

/** So many mails somebody may have at one address: within what a link is good for, and within a day. */
const mailsAtOnce = 5;
const mailsADay = 30;

/** Whether one more mail goes to an address; how many were asked for there, in both spans. */
export function mayMailSignIn({ lately, today }: { readonly lately: number; readonly today: number }): boolean {
  return lately < mailsAtOnce && today < mailsADay;
}

/** As what one of our people comes in: a live key of theirs for an admin or for ops gives them that role, the higher of both. */
export function deskRoleOf(keyRoles: readonly string[]): 'admin' | 'ops' | 'rep' {
  if (keyRoles.includes('admin')) return 'admin';
  return keyRoles.includes('ops') ? 'ops' : 'rep';
}

/** The six digits in what somebody typed or pasted: `123 456`; null where there are others. */
export function codeIn(typed: string): string | null {
  const digits = typed.replaceAll(/[\s.\-–]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}

/** The longest address that is kept. */
const longestAddress = 500;

/**
 * The page of ours that was asked for before signing in: a path of this site with what follows it. Whatever leads elsewhere,
 * or to signing in itself, is the first page.
 */
export function ownPageIn(asked: unknown): string {
  const isOurs =
    typeof asked === 'string' &&
    asked.length <= longestAddress &&
    // Browsers read a backslash as a slash, and leave control characters out.
    /^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(asked) &&
    !/^\/(?:sign-in|sign-out|l|assets)(?:[/?#]|$)/.test(asked) &&
    !asked.split(/[?#]/)[0]?.includes('//') &&
    !/^\/\.{1,2}(?:\/|$)/.test(asked);
  return isOurs ? asked : '/';
}

/** An address as it is looked for: however it was typed. */
export function addressTyped(typed: string): string {
  return typed.trim().toLowerCase();
}
