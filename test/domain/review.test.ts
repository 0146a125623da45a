/** The prepared review: what it tells our own people, and what of it the client may read. */
import { standingOn } from '../../domain/told/agreed-actions';
import { languages } from '../../domain/core/language';
import { clientLocale } from '../../domain/told/occasion';
import {
  clientMayRead,
  fewestAnswers,
  forClient,
  reviewOf,
  type PointKind,
  type ReviewPoint,
} from '../../domain/told/review';
import { asLines, reviewLines } from '../../domain/told/review-text';
import { clientReviewMail } from '../../mail/kinds/client-review';
import { compose } from '../../mail/compose';
import { withButtons } from '../../mail/draft';
import { prepared, read } from '../support/prepared-review';

test.each<[PointKind, boolean, string]>([
  ['action', true, 'they agreed to it'],
  ['service', true, 'it was done for them'],
  ['help', true, 'they asked for it'],
  ['help-said', false, 'how it was rated, and what was said of it, is ours'],
  ['tickets', true, 'their own requests'],
  ['usage', true, 'their own use'],
  ['promise', true, 'they heard it before they bought, and the figures with us'],
  ['verdict', false, 'what we make of it is ours'],
  ['criteria', true, 'their own words'],
  ['mean-answer', true, 'nobody can tell from it what one of them said'],
  ['answer', false, 'said in confidence'],
  ['health', false, 'ours'],
  ['stakeholder', false, 'who is who, as we see it'],
  ['next-review', true, 'their own meeting'],
  ['outlook', false, 'what we make of the renewal is ours'],
])('whether the client may read %s: %s, for %s', (kind, may) => {
  expect(clientMayRead[kind]).toBe(may);
});

const parts = reviewOf(prepared);
const points = (kind: PointKind): readonly ReviewPoint[] =>
  parts.flatMap((part) => part.points).filter((point) => point.kind === kind);

test('a review of a client with every kind of trouble has every kind of point', () => {
  const told = new Set(parts.flatMap((part) => part.points.map(({ kind }) => kind)));
  expect([...told].toSorted()).toEqual(Object.keys(clientMayRead).toSorted());
});

test.each([
  ['before its day', '2027-03-01', null, 'open'],
  ['on its day', '2027-03-02', null, 'open'],
  ['the day after', '2027-02-28', null, 'overdue'],
  ['once it is done', '2027-02-01', '2027-02-20', 'done'],
])('an action %s', (_, day, doneOn, standing) => {
  expect(standingOn({ day, doneOn }, day === '2027-03-02' ? day : '2027-03-01')).toBe(standing);
});

const textOf = (part: string): readonly string[] =>
  reviewLines(parts, prepared.locale, true)
    .filter((one) => one.part === part)
    .flatMap(asLines);

test('our own people read who does what, and how it stands; what was done and when; how often they needed help', () => {
  expect(textOf('agreed')).toEqual([
    'Name two key users (Ben Example, done on Thu 28 Jan 2027)',
    'Set up the second site (Rita Rep, was to be done by Mon 1 Mar 2027, still open)',
    'Train the new people (Rita Rep, by Sat 1 May 2027)',
  ]);
  expect(textOf('services')).toEqual([
    'Call: 2 (Wed 20 Jan 2027; Mon 1 Feb 2027)',
    'Training: 1 (Wed 10 Mar 2027)',
    'Birthday card: 1 (Fri 12 Mar 2027)',
  ]);
  expect(textOf('support').slice(0, 2)).toEqual([
    'Service call: 1 (Fri 5 Mar 2027)',
    'Billing error: 1 (Wed 10 Feb 2027)',
  ]);
  expect(textOf('usage')).toEqual([
    'Use of what was bought, monthly mean in per cent: January 2027 62.5, February 2027 41, March 2027 12',
  ]);
  expect(textOf('promises')).toContain('Users trained: promised: 40; 20 (Sun 10 Jan 2027) → 35 (Thu 4 Mar 2027)');
  expect(textOf('people')).toContain('Ben Example (user): nobody has spoken to them yet');
});

test('of each contact the last answer counts; a mean is told from three people on', () => {
  expect(points('mean-answer')).toEqual([{ kind: 'mean-answer', mean: 6.3, people: 3 }]);
  const fewer = {
    ...prepared,
    review: { ...read, since: read.since.filter(({ words }) => words !== 'canary-answer two') },
  };
  const told = reviewOf(fewer).flatMap((part) => part.points);
  expect(told.filter(({ kind }) => kind === 'answer')).toHaveLength(fewestAnswers - 1);
  expect(told.filter(({ kind }) => kind === 'mean-answer')).toEqual([]);
});

test('what comes next is the next review, unless the client has left by then', () => {
  expect(points('next-review')).toEqual([{ kind: 'next-review', on: '2027-07-01' }]);
  const leaving = { receivedOn: '2027-03-01', endsOn: '2027-07-01', reason: 'price' } as const;
  const gone = { ...prepared, lifecycle: { ...prepared.lifecycle, leaving } };
  expect(
    reviewOf(gone)
      .flatMap((part) => part.points)
      .some(({ kind }) => kind === 'next-review'),
  ).toBe(false);
});

/** What no client may read, in whatever language. */
const ours =
  /canary|\b(?:red|amber|green)\b|health|alarm|escalat|forecast|probab|renew|oversold|missed|worsen|improv|competitor|rival|overdue|invoice R-|of 100|points|flood|birthday|manager|contract|€|price|\bAda\b|\bCleo\b|@client/i;

test.each(languages)(
  'the client’s version of a client with every kind of trouble holds nothing of ours (%s)',
  (language) => {
    const occasion = { ...prepared, language, contact: 'Ben Example' };
    const theirs = reviewLines(forClient(reviewOf(occasion)), clientLocale(occasion));
    const text = theirs.flatMap((part) => [part.title, ...asLines(part)]).join('\n');
    expect(ours.exec(text)).toBeNull();
    expect(theirs.map(({ part }) => part)).toEqual([
      'agreed',
      'services',
      'support',
      'usage',
      'promises',
      'success',
      'satisfaction',
      'next',
    ]);
    const mail = clientReviewMail(occasion);
    const composed = compose(
      withButtons(mail, ({ label }) => ({ label, url: 'https://holdfast.example/l/x' })),
      { recipient: 'Ben Example', sender: 'Holdfast', wayOut: 'https://holdfast.example/leave/x' },
    );
    expect(ours.exec(`${mail.subject}\n${composed.text}`)).toBeNull();
    expect(composed.html).not.toContain('/l/');
    expect(mail.language).toBe(language);
  },
);

test('a canary is in our own version: the law would see it', () => {
  expect(reviewLines(parts, prepared.locale, true).flatMap(asLines).join('\n')).toMatch(/canary-answer/);
});
