/** Digests: which mornings there are, whose alarms they tell, and in which words. */
import { addressed, holdersOf } from '../../domain/organisation/addressing';
import { isFirstOfWeek, isTheirsToDirect, isTold, isUntaken, nextMorningAt } from '../../domain/organisation/digests';
import type { NamedLadder, Recipient } from '../../domain/organisation/people';
import { repCalendar } from '../../domain/organisation/mornings';
import { asksOf, type AlarmAsk } from '../../domain/told/asks';
import { briefOf } from '../../domain/told/brief';
import { mailsOf } from '../../domain/told/mails';
import type { DigestEntry } from '../../domain/told/digest';
import type { Recorded } from '../../domain/core/concern';
import { draftOf } from '../../mail/kinds';
import { digestMail } from '../../mail/personal/digest';
import { happening, retained, say, until } from '../support/lives';
import { inEnglish, occasion } from '../support/occasions';

const vienna = repCalendar({ timeZone: 'Europe/Vienna', workingHours: null }, ['2027-03-29']);

describe('the mornings of a digest', () => {
  const none = { delivery: 'single', absences: [], directs: false } as const;
  const away = [{ from: '2027-03-08', until: '2027-03-09' }];
  test.each([
    ['Monday, for whoever wants single mails', none, '2027-03-03T12:00:00Z', '2027-03-08T07:00:00.000Z'],
    ['Tuesday, where Monday is a holiday', none, '2027-03-26T12:00:00Z', '2027-03-30T06:00:00.000Z'],
    ['the first day they are there', { ...none, absences: away }, '2027-03-03T12:00:00Z', '2027-03-10T07:00:00.000Z'],
    [
      'every working morning, for a director',
      { ...none, directs: true },
      '2027-03-03T12:00:00Z',
      '2027-03-04T07:00:00.000Z',
    ],
    [
      'and for whoever reads a brief',
      { ...none, delivery: 'brief' },
      '2027-03-03T12:00:00Z',
      '2027-03-04T07:00:00.000Z',
    ],
  ] as const)('%s', (_, reader, now, expected) => expect(nextMorningAt(reader, vienna, now)).toBe(expected));

  test('small alarms are told on the first of a week alone', () => {
    const on = (day: string): boolean => isFirstOfWeek(`${day}T07:00:00.000Z`, vienna, []);
    expect(['2027-03-08', '2027-03-09', '2027-03-12', '2027-03-30', '2027-03-31'].filter(on)).toEqual([
      '2027-03-08',
      '2027-03-30',
    ]);
  });
});

const alarmOf = (state: ReturnType<typeof retained>): AlarmAsk => {
  const ask = asksOf(state).find((one): one is AlarmAsk => one.kind === 'escalation');
  if (ask === undefined) throw new TypeError('there is no alarm');
  return ask;
};
const missed = until(retained(), '2027-04-27');
const red = say(retained(), '2027-01-11T12:00:00.000Z', 'usageChanged', { bucket: 'none' });

