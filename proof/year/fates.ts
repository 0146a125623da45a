/**
 * Twelve clients of Brightline and what becomes of each in a year. Days count from the first day of the contracts, and
 * what is planned for a day off comes on the next working day. Amounts are whole units a year.
 */
import type { Sold } from './company';

/** What a client says when they are asked how happy they are; null: they do not answer. */
export type Answer = { readonly score: number; readonly words?: string } | null;

export interface ClientContact {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly level: 'user' | 'manager' | 'executive';
  /** MM-DD. */
  readonly birthday?: string;
  /** What they answer, question by question, and again from the first. */
  readonly answers: readonly Answer[];
  /** Sales mistyped their address: no mail ever arrives. */
  readonly bounces?: true;
}

export interface YearProduct {
  readonly product: Sold;
  readonly value: number;
  readonly months?: number;
  readonly autoRenews?: true;
  readonly promise?: {
    readonly metric: string;
    readonly unit: string;
    readonly target: number;
    readonly better: 'lower' | 'higher';
    /** By which day. */
    readonly by: number;
    /** What each review finds, and the last one from then on. */
    readonly found: readonly number[];
  };
}

/** Something that somebody does or that becomes known, on a day. `line`: which product line, the first where not said. */
export type Turn = { readonly on: number; readonly line?: number } & (
  | { readonly does: 'usage' | 'tickets' | 'service-call'; readonly value: number }
  | { readonly does: 'contact-left'; readonly who: string }
  | { readonly does: 'contact-comes'; readonly who: ClientContact }
  | { readonly does: 'invoice'; readonly invoice: string; readonly amount: number; readonly days: number }
  | { readonly does: 'pays'; readonly invoice: string }
  | { readonly does: 'gives-notice'; readonly reason: string; readonly words: string; readonly leavesOn?: number }
  | { readonly does: 'stays'; readonly words: string }
  | { readonly does: 'renews'; readonly months: number; readonly value: number; readonly words: string }
);

/** How the rep looks after the client: how soon they say what came of a thing, if ever. */
export type Care = 'prompt' | 'usual' | 'late' | 'never';

export interface Fate {
  readonly id: string;
  readonly name: string;
  /** What becomes of them, in a sentence. */
  readonly story: string;
  readonly country: string;
  readonly timeZone: string;
  readonly currency: 'EUR' | 'GBP' | 'CHF';
  readonly rep: string;
  readonly seller: 'sam' | 'nina';
  readonly care: Care;
  /** How happy they seem when somebody speaks with them. */
  readonly seems: number;
  readonly criteria?: string;
  readonly lines: readonly YearProduct[];
  readonly contacts: readonly ClientContact[];
  readonly turns: readonly Turn[];
  /** The feed that brings their news, which breaks and is mended again. */
  readonly feed?: { readonly id: string; readonly breaks: number; readonly mended: number };
}

const austria = { country: 'AT', timeZone: 'Europe/Vienna', currency: 'EUR' } as const;
const germany = { country: 'DE', timeZone: 'Europe/Berlin', currency: 'EUR' } as const;
const britain = { country: 'GB', timeZone: 'Europe/London', currency: 'GBP' } as const;

const nobodyAnswers: readonly Answer[] = [null];
const pleased: readonly Answer[] = [{ score: 8 }, null, { score: 9 }];

