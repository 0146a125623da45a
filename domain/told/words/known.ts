/** What is known of a client, in lines: who to ask for, what was promised, what is open, how it stands. */
import { daysBetween } from '../../core/calendar';
import { isStillToDo, type ItemKind } from '../../core/item';
import type { CivilDate, Instant } from '../../core/json';
import type { DealPromise } from '../../core/deal';
import { judged, trendOf, verdictOn, type PromiseVerdict, type Trend } from '../../core/measure';
import { capitalised, isDue } from '../../core/item-steps';
import { byWhomToAsk, promisesOf, whoIsThere, type KnownContact, type Occasion } from '../occasion';
import { openSteps, type Presented, type PresentedItem } from '../present';
import type { ToldDay } from '../spoken';
import { wrongIn } from './alarms';
import { inBoth } from './in-both';
import type { Speech } from './speech';
import { termsOf } from './terms';

const words = inBoth(
  {
    prefers: (how: string) => `best ${how}`,
    noMail: (since: string) => `takes no mail since ${since}`,
    lastFigure: (value: string, on: string) => `last ${value} on ${on}`,
    noFigure: 'no figure yet',
    by: (day: string) => ` by ${day}`,
    verdicts: {
      met: ', met',
      missed: ', missed',
      coming: ', not due yet',
      improving: ', not met yet',
    } satisfies Record<PromiseVerdict, string>,
    trends: {
      'first figure': 'first figure',
      steady: 'steady',
      rising: 'rising',
      falling: 'falling',
      improving: 'improving',
      worsening: 'worsening',
    } satisfies Record<Trend, string>,
    dueSince: (name: string, day: string) => `${name}, due since ${day}`,
    dueOn: (name: string, day: string) => `${name} on ${day}`,
    step: (title: string, day: string) => `onboarding step “${title}”, by ${day}`,
    alarm: (wrong: string, since: string) => `alarm since ${since}: ${wrong}`,
    invoice: (which: string, day: string) => `overdue invoice${which}, since ${day}`,
    health: (band: string, score: number) => `${band}, ${score} of 100`,
    unheard: 'not known yet',
    overdueFor: (days: string) => `an invoice ${days} overdue`,
    ends: (day: string) => `The contract ends on ${day}.`,
    renewsItself: (day: string, notice: string) =>
      `The contract renews by itself on ${day}, unless the client gives notice by ${notice}.`,
    notice: (received: string, ends: string, why: string) =>
      `They gave notice on ${received}; it takes effect on ${ends}. Why: ${why}.`,
    paid: (money: string) => `${money} a year`,
  },
  {
    prefers: (how) => `am besten ${how}`,
    noMail: (since) => `nimmt seit ${since} keine Mails an`,
    lastFigure: (value, on) => `zuletzt ${value} am ${on}`,
    noFigure: 'noch kein Wert',
    by: (day) => ` bis ${day}`,
    verdicts: {
      met: ', erreicht',
      missed: ', verfehlt',
      coming: ', noch nicht fällig',
      improving: ', noch nicht erreicht',
    },
    trends: {
      'first figure': 'erster Wert',
      steady: 'gleichbleibend',
      rising: 'steigend',
      falling: 'fallend',
      improving: 'wird besser',
      worsening: 'wird schlechter',
    },
    dueSince: (name, day) => `${name}, fällig seit ${day}`,
    dueOn: (name, day) => `${name} am ${day}`,
    step: (title, day) => `Einführungsschritt „${title}“, bis ${day}`,
    alarm: (wrong, since) => `Alarm seit ${since}: ${capitalised(wrong)}`,
    invoice: (which, day) => `überfällige Rechnung${which}, seit ${day}`,
    health: (band, score) => `${band}, ${score} von 100`,
    unheard: 'noch unbekannt',
    overdueFor: (days) => `eine Rechnung ${days} überfällig`,
    ends: (day) => `Der Vertrag endet am ${day}.`,
    renewsItself: (day, notice) =>
      `Der Vertrag verlängert sich am ${day} von selbst, wenn der Kunde nicht bis ${notice} kündigt.`,
    notice: (received, ends, why) => `Der Kunde hat am ${received} gekündigt, wirksam am ${ends}. Grund: ${why}.`,
    paid: (money) => `${money} im Jahr`,
  },
);

/** A name with what they are: `Ada Example, Head`. */
export const namedContact = ({ name, role }: Pick<KnownContact, 'name' | 'role'>): string =>
  role === null ? name : `${name}, ${role}`;

