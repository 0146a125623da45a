/**
 * From so many history events on a workflow that only wakes and sleeps (a rep's mornings, a feed, a watch over a
 * figure) continues as new. A lifecycle has its own figure: `HOLDFAST_MAX_EVENTS`.
 */
export const longHistory = 2_000;
