/**
 * The pages behind the links of a year's mails, looked at as their readers would: when the mail comes, those of whatever it
 * asks for the first time; in the end every one, open, used or closed. Looking changes nothing.
 */
import { browse } from '../../dev/browse';
import type { CaughtMail } from '../../dev/caught-mail';
import { askedIn } from './asked';
import { each } from './clock';
import type { YearPage } from './left';

export interface Pages {
  /** Looks at what these ask for the first time. */
  look(mails: readonly CaughtMail[]): Promise<void>;
  /** Looks at every page of all that came. */
  lookAgain(): Promise<void>;
  readonly seen: () => readonly YearPage[];
}

const mailedLink = /https?:\/\/[^\s"<>)]+\/(?:l|leave)\/[\w-]+/g;

/** Every link of a mail that leads to a page of ours, each once. */
export const linksIn = ({ text, html }: Pick<CaughtMail, 'text' | 'html'>): readonly string[] => [
  ...new Set(`${text}\n${html}`.match(mailedLink)),
];

/** The pages of a year; the moment is the day of the mail. */
export function pagesOfYear(): Pages {
  const mailed: { readonly mail: CaughtMail; readonly url: string }[] = [];
  const asked = new Set<string>();
  const seen: YearPage[] = [];
  const look = async (links: typeof mailed, when: YearPage['when']): Promise<void> =>
    each(links, async ({ mail, url }) => {
      const { status, html } = await browse(url);
      seen.push({ to: mail.to[0] ?? '', subject: mail.subject, date: mail.date, kind: mail.headers['x-holdfast-mail'] ?? '', when, status, html });
    }); // prettier-ignore
  return {
    async look(mails) {
      const links = mails.flatMap((mail) => linksIn(mail).map((url) => ({ mail, url })));
      mailed.push(...links);
      const fresh = mails.flatMap((mail) =>
        askedIn(mail).flatMap(({ key, url }) => {
          const thing = `${mail.to[0]}|${key}`;
          if (asked.has(thing)) return [];
          asked.add(thing);
          return [{ mail, url }];
        }),
      );
      await look(fresh, 'at once');
    },
    lookAgain: () => look(mailed, 'in the end'),
    seen: () => seen,
  };
}