/** Somebody with how to reach them: the number first, since most is said by phone. */
export function contactLine(speech: Speech, contact: KnownContact): string {
  const { phone, email, channel, level, unreachableSince } = contact;
  const said = words(speech);
  const as = contact.role ?? (level === null ? null : termsOf(speech).levels[level]);
  const mail = unreachableSince === null ? email : `${email} (${said.noMail(speech.dayOf(unreachableSince))})`;
  const ways = [...(phone === null ? [] : [phone]), mail].join(', ');
  return `${namedContact({ ...contact, role: as })}: ${ways}${channel === null ? '' : `; ${said.prefers(termsOf(speech).channels[channel])}`}`;
}

/** Whom to ask for: one of those whom it is about, else whoever is nearest to the work. */
export function whomToAsk(
  occasion: Pick<Occasion, 'contacts'>,
  about: readonly string[] = [],
): KnownContact | undefined {
  const there = whoIsThere(occasion);
  return there.find(({ id }) => about.includes(id)) ?? there.toSorted(byWhomToAsk)[0];
}

function withUnit({ number }: Speech, value: number | string, unit: string | undefined): string {
  const written = typeof value === 'number' ? number(value) : value;
  return unit === undefined ? written : `${written} ${unit}`;
}

/** A promise as it was made: metric, target, and by when. */
export function promiseIn(speech: Speech, { metric, target, unit, by }: DealPromise): string {
  return `${metric}: ${withUnit(speech, target, unit)}${by === undefined ? '' : words(speech).by(speech.day(by))}`;
}

/** Every promise against its last figure, with where it tends. */
export function promisesIn(
  speech: Speech,
  occasion: Pick<Occasion, 'deal' | 'lifecycle' | 'actuals'>,
): readonly string[] {
  const said = words(speech);
  return promisesOf(occasion).map((promise) => {
    const { metric, unit, better, by } = promise;
    const heard = occasion.actuals.filter((one) => one.metric === metric);
    const [last] = heard;
    if (last === undefined) return `${promiseIn(speech, promise)} (${said.noFigure})`;
    const met = judged(promise, last.value);
    const trend = trendOf(heard.map(({ value }) => value).toReversed(), better);
    const improving = trend === 'improving' ? { improving: true as const } : {};
    const verdict = met === null ? '' : said.verdicts[verdictOn({ met, by, ...improving }, last.on)];
    const tends = trend === null ? '' : said.trends[trend];
    return `${promiseIn(speech, promise)} (${said.lastFigure(withUnit(speech, last.value, unit), speech.day(last.on))}${verdict}${tends === '' ? '' : `; ${tends}`})`;
  });
}

/** True where nothing was heard by which anybody could tell the health, and nothing speaks against it. */
export const isHealthUnheard = ({ health }: Pick<Presented, 'health'>): boolean =>
  health.band === 'unknown' && health.reasons.every(({ points }) => points <= 0);

/** The band with its score, and what cost it. */
export function healthIn(speech: Speech, { health }: Pick<Presented, 'health'>): string {
  const terms = termsOf(speech);
  const said = words(speech);
  const costs = health.reasons
    .filter(({ points }) => points > 0)
    .map(({ signal, name, since }) =>
      since === undefined || since > speech.now
        ? (name ?? terms.signals[signal])
        : said.overdueFor(terms.days(Math.max(1, daysBetween(since, speech.now.slice(0, 10))))),
    );
  const stands = health.band === 'unknown' ? said.unheard : said.health(terms.bands[health.band], health.score);
  return `${stands}${costs.length === 0 ? '' : ` (${costs.join(', ')})`}`;
}

/** How an item is called, with all that it is about; what took place is no invitation any more. */
export function itemIn(
  speech: Speech,
  { kind, after, sections = [] }: Pick<PresentedItem, 'kind' | 'after' | 'sections'>,
): string {
  const { items, event } = termsOf(speech);
  if (after !== undefined && kind === 'event') return event;
  return speech.list([kind, ...sections.flatMap((one) => (one === 'review' ? [] : [one]))].map((one) => items[one]));
}

/** An item with whom it is for: `call with Alpine Tools`. */
export function itemWith(
  speech: Speech,
  item: Pick<PresentedItem, 'kind' | 'after' | 'sections'>,
  who: string,
): string {
  return `${itemIn(speech, item)} ${termsOf(speech).link(item.kind)} ${who}`;
}

