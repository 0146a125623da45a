/** What is wrong with a client, as an alarm says it to people. */
import type { AlarmReason } from '../concerns/alarm-reasons';
import type { Locale } from './locale';
import { wordsFor } from './sentences';
import { plainTelling, sayFor } from './telling';

/** What is wrong, in a few words; whoever left is named, and what the house measures of its own. */
export function wrongText(
  reasons: readonly AlarmReason[],
  locale: Locale,
  about: readonly string[] = [],
  own: readonly string[] = [],
): string {
  const { wrong, haveLeft, arePast } = wordsFor(locale);
  const say = sayFor({ ...plainTelling(), locale });
  const said = reasons.map((reason) => {
    if (reason === 'contactDeparted' && about.length > 0) return haveLeft(about, say);
    if (reason === 'ownSignal' && own.length > 0) return arePast(own, say);
    return wrong[reason];
  });
  return [...new Set(said)].join(', ');
}
