/**
 * History events after which a workflow that only wakes and sleeps (a rep's mornings, a feed, a watch over a figure)
 * continues as new. Lifecycles go by `HOLDFAST_MAX_EVENTS`.
 */
export const longHistory = 2_000;
