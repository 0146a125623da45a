/** The page of a client, the forms on it, the page of a deal, and where a lifecycle's address leads. */
import { randomUUID } from 'node:crypto';
import { Router, type Response } from 'express';
import { dayOf } from '../../domain/core/calendar';
import { clientActs, linesFor, timelineFilterOf, type ClientAct, type ClientDesk } from '../../domain/told/desk/client';
import { deskWords } from '../../domain/told/words/desk';
import { hrefOfDoing } from '../../links/doing';
import { clientPage } from '../../pages/desk/client';
import { clientActPage, type ClientActView } from '../../pages/desk/client-act';
import { anchorOf, hrefOfClient } from '../../pages/desk/client-parts';
import { dealPage } from '../../pages/desk/deal';
import { notFilled, type Filled } from '../../pages/parts/filled';
import { formNumberField } from '../../pages/parts/form-number';
import { readableAmong } from '../../records/access';
import { readClientDesk } from '../../records/desk/client';
import type { TimelinePlace } from '../../records/desk/client-lines';
import { readDealDesk } from '../../records/desk/deal';
import { FormError } from '../act/fields';
import type { SentForm } from '../http/form';
import { linksOf } from '../http/lifecycle-links';
import { isPassing, notForThem, pageStatus, toProblem } from '../http/problems';
import type { ApiDeps } from '../http/route';
import type { SignedIn } from '../http/session';
import { headOf } from '../messages/read';
import { untilRecorded } from '../messages/recorded';
import { doAct, wasDone } from './client-acts/ask';
import { readAct, type AskedOf } from './client-acts/fields';
import { aboveDesk, deskForm, deskHandler, sendDesk } from './signed-in';

type Query = Readonly<Record<string, unknown>>;

/** Where a timeline begins that an address names; at its newest where it names nothing. */
function placeIn({ before, event }: Query): TimelinePlace | null {
  const [, at = '', belowSeq = '', below = ''] =
    typeof before === 'string'
      ? (/^(\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)~(\d{1,9})~([\w.~-]{1,200})$/.exec(before) ?? [])
      : [];
  if (at !== '' && !Number.isNaN(Date.parse(at))) return { below: { at, lifecycle: below, seq: Number(belowSeq) } };
  const [, seq = '', lifecycle = ''] =
    typeof event === 'string' ? (/^(\d{1,9})~([\w.~-]{1,200})$/.exec(event) ?? []) : [];
  return seq === '' ? null : { from: { lifecycle, seq: Number(seq) } };
}

const actIn = (text: unknown): ClientAct | null => clientActs.find((one) => one === text) ?? null;

/** A form as it was sent, to be shown again. */
const filledWith = (form: SentForm, errors: Filled['errors'] = {}): Filled => ({
  values: Object.fromEntries(Object.entries(form).map(([name, typed]) => [name, [typed].flat()])),
  errors,
});

const formIdPattern = /^[\w-]{16,64}$/;

