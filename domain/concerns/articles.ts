/**
 * Articles: what a feed brought about a client or its industry is proposed to the rep as a touch: an article to send.
 * The article's words stand in PostgreSQL; a history knows it by an id of ours.
 */
import { dayOf } from '../core/calendar';
import type { Concern } from '../core/concern';

export interface Articles {
  readonly proposed: number;
}

declare module '../core/item' {
  interface Programmes {
    readonly article: true;
  }
}

declare module '../core/concern' {
  interface Slices {
    readonly articles: Articles;
  }
  interface Events {
    'article-found': { article: string; item: string };
  }
  interface Facts {
    articleFound: { article: string };
  }
}

/** Id of ours for what stands at an address. */
export function articleIdOf(hash: string): string {
  return `art_${hash}`;
}

/** Proposes articles in retention alone, and to nobody who wants to be left alone. */
export const articles: Concern<'articles'> = {
  name: 'articles',

  programmes: [{ name: 'article', series: false, rests: ['paused', 'onboarding', 'opted-out'] }],

  begin: (seed) => seed.before?.slices.articles ?? { proposed: 0 },

  evolve: (slice, event) => (event.kind === 'article-found' ? { proposed: slice.proposed + 1 } : slice),

  agenda: () => [],

  decide: {
    articleFound: ({ article }, { proposed }, { slices, calendar, now }) => {
      if (slices.standing.stage !== 'retention') return { refused: 'not-in-retention' };
      if (slices.standing.pause !== null) return { refused: 'already-paused' };
      if (slices.contacts.clientOptedOut !== null) return { refused: 'nobody-to-invite' };
      const ordinal = proposed + 1;
      const item = `article-${ordinal}`;
      const on = dayOf(now, calendar.zone);
      return {
        events: [
          { kind: 'article-found', article, item },
          {
            kind: 'items-planned',
            programme: 'article',
            items: [{ id: item, ordinal, programme: 'article', kind: 'article', on, leadDays: 0, about: article }],
            adds: true,
          },
        ],
      };
    },
  },
};
