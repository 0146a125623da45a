/** The way back to the desk, on the pages behind links, for who is signed in. */
import type { Locale } from '../../domain/told/locale';
import { inBoth } from '../../domain/told/words/in-both';
import { fragmentOf } from '../parts/document';

const words = inBoth(
  { way: 'Back', day: 'Back to my day', client: 'The client' },
  { way: 'Zurück', day: 'Zurück zu meinem Tag', client: 'Zum Kunden' },
);

/** Where the head of a page ends: the way back stands below it. */
const headEnds = '</header>';

/** A finished page with the way back below its head. */
export function withWayBack(
  html: string,
  { day, client }: { readonly day: string; readonly client: string },
  locale: Pick<Locale, 'language'>,
): string {
  const said = words(locale);
  const way = fragmentOf(
    <nav class="way-back" aria-label={said.way}>
      <a href={day}>{said.day}</a>
      <a href={client}>{said.client}</a>
    </nav>,
  );
  const at = html.indexOf(headEnds) + headEnds.length;
  return `${html.slice(0, at)}${way}${html.slice(at)}`;
}