describe('whose digest tells an alarm', () => {
  test('a small one the rep’s at once, the manager’s when it has come to them, the director’s never', () => {
    const [early, late] = [alarmOf(missed), alarmOf(until(missed, '2027-05-10'))];
    expect([isTold(early, 'rep'), isTold(early, 'manager'), isTold(late, 'manager')]).toEqual([true, false, true]);
    expect(isUntaken(late)).toBe(false);
  });
  test('a serious one the director’s, until somebody takes it on', () => {
    const taken = say(red, '2027-01-12T12:00:00.000Z', 'acknowledge', { escalation: 'escalation-1' });
    expect([isUntaken(alarmOf(red)), isUntaken(alarmOf(taken)), isTold(alarmOf(red), 'rep')]).toEqual([
      true,
      false,
      false,
    ]);
  });
  describe('where a group names no director', () => {
    const weeks = until(red, '2027-02-09');
    const ask = alarmOf(weeks);
    const onlyDirector: AlarmAsk = { ...ask, asked: (ask.asked ?? []).filter(({ role }) => role === 'director') };
    const withRep: AlarmAsk = { ...ask, asked: (ask.asked ?? []).filter(({ role }) => role !== 'manager') };
    const group = { rep: 'rep', manager: 'boss', director: 'dir' };
    test.each<[string, AlarmAsk, NamedLadder, string, boolean]>([
      ['who is named reads it, and nobody instead', ask, group, 'dir', true],
      ['the manager of a group with a director does not', ask, group, 'boss', false],
      ['the manager whom the ladder has told does not read it again', ask, { ...group, director: null }, 'boss', false],
      ['the manager whom no rung has told reads it', withRep, { ...group, director: null }, 'boss', true],
      [
        'nobody leads: the rep whom the ladder has told does not',
        ask,
        { ...group, manager: null, director: null },
        'rep',
        false,
      ],
      [
        'nobody leads: the rep whom no rung has told reads it',
        onlyDirector,
        { ...group, manager: null, director: null },
        'rep',
        true,
      ],
      ['who is named director and manager reads it', ask, { ...group, director: 'boss' }, 'boss', true],
    ])('%s', (_, alarm, named, person, expected) => {
      expect(ask.asked?.map(({ role }) => role)).toEqual(['rep', 'manager', 'director']);
      expect(isTheirsToDirect(alarm, named, person)).toBe(expected);
    });
    test('a small one is nobody’s to direct', () =>
      expect(isTheirsToDirect(alarmOf(missed), { ...group, director: null }, 'boss')).toBe(false));
  });
  test('in a brief what is small does not burn', () => {
    const sections = (ask: AlarmAsk): unknown => briefOf([{ lifecycle: 'l', asks: [ask] }], ask.at, 'UTC')[0]?.section;
    expect([sections(alarmOf(missed)), sections(alarmOf(red))]).toEqual(['small', 'burning']);
  });
});

const people = new Map<string, Recipient>(
  ['rep', 'boss', 'dir'].map((id) => [id, { id, delivery: 'single', deputy: null, absences: [] }]),
);
const named = { rep: 'rep', manager: 'boss', director: 'dir', seller: null, receivables: null, developer: null };
const mailsTo = (events: readonly Recorded[], holders = holdersOf(named)): Readonly<Record<string, number>> => {
  const client = { id: 'C', zone: 'UTC' };
  const { mails } = addressed({ lifecycle: 'l', client, events, covered: new Set() }, holders, people);
  const counts: Record<string, number> = {};
  for (const { kind, recipient } of mails) if (kind === 'escalation') counts[recipient] = (counts[recipient] ?? 0) + 1;
  return counts;
};

describe('half a year of a client whom nobody looks after', () => {
  const small = happening(retained(), '2027-09-01');
  const serious = happening(red, '2027-07-12');
  test('small: one mail to the rep for each alarm and one as it is red, none to manager and director', () => {
    const opened = small.filter(({ event }) => event.kind === 'escalation-opened').length;
    expect(opened).toBe(1);
    expect(mailsTo(small)).toEqual({ rep: 2 });
  });
  test('serious: rep and manager ever more seldom; the director by digest, on six mornings', () => {
    const weeks = serious.filter(({ event }) => event.kind === 'escalation-climbed' && event.week !== undefined);
    expect(weeks.map(({ at }) => at.slice(0, 10))).toEqual([
      '2027-01-18',
      '2027-01-25',
      '2027-02-08',
      '2027-03-08',
      '2027-05-03',
      '2027-06-28',
    ]);
    expect(mailsTo(weeks)).toEqual({ rep: 6, boss: 6 });
  });
  test('who is rep and manager at once reads it once', () =>
    expect(
      mailsTo(
        serious.filter(({ event }) => event.kind === 'escalation-climbed'),
        holdersOf({ ...named, manager: null }),
      ),
    ).toEqual({ rep: 7 }));
});

