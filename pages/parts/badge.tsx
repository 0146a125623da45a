/** The band of a client's health with its score, by colour and by word. */
import type { Band } from '../../domain/concerns/health-bands';

/** The band as a colour and a word, with the score from 0 to 100; of whom nothing was heard there is none. */
export function Badge({ band, score }: { readonly band: Band; readonly score: number }) {
  return <span class={`band ${band}`}>{band === 'unknown' ? 'not known yet' : `${band} ${score}`}</span>;
}
