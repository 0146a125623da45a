/** German words of alarms, news and the course of health. */
import type { Vocabulary } from '../catalogue';
import { bandNamed, bands, churn, counted, days, items, quoted } from './words';

export const alarm: Vocabulary['alarm'] = {
  asked: (name, day) => `${name} wurde am ${day} gefragt`,
  askedYou: (day) => `Sie wurden zuerst am ${day} gefragt`,
  untaken: (asked) => `${asked}; übernommen hat es niemand.`,
  next: (name, day, again) =>
    `Übernimmt es niemand bis ${day}, ${again ? `hört ${name} erneut davon` : `geht es an ${name}`}.`,
  noFurther: 'Weiter nach oben geht es nicht; es steht jeden Montag in der Übersicht, bis es erledigt ist.',
  age: (count) => (count >= 7 ? counted(Math.floor(count / 7), 'Woche', 'Wochen') : days(count)),
};

export const news: Vocabulary['news'] = {
  somebody: 'Ein Ansprechpartner',
  health: ({ fell, band, score, moved }) =>
    `der Zustand ist ${fell ? `auf ${bandNamed(band)} gefallen` : bands[band]}, ${score} von 100 (${moved})`,
  optedOut: (who) => `${who} möchte keine Mails mehr von uns`,
  unreachable: (who) => `${who} ist per Mail nicht erreichbar`,
  declined: (who, campaign) =>
    `${who} hat ${campaign === null ? 'eine Einladung' : `die Einladung zu ${quoted(campaign)}`} abgelehnt`,
  left: (who, to) => (to === null ? `${who} ist gegangen` : `${who} ist jetzt bei ${to}`),
  notice: (day, reason) => `der Kunde hat zum ${day} gekündigt (${churn[reason]})`,
  withdrawn: 'der Kunde hat die Kündigung zurückgenommen',
  answered: (who, score) => `${who} hat mit ${score} von 10 geantwortet`,
  unhappy: (score, where) =>
    `der Kunde ist unzufrieden, ${score} von 10${where === null ? '' : ` (gehört: ${items[where]})`}`,
};

/** A figure of what nobody knows says nothing. */
const stands = ({ band, score }: Parameters<Vocabulary['course']['fromTo']>[1]): string =>
  band === 'unknown' ? bands.unknown : `${bands[band]}, ${score} von 100`;

export const course: Vocabulary['course'] = {
  since: (band, score, month) => `${stands({ band, score })} seit ${month}`,
  fromTo: (first, now) =>
    stands(first) === stands(now)
      ? `${stands(now)}, wie im ${first.month}`
      : `${stands(first)} im ${first.month} → jetzt ${stands(now)}`,
};
