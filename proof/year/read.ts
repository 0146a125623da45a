/**
 * Reads what a year left, as the people of the house would: who got how many mails, and what in them nobody should see.
 * It knows the mission's figures and no rule of the product; it is pure, so the year need not be played to try it.
 */
import type { Fault } from './faults';
import { figuresApart } from './figures-apart';
import { greenInTrouble, unjudged } from './standing';
import type { YearLeft, YearMail, YearReader } from './left';
import { wordsInMails, wordsOnPages } from './machine-words';
import { daysToldOf, wordsOf } from './mail-words';
import { endOfWorkingDay, seriousOf } from './serious';

export interface YearRead {
  /** Mails by reader and by kind. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Everything serious, by what it is: how often it came. */
  readonly serious: Readonly<Record<string, number>>;
  readonly faults: readonly Fault[];
}

/** In a year a director gets fewer mails than that. */
const mostForDirector = 15;
/** Nobody is asked the same within so many days. */
const restDays = 30;
const dayMs = 86_400_000;

const dayOf = (at: string): string => at.slice(0, 10);
const daysApart = (one: string, other: string): number =>
  Math.abs(Date.parse(dayOf(one)) - Date.parse(dayOf(other))) / dayMs;
const isOurs = ({ post }: YearReader): boolean => post !== 'contact' && post !== 'seller';
const named = (mail: YearMail, reader: YearReader): string => `${reader.name}, ${dayOf(mail.date)}: “${mail.subject}”`;

type MailsOf = ReadonlyMap<YearReader, readonly YearMail[]>;

function byReader({ readers, mails }: YearLeft): MailsOf {
  const inOrder = mails.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return new Map(readers.map((reader) => [reader, inOrder.filter(({ to }) => reader.emails.includes(to))]));
}

/** Where a later one of a list is like an earlier one. */
function repeated<T>(list: readonly T[], keyOf: (one: T) => string | null): readonly (readonly [T, T])[] {
  const seen = new Map<string, T>();
  return list.flatMap((one) => {
    const key = keyOf(one);
    if (key === null) return [];
    const before = seen.get(key);
    seen.set(key, one);
    return before === undefined ? [] : [[before, one] as const];
  });
}

function drowned(mailsOf: MailsOf): readonly Fault[] {
  return [...mailsOf].flatMap(([{ post, name }, mails]) =>
    post === 'director' && mails.length >= mostForDirector
      ? [{ kind: 'director-drowned' as const, what: `${name} got ${mails.length} mails` }]
      : [],
  );
}

/** Mails of which each tells something else that happened: two answers of one person may be as good as each other. */
const tellsNews: ReadonlySet<string> = new Set(['answer', 'changed']);

function sameMails(mailsOf: MailsOf): readonly Fault[] {
  return [...mailsOf].flatMap(([reader, mails]) => {
    if (!isOurs(reader)) return [];
    const same = repeated(mails, (mail) => `${mail.subject}\n${wordsOf(mail)}`);
    const alike = repeated(mails, ({ kind, items, subject }) =>
      items === '' || tellsNews.has(kind) ? null : `${kind}|${items}|${subject}`,
    );
    return [
      ...same.map(([, mail]) => ({ kind: 'same-mail' as const, what: named(mail, reader) })),
      ...alike.map(([before, mail]) => ({
        kind: 'same-subject' as const,
        what: `${named(mail, reader)}, as on ${dayOf(before.date)}`,
      })),
    ];
  });
}

/** Questions to contacts, and what our own people are asked to ask, too soon after the last time. */
function askedTwice({ lines, lives }: YearLeft, mailsOf: MailsOf): readonly Fault[] {
  const questions = [...mailsOf].flatMap(([reader, mails]) => {
    const asked = mails.filter(({ kind }) => kind.split(', ').includes('satisfaction'));
    return asked.slice(1).flatMap((mail, index) => {
      const before = asked[index]?.date ?? '';
      return daysApart(before, mail.date) < restDays
        ? [{ kind: 'asked-twice' as const, what: `${named(mail, reader)}, and on ${dayOf(before)}` }]
        : [];
    });
  });
  const clientOf = new Map(lives.map(({ id, client }) => [id, client]));
  const wished = lines
    .filter(({ kind, data }) => kind === 'item-due' && data.itemKind === 'success-criteria')
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const criteria = repeated(wished, ({ life }) => clientOf.get(life) ?? life);
  return [
    ...questions,
    ...criteria
      .filter(([before, again]) => daysApart(before.at, again.at) < restDays)
      .map(([before, again]) => ({
        kind: 'asked-twice' as const,
        what: `${clientOf.get(again.life) ?? again.life}: success criteria on ${dayOf(before.at)} and on ${dayOf(again.at)}`,
      })),
  ];
}

