/** Gathers what a played year left: mails from the mailbox, lines of the ledger, rows of the read model. */
import type { CaughtMail } from '../../dev/caught-mail';
import type { Asking, TimelineLine } from '../asking';
import { each } from './clock';
import type {
  YearFeed,
  YearLeft,
  YearLife,
  YearLine,
  YearMail,
  YearPage,
  YearPromise,
  YearReader,
  YearRefusal,
} from './left';

interface ListedLife {
  readonly id: string;
  readonly client: { readonly name: string };
  readonly product: { readonly name: string };
  readonly rep: string;
  readonly stage: string;
  readonly health: { readonly score: number; readonly band: string };
}

interface ListedRefusal {
  readonly kind: string;
  readonly to: { readonly role: string; readonly id: string };
  readonly at: string;
  readonly lastError?: string;
}

async function everyItem<T>(asking: Asking, list: string): Promise<readonly T[]> {
  const items: T[] = [];
  for (let cursor = ''; ;) {
    const { body } = await asking.get(`${list}${list.includes('?') ? '&' : '?'}limit=200${cursor}`);
    items.push(...(body.items as T[]));
    if (body.next === undefined) return items;
    cursor = `&cursor=${body.next}`;
  }
}

/** A mail, as the reader looks at it. */
export const mailRead = ({ id, to, subject, date, headers, text, html }: CaughtMail): YearMail => ({
  id,
  to: to[0] ?? '',
  subject,
  date,
  kind: headers['x-holdfast-mail'] ?? '',
  items: headers['x-holdfast-item'] ?? '',
  text,
  html,
});

const lineOf = (life: string, line: TimelineLine): YearLine => ({
  life,
  seq: line.seq,
  at: line.at,
  kind: line.kind,
  data: line.data,
  ...(line.note === undefined ? {} : { note: line.note }),
});

/** All of it. */
export async function gatherYear(
  admin: Asking,
  {
    readers,
    mails,
    pages,
    feeds,
    promises,
  }: {
    readonly readers: readonly YearReader[];
    readonly mails: readonly CaughtMail[];
    readonly pages: readonly YearPage[];
    readonly feeds: readonly YearFeed[];
    readonly promises: readonly YearPromise[];
  },
): Promise<YearLeft> {
  const listed = await everyItem<ListedLife>(admin, '/v1/lifecycles');
  const refused = await everyItem<ListedRefusal>(admin, '/v1/mails?state=refused');
  const lines: YearLine[] = [];
  await each(listed, async ({ id }) => {
    lines.push(...(await admin.timeline(id)).map((line) => lineOf(id, line)));
  });
  return {
    readers,
    mails: mails.map(mailRead),
    pages,
    refusals: refused.map(({ kind, to, at, lastError = '' }): YearRefusal => ({ kind, to: to.id, isContact: to.role === 'contact', at, why: lastError })),
    lines: lines.toSorted((a, b) => (a.life === b.life ? a.seq - b.seq : a.life < b.life ? -1 : 1)),
    lives: listed.map(({ id, client, product, rep, stage, health }): YearLife => ({ id, client: client.name, product: product.name, rep, stage, health })),
    feeds,
    promises,
  };
} // prettier-ignore
