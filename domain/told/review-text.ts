/** The points of a review as lines that people read, each in the language of its reader. */
import { capitalised } from '../core/item-steps';
import type { CivilDate } from '../core/json';
import { dayIn, monthIn, numberIn, type Locale } from './locale';
import { serviceTold, type ReviewPart, type ReviewPartName, type ReviewPoint } from './review';
import type { MonthRead } from './review-read';
import { reviewVoices } from './review-voice';
import { serviceName } from './spoken';
import { inBoth } from './words/in-both';
import { termsOf } from './words/terms';

/** Figures that are drawn as well as written: `max` is the top of their scale, null where they have none. */
export interface MonthSeries {
  readonly title: string;
  readonly months: readonly { readonly month: string; readonly value: number; readonly text: string }[];
  readonly max: number | null;
}

export interface ReviewLines {
  readonly part: ReviewPartName;
  readonly title: string;
  readonly lines: readonly string[];
  readonly series: readonly MonthSeries[];
}

/** Titles of the parts as only our own people read them. */
const ownTitles = inBoth(
  {
    success: 'Success, in the client’s own words',
    satisfaction: 'How satisfied they are',
    health: 'Health',
    people: 'Who is who, and who was spoken to last',
  } satisfies Partial<Record<ReviewPartName, string>>,
  {
    success: 'Erfolg, in den Worten des Kunden',
    satisfaction: 'Wie zufrieden sie sind',
    health: 'Zustand',
    people: 'Wer wer ist, und mit wem zuletzt gesprochen wurde',
  },
);

/** What only our own people read. */
const own = inBoth(
  {
    contact: 'A contact',
    answer: (who: string, day: string, score: number) => `${who}, ${day}: ${score} of 10`,
    notSpokenTo: 'nobody has spoken to them yet',
    spokenTo: (day: string) => `last spoken to on ${day}`,
  },
  {
    contact: 'Ein Ansprechpartner',
    answer: (who, day, score) => `${who}, ${day}: ${score} von 10`,
    notSpokenTo: 'noch hat niemand mit ihnen gesprochen',
    spokenTo: (day) => `zuletzt gesprochen am ${day}`,
  },
);

/** The parts of a review for their reader, who reads as that locale has it; `isOurs`: one of our own people. */
export function reviewLines(parts: readonly ReviewPart[], locale: Locale, isOurs = false): readonly ReviewLines[] {
  const { parts: titles } = reviewVoices[locale.language];
  const named: Readonly<Record<ReviewPartName, string>> = {
    ...titles,
    health: '',
    people: '',
    ...(isOurs ? ownTitles(locale) : {}),
  };
  return parts.map(({ part, points }) => ({
    part,
    title: named[part],
    lines: points.flatMap((point) => lineOf(point, locale) ?? []),
    series: points.flatMap((point) => seriesOf(point, locale) ?? []),
  }));
}

/** The same as lines alone, for a mail: figures of months among them. */
export function asLines({ lines, series }: Pick<ReviewLines, 'lines' | 'series'>): readonly string[] {
  return [
    ...lines,
    ...series.map(({ title, months }) => `${title}: ${months.map(({ month, text }) => `${month} ${text}`).join(', ')}`),
  ];
}

function seriesOf(point: ReviewPoint, locale: Locale): MonthSeries | null {
  if (point.kind !== 'usage' && point.kind !== 'tickets') return null;
  const voice = reviewVoices[locale.language];
  const title = voice[point.kind];
  return {
    title: point.product === null ? title : `${point.product}: ${title}`,
    months: point.months.map(({ month, value }: MonthRead) => ({
      month: monthIn(locale, `${month}-01`),
      value,
      text: numberIn(locale, value),
    })),
    max: point.kind === 'usage' ? 100 : null,
  };
}

const withUnit = (value: string, unit: string | undefined): string =>
  unit === undefined || unit === '' ? value : `${value} ${unit}`;

function lineOf(point: ReviewPoint, locale: Locale): string | null {
  const voice = reviewVoices[locale.language];
  const on = (day: CivilDate): string => dayIn(locale, day);
  const days = (all: readonly CivilDate[]): string => all.map(on).join('; ');
  switch (point.kind) {
    case 'action':
      return `${point.words} (${point.who}, ${voice.standing[point.standing](on(point.doneOn ?? point.day))})`;
    case 'service': {
      const told = serviceTold(point.service);
      const name = told === undefined ? capitalised(serviceName(point.service, locale)) : voice.services[told];
      return voice.times(name, point.days.length, days(point.days));
    }
    case 'help':
      return voice.times(voice.help[point.help], point.days.length, days(point.days));
    case 'help-said':
      return `${on(point.on)}: ${point.what}`;
    case 'usage':
    case 'tickets':
      return null;
    case 'promise': {
      const { metric, target, unit, by } = point.promise;
      const aim = withUnit(typeof target === 'number' ? numberIn(locale, target) : target, unit);
      const what = by === undefined ? aim : `${aim} ${voice.by(on(by))}`;
      const heard = point.figures.map((one) => `${withUnit(numberIn(locale, one.value), unit)} (${on(one.on)})`);
      const course = heard.length === 0 ? voice.noFigure : heard.join(' → ');
      return `${point.product === null ? '' : `${point.product}, `}${metric}: ${voice.promised(what)}; ${course}`;
    }
    case 'criteria':
      return voice.quoted(point.words);
    case 'mean-answer':
      return voice.mean(numberIn(locale, point.mean), numberIn(locale, point.people));
    case 'answer': {
      const said = own(locale);
      const quoted = point.words === null ? '' : ` ${voice.quoted(point.words)}`;
      return `${said.answer(point.who ?? said.contact, on(point.on), point.score)}${quoted}`;
    }
    case 'stakeholder': {
      const { name, role, level, lastOn } = point;
      const said = own(locale);
      const last = lastOn === null ? said.notSpokenTo : said.spokenTo(on(lastOn));
      const stands = level === null ? '' : ` (${termsOf(locale).levels[level]})`;
      return `${name}${role === null ? '' : `, ${role}`}${stands}: ${last}`;
    }
    case 'next-review':
      return voice.nextReview(on(point.on));
    case 'verdict':
    case 'health':
    case 'outlook':
      return point.text;
    default:
      return point satisfies never;
  }
}