describe('an alarm in words', () => {
  const mail = (state: ReturnType<typeof retained>, role: 'rep' | 'manager' = 'rep') => {
    const { event, at } = state.recent.findLast(({ event: one }) => mailsOf(one).length > 0) ?? {
      event: null,
      at: null,
    };
    return draftOf('escalation', role, occasion(state, 'escalation-1', { event, at }));
  };
  const gone = say(
    retained({ contacts: [{ id: 'c_1' }, { id: 'c_2' }, { id: 'c_3' }] }),
    '2027-01-11T12:00:00.000Z',
    'contactDeparted',
    {
      contact: 'c_1',
    },
  );

  test('says who has left, what to do first, and who hears of it next', () => {
    const { subject, matters } = mail(gone);
    expect(subject).toMatch(/^Urgent: .* – Ada .* has left \(CRM Pro\)$/);
    expect(matters[0]?.why).toBe(
      'Open since Mon 11 Jan. To do first: successor call, by Wed 13 Jan. If nobody takes it on by Tue 12 Jan, it goes to Sofia Lang.',
    );
  });
  test('when it climbs it says who has not reacted', () =>
    expect(mail(until(red, '2027-01-12'), 'manager').matters[0]?.why).toContain(
      'Rita Rep was asked on Mon 11 Jan; nobody has taken it on.',
    ));
  test('and no two mails of one alarm say the same', () => {
    const days = ['2027-01-11', '2027-01-12', '2027-01-18', '2027-01-25', '2027-02-08', '2027-03-08'];
    const mails = days.map((day) => mail(until(red, day), 'manager'));
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(days.length);
    expect(new Set(mails.map(({ matters }) => matters[0]?.why)).size).toBe(days.length);
    expect(mails.at(-2)?.subject).toMatch(/^Still open after 4 weeks: /);
    expect(mails.at(-2)?.sections.map(({ title }) => title)).toContain('Since it was opened');
  });
});

describe('a digest in words', () => {
  const entry = (client: string, ask: AlarmAsk): DigestEntry => ({
    lifecycle: `${client}.crm.t1`,
    ask,
    client,
    product: 'CRM Pro',
    about: [],
    rep: 'Rita Rep',
    manager: 'Sofia Lang',
    forRep: null,
  });
  const untaken = ['Alpine', 'Hafner'].map((client) => entry(client, alarmOf(until(red, '2027-01-25'))));
  const small = [entry('Mersey', alarmOf(until(missed, '2027-05-10')))];
  test('several clients are one mail, each with its own button', () => {
    const draft = digestMail({ day: '2027-01-25', untaken, small: [] }, inEnglish);
    expect(draft.subject).toBe('For you, Mon 25 Jan: nobody has taken on Alpine, Hafner');
    expect(draft.tasks?.[0]?.groups.map(({ name, entries }) => `${name}: ${entries[0]?.text ?? ''}`)[0]).toBe(
      'Alpine: CRM Pro: they hardly use it, since Mon 11 Jan (2 weeks); Rita Rep was asked on Mon 11 Jan and Sofia Lang was asked on Tue 12 Jan; nobody has taken it on',
    );
    expect(draft.tasks?.[0]?.groups[1]?.entries[0]?.button).toMatchObject({
      lifecycle: 'Hafner.crm.t1',
      grant: { purpose: 'escalation', subject: 'escalation-1' },
    });
  });
  test('who stands in opens it in place of the rep', () => {
    const own = digestMail({ day: '2027-05-10', untaken: [], small }, inEnglish);
    const standing = digestMail(
      { day: '2027-05-10', untaken: [], small: small.map((one) => ({ ...one, forRep: 'rita' })) },
      inEnglish,
    );
    const buttons = [own, standing].map(({ tasks }) => tasks?.[0]?.groups[0]?.entries[0]?.button);
    expect(buttons.map((button) => button?.forRep)).toEqual([undefined, 'rita']);
  });
  test('what is small is told apart', () =>
    expect(digestMail({ day: '2027-05-10', untaken: [], small }, inEnglish).subject).toBe(
      'Your week, Mon 10 May: 1 small alarm open (Mersey)',
    ));
});
