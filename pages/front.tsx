/** What stands at the API's own address: where to go from here. */
import { page } from './parts/page';

export interface Place {
  readonly title: string;
  readonly what: string;
  readonly url: string;
}

/** The page as HTML: each place with its address. */
export function frontPage(places: readonly Place[]): string {
  return page({
    title: 'Holdfast keeps clients after the sale',
    language: 'en',
    children: (
      <>
        <h1>Holdfast keeps clients after the sale</h1>
        <p>Sales hand a closed deal over to the API that answers here; reps work from links in their mails.</p>
        <ul>
          {places.map(({ title, what, url }) => (
            <li>
              <a href={url}>{title}</a>: {what}
            </li>
          ))}
        </ul>
      </>
    ),
  });
}
