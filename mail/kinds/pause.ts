/** A pause that has no end yet, and one that is over. */
import { pauseReminderDays } from '../../domain/concerns/standing';
import { daysBetween } from '../../domain/core/calendar';
import type { Occasion } from '../../domain/told/occasion';
import { toldSince } from '../../domain/told/spoken';
import type { Draft } from '../draft';
import { about, section, toKnow } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { comingLines, dayLinesIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';

const words = inBoth(
  {
    stillPaused: (what: string) => `Still paused: ${what}`,
    paused: (client: string, day: string, why: string) =>
      `${client} has been paused since ${day} (${why}), and no end is set.`,
    lasts: (days: string) => `It has lasted ${days}.`,
    someDay: 'some time ago',
    check: `Does the pause still stand? Resume it, or set its end. You are reminded every ${pauseReminderDays} days; what is heard of them counts meanwhile.`,
    resumed: (what: string) => `Resumed: ${what}`,
    over: (client: string) => `The pause of ${client} is over.`,
    overSince: (client: string, day: string) => `The pause of ${client} since ${day} is over.`,
    goesOn:
      'Contacts continue on the original schedule. Nothing that was heard meanwhile is lost; here is the latest of it.',
    meanwhile: 'Heard meanwhile',
    nothing: 'Nothing',
    coming: 'Coming up',
  },
  {
    stillPaused: (what) => `Noch in Pause: ${what}`,
    paused: (client, day, why) => `${client} ist seit ${day} in Pause (${why}), ein Ende ist nicht festgelegt.`,
    lasts: (days) => `Sie dauert schon ${days}.`,
    someDay: 'einiger Zeit',
    check: `Gilt die Pause noch? Beenden Sie sie, oder legen Sie ihr Ende fest. Sie werden alle ${pauseReminderDays} Tage erinnert; was man von ihnen hört, zählt trotzdem.`,
    resumed: (what) => `Geht weiter: ${what}`,
    over: (client) => `Die Pause von ${client} ist vorbei.`,
    overSince: (client, day) => `Die Pause von ${client} seit ${day} ist vorbei.`,
    goesOn:
      'Die Kontakte laufen nach dem ursprünglichen Plan weiter. Was inzwischen zu hören war, ist nicht verloren; hier das Neueste.',
    meanwhile: 'Inzwischen gehört',
    nothing: 'Nichts',
    coming: 'Demnächst',
  },
);

/** To the rep: a pause without an end goes on, lest it be forgotten. */
export function pauseReminderMail(occasion: Occasion): Draft {
  const { lifecycle, locale } = occasion;
  const { client, paused } = lifecycle;
  const said = words(locale);
  const speech = speechFor(occasion);
  const since = paused === undefined ? said.someDay : speech.dayOf(paused.since);
  const days = paused === undefined ? 0 : daysBetween(paused.since.slice(0, 10), speech.now.slice(0, 10));
  return {
    subject: said.stillPaused(about(occasion)),
    matters: [
      {
        headline: said.paused(client.name, since, termsOf(locale).pauses[paused?.reason ?? 'other']),
        why: `${days > 0 ? `${said.lasts(termsOf(locale).days(days))} ` : ''}${said.check}`,
      },
    ],
    sections: toKnow(occasion, { health: true }),
  };
}

/** To the rep: the pause is over, with what was heard since it began. */
export function resumedMail(occasion: Occasion): Draft {
  const { event, lifecycle, lately, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const { name } = lifecycle.client;
  const since = event?.kind === 'resumed' ? event.since : null;
  const arrived = dayLinesIn(speech, since === null ? lately : toldSince(lately, since));
  return {
    subject: said.resumed(about(occasion)),
    matters: [
      { headline: since === null ? said.over(name) : said.overSince(name, speech.dayOf(since)), why: said.goesOn },
    ],
    sections: [
      ...section(said.meanwhile, arrived.length > 0 ? arrived : [said.nothing]),
      ...section(said.coming, comingLines(speech, occasion, 3)),
      ...toKnow({ ...occasion, lately: [] }, { health: true }),
    ],
  };
}