/** Kinds of items in a list, by name. */
export const kindsIn = (speech: Speech, kinds: readonly ItemKind[]): string =>
  speech.list(kinds.map((kind) => termsOf(speech).items[kind]));

const everyItem = ({ touches, reviews, items }: Presented): readonly PresentedItem[] => [
  ...touches,
  ...reviews,
  ...items,
];

const wasOpen = (openedAt: Instant, endedAt: Instant | undefined, now: Instant): boolean =>
  openedAt <= now && (endedAt === undefined || endedAt > now);

/** What stands open at the mail's moment, alarms first, each with its day; without what the mail itself is about. */
export function openLines(
  speech: Speech,
  { lifecycle, contacts }: Pick<Occasion, 'lifecycle' | 'contacts'>,
  besides: readonly (string | null)[] = [],
): readonly string[] {
  const said = words(speech);
  const isOther = ({ id }: { readonly id: string }): boolean => !besides.includes(id);
  const alarms = lifecycle.escalations
    .filter((one) => isOther(one) && wasOpen(one.openedAt, one.resolvedAt, speech.now))
    .map(({ reasons, openedAt, about = [], ownSignals }) => ({
      at: `0 ${openedAt}`,
      line: said.alarm(
        wrongIn(
          speech,
          reasons,
          about.flatMap((id) => contacts.find((one) => one.id === id)?.name ?? []),
          ownSignals,
        ),
        speech.dayOf(openedAt),
      ),
    }));
  const items = everyItem(lifecycle)
    .filter((one) => isOther(one) && isDue(one) && one.covered === undefined && one.dueAt <= speech.now)
    .map((one) => ({ at: `1 ${one.dueAt}`, line: said.dueSince(itemIn(speech, one), speech.dayOf(one.dueAt)) }));
  const steps = (lifecycle.stage === 'onboarding' ? openSteps(lifecycle) : [])
    .filter(({ code, targetOn, overdue }) => !besides.includes(code) && overdue && targetOn !== undefined)
    .map(({ title, targetOn = '' }) => ({ at: `1 ${targetOn}`, line: said.step(title, speech.day(targetOn)) }));
  const invoices = lifecycle.receivables
    .filter((one) => isOther(one) && wasOpen(one.openedAt, one.closedAt, speech.now))
    .map(({ invoice, openedAt }) => ({
      at: `2 ${openedAt}`,
      line: said.invoice(invoice === undefined ? '' : ` ${invoice}`, speech.dayOf(openedAt)),
    }));
  return [...alarms, ...items, ...steps, ...invoices]
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ line }) => line);
}

/** What comes next with the client, by day. */
export function comingLines(
  speech: Speech,
  { lifecycle }: Pick<Occasion, 'lifecycle'>,
  most: number,
): readonly string[] {
  const said = words(speech);
  return everyItem(lifecycle)
    .filter((one) => isStillToDo(one) && !isDue(one) && one.covered === undefined && one.dueAt > speech.now)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    .slice(0, most)
    .map((one) => capitalised(said.dueOn(itemIn(speech, one), speech.dayOf(one.dueAt))));
}

/** When the contract ends, or renews by itself, and until when a notice may come. */
export function contractIn(speech: Speech, { renewal }: Pick<Presented, 'renewal'>): string {
  const { autoRenews, lastNoticeOn, renewsOn } = renewal;
  const said = words(speech);
  return autoRenews && lastNoticeOn !== undefined
    ? said.renewsItself(speech.day(renewsOn), speech.day(lastNoticeOn))
    : said.ends(speech.day(renewsOn));
}

/** The client's notice in a sentence; empty while there is none. */
export function noticeIn(speech: Speech, { leaving }: Pick<Presented, 'leaving'>): string {
  if (leaving === undefined) return '';
  const { receivedOn, endsOn, reason } = leaving;
  return words(speech).notice(speech.day(receivedOn), speech.day(endsOn), termsOf(speech).leaving[reason]);
}

/** What the line is worth a year. */
export const worthAYearIn = (speech: Speech, { renewal }: Pick<Presented, 'renewal'>): string =>
  words(speech).paid(speech.money(renewal.annualValue));

/** What happened, each with its day. */
export function dayLinesIn(speech: Speech, days: readonly ToldDay[]): readonly string[] {
  return days.map(({ on, what }) => `${speech.day(on)}: ${what}`);
}

/** A civil day or the day of a moment, where somebody said one. */
export const dayOr = (speech: Speech, day: CivilDate | undefined, otherwise: string): string =>
  day === undefined ? otherwise : speech.day(day);