export const fates: readonly Fate[] = [
  {
    id: 'alpine',
    name: 'Alpine Tools',
    story: 'Happy from the first week; renews half a year early, and for more.',
    ...austria,
    rep: 'hannah',
    seller: 'sam',
    care: 'prompt',
    seems: 9,
    criteria: 'In six months a quote takes two hours instead of two days.',
    lines: [
      {
        product: 'quote',
        value: 36_000,
        promise: { metric: 'Time to a quote', unit: 'hours', target: 2, better: 'lower', by: 180, found: [6, 3, 1.5] },
      },
    ],
    contacts: [
      {
        id: 'ada',
        name: 'Ada Egger',
        role: 'Head of Sales',
        level: 'manager',
        birthday: '05-11',
        answers: [{ score: 9, words: 'The first tool here that everybody asked for.' }, { score: 9 }],
      },
      {
        id: 'franz',
        name: 'Franz Pichler',
        role: 'Managing Director',
        level: 'executive',
        answers: [{ score: 10 }, null],
      },
    ],
    turns: [
      { on: 45, does: 'usage', value: 62 },
      { on: 75, does: 'usage', value: 85 },
      { on: 150, does: 'usage', value: 96 },
      {
        on: 182,
        does: 'renews',
        months: 12,
        value: 42_000,
        words: 'They want the price lists of two more plants in it, and signed today.',
      },
    ],
  },
  {
    id: 'hafner',
    name: 'Hafner Logistik',
    story: 'Small, and never called: nobody does anything that is asked for them.',
    ...austria,
    rep: 'lukas',
    seller: 'sam',
    care: 'never',
    seems: 5,
    lines: [{ product: 'plan', value: 4_800 }],
    contacts: [{ id: 'ida', name: 'Ida Hafner', role: 'Owner', level: 'executive', answers: nobodyAnswers }],
    turns: [],
  },
  {
    id: 'mersey',
    name: 'Mersey Freight',
    story: 'The finance director answers four of ten, in words; somebody calls, and they stay.',
    ...britain,
    rep: 'tom',
    seller: 'nina',
    care: 'usual',
    seems: 7,
    criteria: 'Nobody plans a tour on paper any more.',
    lines: [{ product: 'plan', value: 31_500 }],
    contacts: [
      {
        id: 'carol',
        name: 'Carol Nash',
        role: 'Finance Director',
        level: 'executive',
        answers: [
          { score: 7 },
          { score: 4, words: 'Your support never calls back when a tour is stuck.' },
          { score: 8, words: 'Somebody calls back now.' },
        ],
      },
      {
        id: 'joe',
        name: 'Joe Barker',
        role: 'Dispatcher',
        level: 'user',
        birthday: '09-02',
        answers: [{ score: 7 }, null],
      },
    ],
    turns: [
      { on: 40, does: 'usage', value: 70 },
      { on: 95, does: 'tickets', value: 6 },
      { on: 150, does: 'tickets', value: 1 },
      {
        on: 320,
        does: 'renews',
        months: 12,
        value: 31_500,
        words: 'They renew at the same price because support calls back.',
      },
    ],
  },
  {
    id: 'bodensee',
    name: 'Bodensee Pharma',
    story: 'The commercial director leaves; a successor is found and won.',
    ...germany,
    rep: 'lukas',
    seller: 'nina',
    care: 'prompt',
    seems: 8,
    criteria: 'The audit finds every plan in one place.',
    lines: [{ product: 'plan', value: 28_000 }],
    contacts: [
      { id: 'lea', name: 'Lea Zürcher', role: 'Commercial Director', level: 'executive', answers: pleased },
      {
        id: 'otto',
        name: 'Otto Kern',
        role: 'Head of Planning',
        level: 'manager',
        birthday: '03-19',
        answers: pleased,
      },
    ],
    turns: [
      { on: 30, does: 'usage', value: 74 },
      { on: 153, does: 'contact-left', who: 'lea' },
      {
        on: 175,
        does: 'contact-comes',
        who: {
          id: 'mara',
          name: 'Mara Vogt',
          role: 'Commercial Director',
          level: 'executive',
          answers: [{ score: 8, words: 'I was well looked after in my first weeks.' }],
        },
      },
      {
        on: 335,
        does: 'renews',
        months: 12,
        value: 28_000,
        words: 'The new commercial director signed without a question.',
      },
    ],
  },
  {
    id: 'tirol',
    name: 'Tirol Holzbau',
    story: 'Gives notice because of the price, and is saved.',
    ...austria,
    rep: 'hannah',
    seller: 'sam',
    care: 'prompt',
    seems: 7,
    lines: [{ product: 'quote', value: 12_000 }],
    contacts: [
      {
        id: 'gerda',
        name: 'Gerda Thaler',
        role: 'Owner',
        level: 'executive',
        birthday: '07-23',
        answers: [{ score: 7 }, { score: 7 }, { score: 8 }],
      },
      { id: 'max', name: 'Max Thaler', role: 'Estimator', level: 'user', answers: pleased },
    ],
    turns: [
      { on: 60, does: 'usage', value: 55 },
      {
        on: 204,
        does: 'gives-notice',
        reason: 'price',
        words: 'A friend of the owner pays half for something like it.',
      },
      { on: 214, does: 'stays', words: 'They saw what the cheaper one cannot do, and stay.' },
      {
        on: 330,
        does: 'renews',
        months: 12,
        value: 11_400,
        words: 'Renewed with five percent off for two references.',
      },
    ],
  },
  {
    id: 'rhein',
    name: 'Rhein Druck',
    story: 'Cannot make up their mind: the date passes without a decision.',
    ...germany,
    rep: 'lukas',
    seller: 'nina',
    care: 'late',
    seems: 6,
    criteria: 'Fewer machines stand still on Fridays.',
    lines: [{ product: 'plan', value: 19_000 }],
    contacts: [
      {
        id: 'uwe',
        name: 'Uwe Brandt',
        role: 'Production Manager',
        level: 'manager',
        answers: [{ score: 7 }, null, null],
      },
      { id: 'petra', name: 'Petra Lang-Hofer', role: 'Owner', level: 'executive', answers: nobodyAnswers },
    ],
    turns: [
      { on: 50, does: 'usage', value: 48 },
      { on: 200, does: 'usage', value: 40 },
    ],
  },
  {
    id: 'cambrian',
    name: 'Cambrian Labs',
    story: 'Gives notice in autumn and leaves on the day they said, in spite of everything.',
    ...britain,
    rep: 'emily',
    seller: 'sam',
    care: 'usual',
    seems: 6,
    criteria: 'One place for every request of the laboratories.',
    lines: [{ product: 'desk', value: 18_000 }],
    contacts: [
      {
        id: 'owen',
        name: 'Owen Price',
        role: 'Head of IT',
        level: 'manager',
        answers: [
          { score: 6, words: 'It does half of what the old one did.' },
          { score: 5, words: 'We are looking at others, to be honest.' },
          null,
        ],
      },
      {
        id: 'sian',
        name: 'Sian Morgan',
        role: 'Operations Director',
        level: 'executive',
        answers: [null, { score: 6 }, null],
      },
    ],
    turns: [
      { on: 35, does: 'usage', value: 52 },
      { on: 110, does: 'service-call', value: 4 },
      {
        on: 236,
        does: 'gives-notice',
        reason: 'product-fit',
        words: 'They have chosen another desk and told us so.',
        leavesOn: 300,
      },
    ],
  },
  {
    id: 'larkspur',
    name: 'Larkspur Foods',
    story: 'Two products, one of them hardly used until it turns red; a training brings them back.',
    country: 'IE',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    rep: 'emily',
    seller: 'nina',
    care: 'prompt',
    seems: 8,
    criteria: 'Every offer leaves the house on the same day.',
    lines: [
      {
        product: 'quote',
        value: 22_000,
        promise: {
          metric: 'Offers on the same day',
          unit: 'percent',
          target: 80,
          better: 'higher',
          by: 150,
          found: [40, 70, 85],
        },
      },
      { product: 'desk', value: 6_000 },
    ],
    contacts: [
      {
        id: 'aoife',
        name: 'Aoife Byrne',
        role: 'Sales Director',
        level: 'executive',
        birthday: '04-28',
        answers: [{ score: 7 }, { score: 8 }],
      },
      { id: 'liam', name: 'Liam Doyle', role: 'Sales Assistant', level: 'user', answers: [null, { score: 8 }] },
    ],
    turns: [
      { on: 50, does: 'usage', value: 45 },
      { on: 118, does: 'usage', value: 4 },
      { on: 119, does: 'tickets', value: 30 },
      { on: 138, does: 'tickets', value: 1 },
      { on: 139, does: 'usage', value: 38 },
      { on: 167, does: 'usage', value: 71 },
      { on: 340, does: 'renews', months: 12, value: 22_000, words: 'The trained team would not give it back.' },
      {
        on: 340,
        does: 'renews',
        months: 12,
        value: 6_000,
        words: 'Where the quotes are, the desk stays too.',
        line: 1,
      },
    ],
  },
  {
    id: 'gletscher',
    name: 'Gletscher Ski',
    story: 'Lets an invoice lie for sixty-four days, and pays it.',
    country: 'CH',
    timeZone: 'Europe/Zurich',
    currency: 'CHF',
    rep: 'hannah',
    seller: 'sam',
    care: 'usual',
    seems: 8,
    criteria: 'Rental prices are right on every slope.',
    lines: [{ product: 'quote', value: 9_600 }],
    contacts: [
      { id: 'urs', name: 'Urs Ammann', role: 'Owner', level: 'executive', birthday: '02-17', answers: pleased },
      { id: 'vreni', name: 'Vreni Graf', role: 'Office', level: 'user', answers: pleased },
    ],
    turns: [
      { on: 40, does: 'usage', value: 66 },
      { on: 80, does: 'invoice', invoice: 'R-2210', amount: 4_800, days: 10 },
      { on: 134, does: 'pays', invoice: 'R-2210' },
      { on: 345, does: 'renews', months: 12, value: 9_600, words: 'He says that the invoice was his own muddle.' },
    ],
    feed: { id: 'alpine-winter-news', breaks: 98, mended: 130 },
  },
  {
    id: 'harbour',
    name: 'Harbour Hotels',
    story: 'Two products in one house: one review, one question, one card.',
    ...britain,
    rep: 'tom',
    seller: 'nina',
    care: 'usual',
    seems: 8,
    criteria: 'Group bookings are answered within the hour.',
    lines: [
      { product: 'quote', value: 26_000 },
      { product: 'plan', value: 15_000 },
    ],
    contacts: [
      {
        id: 'grace',
        name: 'Grace Adeyemi',
        role: 'Group Sales Director',
        level: 'executive',
        birthday: '06-08',
        answers: [{ score: 8 }, { score: 8 }, { score: 9 }],
      },
      { id: 'neil', name: 'Neil Fox', role: 'Revenue Manager', level: 'manager', answers: [null, { score: 7 }] },
    ],
    turns: [
      { on: 55, does: 'usage', value: 64 },
      { on: 56, does: 'usage', value: 58, line: 1 },
      { on: 342, does: 'renews', months: 12, value: 26_000, words: 'Both stay: they want one bill for the two.' },
      {
        on: 342,
        does: 'renews',
        months: 12,
        value: 15_000,
        words: 'The planning goes on with the quotes, on one bill.',
        line: 1,
      },
    ],
  },
  {
    id: 'pixel',
    name: 'Pixel Print',
    story: 'Month by month it renews by itself; one of two addresses never worked.',
    country: 'NL',
    timeZone: 'Europe/Amsterdam',
    currency: 'EUR',
    rep: 'emily',
    seller: 'nina',
    care: 'usual',
    seems: 8,
    criteria: 'No mail of a customer lies for longer than a day.',
    lines: [{ product: 'desk', value: 2_400, months: 1, autoRenews: true }],
    contacts: [
      { id: 'daan', name: 'Daan Visser', role: 'Owner', level: 'executive', answers: pleased },
      { id: 'fleur', name: 'Fleur de Wit', role: 'Customer Care', level: 'user', answers: pleased, bounces: true },
    ],
    turns: [{ on: 45, does: 'usage', value: 68 }],
  },
  {
    id: 'weser',
    name: 'Weser Metall',
    story: 'Was promised what the product cannot do; sales hears of it.',
    ...germany,
    rep: 'hannah',
    seller: 'sam',
    care: 'usual',
    seems: 7,
    criteria: 'Machines are planned a week ahead.',
    lines: [
      {
        product: 'plan',
        value: 33_000,
        promise: {
          metric: 'Planning effort',
          unit: 'hours a week',
          target: 2,
          better: 'lower',
          by: 60,
          found: [9, 9, 10],
        },
      },
    ],
    contacts: [
      {
        id: 'jens',
        name: 'Jens Albers',
        role: 'Plant Manager',
        level: 'manager',
        birthday: '10-05',
        answers: [{ score: 7 }, { score: 7 }],
      },
      {
        id: 'birte',
        name: 'Birte Kruse',
        role: 'Managing Director',
        level: 'executive',
        answers: [null, { score: 7 }],
      },
    ],
    turns: [
      { on: 42, does: 'usage', value: 57 },
      {
        on: 338,
        does: 'renews',
        months: 12,
        value: 30_000,
        words: 'They stay for less, as planning takes longer than they were told.',
      },
    ],
  },
];

/** What goes wrong at Brightline itself: ops mistype a rep’s new address, and mend it a week later. */
export const mistyped = { rep: 'emily', on: 124, mended: 131 } as const;
