/** How a renewal looks: what speaks for and against it, and what the rep and the manager make of it. */
import { capitalised } from '../../core/item-steps';
import type { Occasion } from '../occasion';
import { inBoth } from './in-both';
import { worthAYearIn } from './known';
import { speechFor } from './speech';
import { termsOf } from './terms';

const words = inBoth(
  {
    looks: (outlook: string, probability: number, worth: string) =>
      `${outlook}: probability ${probability} of 100, worth ${worth}`,
    call: (who: string, day: string, call: string, worth: string) => `${who} said on ${day}: ${call}${worth}`,
    callWorth: (worth: string) => `, at ${worth} a year`,
    rep: 'the rep',
    manager: 'the manager',
    withRole: (name: string, role: string) => `${name} (${role})`,
  },
  {
    looks: (outlook, probability, worth) =>
      `${outlook}: Wahrscheinlichkeit ${probability} von 100, es geht um ${worth}`,
    call: (who, day, call, worth) => `${who} am ${day}: ${call}${worth}`,
    callWorth: (worth) => `, zu ${worth} im Jahr`,
    rep: 'die Betreuung',
    manager: 'die Teamleitung',
    withRole: (name, role) => `${name} (${role})`,
  },
);

/** A line as a sentence of its own. */
const asSentence = (line: string): string => `${capitalised(line)}${/[.!?”“]$/.test(line) ? '' : '.'}`;

/** What speaks for and against the renewal, how probable it is, and what it is worth. */
export function forecastIn(occasion: Pick<Occasion, 'lifecycle' | 'locale' | 'at'>): readonly string[] {
  const { lifecycle, locale } = occasion;
  const { outlook, probability, reasons } = lifecycle.renewal.forecast;
  const looks = words(locale).looks(
    termsOf(locale).outlooks[outlook],
    probability,
    worthAYearIn(speechFor(occasion), lifecycle),
  );
  return [asSentence(looks), ...reasons.map(asSentence)];
}

/** What the rep and the manager said of the renewal, a line each. */
export function callsIn(occasion: Pick<Occasion, 'calls' | 'lifecycle' | 'locale' | 'at'>): readonly string[] {
  const { calls, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  return calls.map(({ by, who, call, amount, note, on }) => {
    const name = who === null ? said[by] : said.withRole(who, said[by]);
    const worth = amount === null ? '' : said.callWorth(speech.money(amount));
    const line = said.call(name, speech.day(on), termsOf(locale).calls[call], worth);
    return `${asSentence(line)}${note === null ? '' : ` ${speech.quoted(note)}`}`;
  });
}
