/** Pages of the desk that say why another is not shown. */
import type { Locale } from '../../domain/told/locale';
import { deskWords } from '../../domain/told/words/desk';
import { page } from '../parts/page';
import { deskPage, type DeskPageProps } from './shell';

/** What is said instead of a page. */
export interface DeskRefusal {
  readonly title: string;
  readonly why: string;
}

/** A page that says why what was asked for is not shown, with the way back. */
export function deskProblemPage({ title, why }: DeskRefusal, signedIn: DeskPageProps['signedIn']): string {
  return deskPage({
    title,
    signedIn,
    current: null,
    children: (
      <>
        <h1>{title}</h1>
        <p>{why}</p>
        <p>
          <a href="/">{deskWords(signedIn).backToDay}</a>
        </p>
      </>
    ),
  });
}

/** A form that came in after its sender was signed out: it stands there, and can be sent again. */
export function signedOutPage(
  reader: Pick<Locale, 'language'>,
  {
    address,
    signIn,
    fields,
  }: {
    readonly address: string;
    readonly signIn: string;
    readonly fields: readonly (readonly [name: string, value: string])[];
  },
): string {
  const words = deskWords(reader).signedOut;
  return page({
    title: words.title,
    language: reader.language,
    children: (
      <>
        <h1>{words.title}</h1>
        <p>{words.why}</p>
        <p>
          <a href={signIn} target="_blank" rel="noopener">
            {words.first}
          </a>
        </p>
        <form method="post" action={address}>
          <p>{words.thereafter}</p>
          {fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button type="submit">{words.send}</button>
        </form>
      </>
    ),
  });
}
