/** The book of clients: its page, the same as a file, and the views that somebody keeps of it. */
import { Router, type Request } from 'express';
import { mayDo } from '../../domain/organisation/access';
import { dayOf } from '../../domain/core/calendar';
import type { Ask } from '../../domain/told/asks';
import {
  bookAddress,
  bookAskedIn,
  bookQuery,
  keptOfBook,
  longestViewName,
  mostViews,
  nothingAsked,
  type BookAsked,
} from '../../domain/told/desk/clients';
import { bookWords } from '../../domain/told/words/desk-clients';
import { hrefOfDoing } from '../../links/doing';
import { clientsPage, type ClientRow, type ClientsView } from '../../pages/desk/clients';
import { linesSorted, readBookOfClients, repsOfBook, type BookRow } from '../../records/desk/clients';
import { deleteView, saveView, viewsOf } from '../../records/desk/views';
import { pageStatus } from '../http/problems';
import type { ApiDeps } from '../http/route';
import type { SignedIn } from '../http/session';
import { bookCsv } from '../reports/book-csv';
import { aboveDesk, deskForm, deskHandler, sendDesk } from './signed-in';

/** Which page does what is asked. */
function doingOf(lifecycle: string, ask: Ask): string {
  switch (ask.kind) {
    case 'escalation':
    case 'item':
      return hrefOfDoing(lifecycle, ask.kind, ask.id);
    case 'onboarding':
    case 'renewal':
      return hrefOfDoing(lifecycle, ask.kind, null);
    default:
      return ask satisfies never;
  }
}

function rowOf({ id, nextOn, ...row }: BookRow, { viewer }: SignedIn): ClientRow {
  const mayAct = row.next !== null && nextOn !== null && mayDo(viewer, nextOn, 'client-work');
  return {
    ...row,
    href: `/clients/${encodeURIComponent(id)}`,
    doing: mayAct && row.next !== null ? doingOf(row.next.lifecycle, row.next.ask) : null,
  };
}

/** What the page shows to somebody; `wrong`: of a view that could not be kept. */
async function viewFor(
  { db }: Pick<ApiDeps, 'db'>,
  signedIn: SignedIn,
  asked: BookAsked,
  wrong: ClientsView['wrong'] = null,
): Promise<ClientsView> {
  const { viewer, locale, person } = signedIn;
  const now = new Date().toISOString();
  const [book, reps, views] = await Promise.all([
    readBookOfClients(db, { viewer, asked, now, zone: locale.zone }),
    repsOfBook(db, viewer),
    viewsOf(db, person),
  ]);
  const workgroups = new Map(reps.flatMap(({ workgroup }) => (workgroup === null ? [] : [[workgroup.id, workgroup]])));
  return {
    ...book,
    asked,
    rows: book.rows.map((row) => rowOf(row, signedIn)),
    reps,
    workgroups: [...workgroups.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    views,
    wrong,
    now,
    locale,
  };
}

/** What the address asks for. */
const askedIn = (request: Pick<Request, 'query'>): BookAsked => bookAskedIn(request.query);

/** The same of an address that a form sends along. */
const askedAs = (query: unknown): BookAsked =>
  typeof query === 'string' ? bookAskedIn(Object.fromEntries(new URLSearchParams(query))) : nothingAsked;

/** The routes of the book. */
export function clientsRouter(deps: ApiDeps): Router {
  const router = Router();

  router.get(
    '/clients',
    deskHandler(deps, async ({ request, response, signedIn }) => {
      const asked = askedIn(request);
      const view = await viewFor(deps, signedIn, asked);
      // A page that is there no more: clients have left since its address was made.
      if (view.rows.length === 0 && asked.page > 1) return response.redirect(303, bookAddress(asked));
      // Of what a form sends only what is asked stands in the address.
      if (request.get('HX-Request') !== undefined)
        response.set('HX-Push-Url', bookAddress(asked, { page: asked.page }));
      sendDesk(response, pageStatus.shown, clientsPage(view, aboveDesk(signedIn, deps)));
    }),
  );

  router.get(
    '/clients.csv',
    deskHandler(deps, async ({ request, response, signedIn: { viewer, locale } }) => {
      const now = new Date().toISOString();
      const asked = { ...askedIn(request), page: 1 };
      const { rows } = await readBookOfClients(deps.db, { viewer, asked, now, zone: locale.zone, limit: linesSorted });
      const name = `${bookWords(locale).file}-${dayOf(now, locale.zone)}.csv`;
      response
        .attachment(name)
        .type('text/csv; charset=utf-8')
        .send(bookCsv(rows, asked, locale, now));
    }),
  );

  router.post(
    '/clients/views',
    deskForm(deps, async ({ response, signedIn, form }) => {
      const asked = keptOfBook(askedAs(form.query));
      const typed = typeof form.name === 'string' ? form.name.replaceAll(/[\p{C}\s]+/gu, ' ').trim() : '';
      const said = bookWords(signedIn.locale);
      const wrong = async (why: string): Promise<void> => {
        const view = await viewFor(deps, signedIn, asked, { name: typed, why });
        sendDesk(response, pageStatus.wrong, clientsPage(view, aboveDesk(signedIn, deps)));
      };
      if (typed === '') return wrong(said.viewNeedsName);
      if (Array.from(typed).length > longestViewName) return wrong(said.viewTooLong(longestViewName));
      const kept = await saveView(deps.db, signedIn.person, { name: typed, query: bookQuery(asked) });
      if (!kept) return wrong(said.viewsFull(mostViews));
      response.redirect(303, bookAddress(asked));
    }),
  );

  router.post(
    '/clients/views/:id/delete',
    deskForm<{ id: string }>(deps, async ({ request, response, signedIn }) => {
      await deleteView(deps.db, signedIn.person, request.params.id);
      response.redirect(303, '/clients');
    }),
  );
  return router;
}