/** The routes of a client's page. */
export function clientRouter(deps: ApiDeps): Router {
  const { db, config } = deps;
  const router = Router();

  /** Throws a 404 `Problem` where there is no such client for them. */
  async function deskOf(id: string, { viewer, locale }: SignedIn, query: Query): Promise<ClientDesk> {
    const desk = await readClientDesk(db, viewer, {
      id,
      locale,
      filter: timelineFilterOf(query['show']),
      place: placeIn(query),
      now: new Date().toISOString(),
    });
    if (desk === null) throw notForThem('such client');
    return desk;
  }

  /** The act of an address, where it applies to a client and may be done. Throws a 404 `Problem`. */
  function actOf(text: string, desk: ClientDesk): ClientAct {
    const act = actIn(text);
    if (act === null || linesFor(act, desk.lines).length === 0) throw notForThem('such page');
    return act;
  }

  function showForm(
    response: Response,
    status: number,
    signedIn: SignedIn,
    view: Pick<ClientActView, 'act' | 'desk' | 'form'> & Partial<Pick<ClientActView, 'sure' | 'formId'>>,
  ): void {
    const { locale } = signedIn;
    const page = clientActPage({
      formId: randomUUID(),
      ...view,
      locale,
      signedIn: aboveDesk(signedIn, deps),
      today: dayOf(view.desk.now, locale.zone),
    });
    sendDesk(response, status, page);
  }

  router.get(
    '/clients/:id',
    deskHandler<{ id: string }>(deps, async ({ request, response, signedIn }) => {
      const desk = await deskOf(request.params.id, signedIn, request.query);
      // A client that became one with another is shown at the other's address.
      if (desk.id !== request.params.id) return response.redirect(303, hrefOfClient(desk.id));
      const runsTheHouse = signedIn.viewer.sees === 'everything';
      const page = clientPage({
        desk,
        locale: signedIn.locale,
        signedIn: aboveDesk(signedIn, deps),
        done: actIn(request.query['done']),
        doing: hrefOfDoing,
        ...(runsTheHouse ? { temporal: (lifecycle: string) => linksOf(lifecycle, config).temporal } : {}),
      });
      sendDesk(response, pageStatus.shown, page);
    }),
  );

  router.get(
    '/clients/:id/:act',
    deskHandler<{ id: string; act: string }>(deps, async ({ request, response, signedIn }) => {
      const desk = await deskOf(request.params.id, signedIn, {});
      const act = actOf(request.params.act, desk);
      showForm(response, pageStatus.shown, signedIn, { act, desk, form: notFilled });
    }),
  );

  router.post(
    '/clients/:id/:act',
    deskForm<{ id: string; act: string }>(deps, async ({ request, response, signedIn, form }) => {
      const desk = await deskOf(request.params.id, signedIn, {});
      const sentId = form[formNumberField];
      const formId = typeof sentId === 'string' && formIdPattern.test(sentId) ? sentId : randomUUID();
      const done = (act: string): void => response.redirect(303, hrefOfClient(desk.id, { done: act }));
      // By now it may not apply any more: who sends a form twice hears the same twice.
      if (await wasDone(formId, signedIn, deps)) return done(request.params.act);
      const act = actOf(request.params.act, desk);
      const again = (status: number, errors: Filled['errors'], sure?: AskedOf['back']): void =>
        showForm(response, status, signedIn, {
          act,
          desk,
          form: filledWith(form, errors),
          ...(sure === undefined ? {} : { sure }),
        });
      try {
        const { lines, locale } = { lines: linesFor(act, desk.lines), locale: signedIn.locale };
        const asked = readAct(act, { desk, lines, form, locale, formId });
        if (asked.back !== undefined && form['sure'] !== 'yes')
          return again(pageStatus.shown, {}, form['sure'] === 'no' ? undefined : asked.back);
        await doAct(asked, signedIn, formId, deps);
        const lifecycle = asked.params['id'];
        if (act !== 'person' && lifecycle !== undefined) await untilRecorded(lifecycle, deps);
        done(act);
      } catch (error) {
        if (error instanceof FormError) return again(pageStatus.wrong, error.errors);
        const problem = toProblem(error);
        if (!isPassing(problem)) throw error;
        // Nobody knows whether it was done: the same form is sent again, and counts once.
        const { later } = deskWords(signedIn.locale).problem;
        const filled = filledWith(form, { '': later.why });
        showForm(response.set(problem.more.headers ?? {}), problem.status, signedIn, {
          act,
          desk,
          form: filled,
          formId,
        });
      }
    }),
  );

  router.get(
    '/deals/:dealId',
    deskHandler<{ dealId: string }>(deps, async ({ request, response, signedIn }) => {
      const deal = await readDealDesk(db, signedIn.viewer, request.params.dealId);
      if (deal === null) throw notForThem('such deal');
      sendDesk(
        response,
        pageStatus.shown,
        dealPage({ ...deal, locale: signedIn.locale, signedIn: aboveDesk(signedIn, deps) }),
      );
    }),
  );

  router.get(
    '/lifecycles/:id',
    deskHandler<{ id: string }>(deps, async ({ request, response, signedIn }) => {
      const { id } = request.params;
      if ((await readableAmong(db, signedIn.viewer, [id])).length === 0) throw notForThem('such lifecycle');
      const { clientId } = await headOf(id, deps);
      response.redirect(303, `${hrefOfClient(clientId)}#${anchorOf(id)}`);
    }),
  );

  return router;
}