/** Words are told from so many letters on: a short one may stand anywhere. */
const fewestLetters = 16;
/** A mail's date has whole seconds. */
const secondMs = 1_000;

function youngerFacts({ lines }: YearLeft, mailsOf: MailsOf): readonly Fault[] {
  const first = new Map<string, string>();
  for (const { note = '', at } of lines) {
    const before = first.get(note);
    if (note.length >= fewestLetters && (before === undefined || at < before)) first.set(note, at);
  }
  const said = [...first];
  return [...mailsOf].flatMap(([reader, mails]) =>
    mails.flatMap((mail): Fault[] => {
      const words = wordsOf(mail);
      const early = said.find(([note, at]) => Date.parse(at) > Date.parse(mail.date) + secondMs && words.includes(note));
      const day = daysToldOf(mail).find((told) => told > dayOf(mail.date));
      return [
        ...(early === undefined
          ? []
          : [{ kind: 'younger-fact' as const, what: `${named(mail, reader)} has words of ${early[1]}: “${early[0]}”` }]),
        ...(day === undefined
          ? []
          : [{ kind: 'younger-fact' as const, what: `${named(mail, reader)} tells of ${day}` }]),
      ];
    }),
  ); // prettier-ignore
}

/** What a mail server says of an address that is nobody's. */
const nobodyThere = /\b5\.1\.1\b/;

/** Mails that ended without arriving, though their address takes mail: nobody should have written them. */
function wentNowhere({ refusals }: YearLeft): readonly Fault[] {
  return refusals
    .filter(({ why }) => !nobodyThere.test(why))
    .map(({ kind, to, at, why }) => ({ kind: 'went-nowhere', what: `${kind} to ${to}, ${dayOf(at)}: ${why}` }));
}

/** What is serious and was not told to whom it must be, on its working day. */
function untold(left: YearLeft, mailsOf: MailsOf): readonly Fault[] {
  const readers = new Map(left.readers.map((reader) => [reader.id, reader]));
  return seriousOf(left).flatMap(({ what, at, about, hear, isTold }) =>
    hear.flatMap((id): Fault[] => {
      const reader = readers.get(id);
      const mails = reader === undefined ? [] : (mailsOf.get(reader) ?? []);
      const inTime = mails.some(
        (mail) => Date.parse(mail.date) + secondMs > Date.parse(at) && mail.date <= endOfWorkingDay(at) && isTold(mail),
      );
      const to = `${reader?.post ?? 'nobody'} ${reader?.name ?? id}`;
      return inTime ? [] : [{ kind: 'untold', what: `${what}, ${about}, ${at.slice(0, 16)}: not told to ${to}` }];
    }),
  );
}

const countOf = (words: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
};

/** The year, read. */
export function readYear(left: YearLeft): YearRead {
  const mailsOf = byReader(left);
  return {
    counts: Object.fromEntries([...mailsOf].map(([{ id }, mails]) => [id, countOf(mails.map(({ kind }) => kind))])),
    serious: countOf(seriousOf(left).map(({ what }) => what)),
    faults: [
      ...drowned(mailsOf),
      ...sameMails(mailsOf),
      ...askedTwice(left, mailsOf),
      ...youngerFacts(left, mailsOf),
      ...figuresApart(left, mailsOf),
      ...greenInTrouble(left),
      ...unjudged(left),
      ...wordsInMails(left),
      ...wordsOnPages(left),
      ...wentNowhere(left),
      ...untold(left, mailsOf),
    ],
  };
}
