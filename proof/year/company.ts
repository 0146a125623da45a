/** Brightline, a small vendor: who works there, and what it sells. A story, told as a table. */
import type { Post } from './left';

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly post: Post;
  /** Where they work: morning comes there. */
  readonly timeZone: string;
  readonly country: string;
  /** A rep who likes one mail in the morning, or one for each thing. */
  readonly mails?: 'brief' | 'single';
  readonly manager?: string;
}

const vienna = { timeZone: 'Europe/Vienna', country: 'AT' } as const;
const london = { timeZone: 'Europe/London', country: 'GB' } as const;

export const colleagues: readonly Colleague[] = [
  { id: 'sofia', name: 'Sofia Lang', post: 'director', ...vienna },
  { id: 'frank', name: 'Frank Weber', post: 'manager', ...vienna },
  { id: 'hannah', name: 'Hannah Moser', post: 'rep', ...vienna, mails: 'brief', manager: 'frank' },
  { id: 'lukas', name: 'Lukas Berger', post: 'rep', ...vienna, mails: 'single', manager: 'frank' },
  { id: 'tom', name: 'Tom Hughes', post: 'rep', ...london, mails: 'brief', manager: 'frank' },
  { id: 'emily', name: 'Emily Clarke', post: 'rep', ...london, mails: 'brief', manager: 'frank' },
  { id: 'ruth', name: 'Ruth Steiner', post: 'receivables', ...vienna },
  { id: 'paul', name: 'Paul Reed', post: 'receivables', ...london },
  { id: 'ben', name: 'Ben Huber', post: 'developer', ...vienna },
  { id: 'clara', name: 'Clara Webb', post: 'developer', ...london },
  { id: 'omar', name: 'Omar Nasser', post: 'ops', ...vienna },
];

export interface Workgroup {
  readonly id: string;
  readonly name: string;
  readonly collects: string;
  readonly sellsMore: string;
  readonly reps: readonly string[];
  /** In whose name its clients are written to, where that is not the company's. */
  readonly brand: object;
}

/** In whose name Brightline's clients are written to. */
export const brightline = {
  name: 'Brightline',
  colour: '#1f4e79',
  signature: ['Customer Success'],
  imprint: ['Brightline GmbH, Museumstraße 1, 6020 Innsbruck'],
  web: 'https://brightline.example',
} as const;

export const workgroups: readonly Workgroup[] = [
  { id: 'alps', name: 'Alps', collects: 'ruth', sellsMore: 'ben', reps: ['hannah', 'lukas'], brand: {} },
  {
    id: 'isles',
    name: 'Isles',
    collects: 'paul',
    sellsMore: 'clara',
    reps: ['tom', 'emily'],
    brand: { name: 'Brightline UK', imprint: ['Brightline UK Ltd, 1 Quay Street, Bristol'] },
  },
];

export const yearSellers = [
  { id: 'sam', name: 'Sam Novak' },
  { id: 'nina', name: 'Nina Frost' },
] as const;

/** What Brightline sells. Quote is set up with the client; the others are there from the first day. */
export const sold = {
  quote: { name: 'Brightline Quote', type: 'sales', steps: ['Setup', 'Price lists', 'Training'] },
  plan: { name: 'Brightline Plan', type: 'planning', steps: [] },
  desk: { name: 'Brightline Desk', type: 'support', steps: [] },
} as const;
export type Sold = keyof typeof sold;
