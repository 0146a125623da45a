/**
 * Every route × every kind of key × what its holder has to do with a lifecycle, against the running API, from one table.
 * The lifecycle has ended, so that what is let in changes nothing: it is answered 409.
 */
import { today } from '../support/dates';
import { execFile } from 'node:child_process';
import nodePath from 'node:path';
import { promisify } from 'node:util';
import { routes } from '../../api/routes';
import type { FilterAgainstRule } from '../support/access-filter';
import { admin, eventually, fresh, insist, running, wait } from '../support/api';
import { anAccessHouse, holders, type AccessHouse, type Holder } from '../support/access-house';

type Family = 'in' | 403 | 404;

/** Who is let in, who learns that others may, and for whom it is not there; the rest is refused for their role. */
interface Row {
  readonly in: readonly Holder[];
  readonly 404?: readonly Holder[];
  readonly routes: readonly string[];
}

const house: readonly Holder[] = ['admin', 'ops'];
const keeping: readonly Holder[] = ['keeps', 'stands in', 'manager', 'director'];
const reps: readonly Holder[] = [...keeping, 'collects', 'develops', 'other rep'];
const sellers: readonly Holder[] = ['seller', 'other seller', 'sales', 'other sales'];

/** Operations, by their names. */
const named = (names: string): readonly string[] => names.trim().split(/\s+/);

const table: Readonly<Record<string, Row>> = {
  'a lifecycle, a client or a deal is read': {
    in: [...house, ...keeping, 'collects', 'develops', 'seller', 'sales'],
    404: ['other rep', 'other seller', 'other sales'],
    routes: named('getLifecycle getLifecycleDeal getTimeline getHealthCourse getAgenda getWhy getClient getDeal'),
  },
  'the communication map is read, and how a renewal looked': {
    in: [...house, ...keeping, 'collects', 'develops'],
    404: ['other rep'],
    routes: named('getCommunication listOutlooks'),
  },
  'the rep says what they make of a renewal': {
    in: ['admin', 'keeps', 'stands in'],
    404: ['other rep'],
    routes: named('callRenewal'),
  },
  'a client is worked with': {
    in: ['admin', ...keeping],
    404: ['other rep'],
    routes: named(`
      completeItem postponeItem correctItem completeTouch recordTouch completeReview completeAction sendReview renew churn giveNotice withdrawNotice makeIneligible recycle flagOversold
      pause resume acknowledge resolve optClientOut optClientIn optContactOut optContactIn moveContact`),
  },
  'what sales says too': {
    in: ['admin', ...keeping, 'seller', 'sales'],
    404: ['other rep', 'other seller', 'other sales'],
    routes: named('completeStep hearSuccessCriteria putContact patchClient'),
  },
  'what sales alone says': {
    in: ['admin', 'seller', 'sales'],
    404: ['other seller', 'other sales'],
    routes: named('answerOversold'),
  },
  'an invoice is worked on': {
    in: ['admin', ...keeping, 'collects'],
    404: ['other rep'],
    routes: named('workReceivable'),
  },
  'an opportunity is worked on': {
    in: ['admin', ...keeping, 'develops'],
    404: ['other rep'],
    routes: named('hintOpportunity settleOpportunity'),
  },
  'it is given to somebody else': {
    in: [...house, 'manager', 'director'],
    404: ['other rep'],
    routes: named('reassign'),
  },
  'a signal is told': {
    in: ['admin', ...keeping, 'telemetry'],
    404: ['other rep'],
    routes: named('sendSignal'),
  },
  'a deal is handed over': { in: ['admin', 'seller', 'sales', 'other sales'], routes: named('handOffDeal') },
  'a hand-off is previewed': { in: [...house, 'seller', 'sales', 'other sales'], routes: named('previewDeal') },
  'a deal is amended': {
    in: [...house, 'seller', 'sales'],
    404: ['other seller', 'other sales'],
    routes: named('amendDeal'),
  },
  'a seller’s lines are read': {
    in: [...house, 'seller', 'sales'],
    404: ['other seller', 'other sales'],
    routes: named('getSoldLines'),
  },
  'lists of lifecycles, clients and deals': {
    in: [...house, ...reps, ...sellers],
    routes: named('listLifecycles listClients listDeals listClientDuplicates sayOfClients'),
  },
  'many signals at once': { in: ['admin', ...reps, 'telemetry'], routes: named('sendSignals') },
  'the figures': {
    in: [...house, ...reps],
    routes: named(
      'getWork getReceivables getOpportunities getForecastReport getHealthReport getReport getBehindReport listRenewals',
    ),
  },
  'the organisation is read': {
    in: [...house, ...reps, ...sellers],
    routes: named(`
      getRep listReps getGroup listGroups getWorkgroup listWorkgroups getBrand getWorkgroupBrand getProduct listProducts getRouting
      getPolicy listPolicies getPolicyForm getTarget getSignalKind listSignalKinds`),
  },
  'the house is run': {
    in: house,
    routes: named(`
      putRep putSeller getSeller putGroup putWorkgroup putBrand putWorkgroupBrand putProduct putRouting putSignalKind deleteSignalKind putPolicy putTarget prepareRollout handOverClients
      importClients eraseContact listMails listMailsIn sendMailAgain listJobs getJob getJobRows startJob cancelJob
      mergeClient chooseForRollout prepareCampaign getCampaign moveCampaign callOffCampaign putWebhook listWebhooks
      getWebhook deleteWebhook rotateWebhook getWebhookMessages replayWebhook putSource listSources getSource
      getSourceEvents putSourceClient putFeed listFeeds getFeed deleteFeed listBrokenConnections`),
  },
  'a rep’s calendars are made, seen and revoked: by themselves, and by who runs the house': {
    in: [...house, 'keeps'],
    routes: named('makeCalendar listCalendars revokeCalendar'),
  },
  'keys are made': { in: ['admin'], routes: named('listKeys makeKey rotateKey revokeKey') },
};

const rowOf = (operation: string): Row | undefined =>
  Object.values(table).find((one) => one.routes.includes(operation));

test('every route stands in the table once, and no other', () => {
  const all = Object.values(table).flatMap((one) => one.routes);
  expect(all.toSorted()).toEqual(routes.map(({ operationId }) => operationId).toSorted());
});

const note = 'It was so.';
let around: AccessHouse;
/** Something that was agreed at a review. */
let agreed = '';

beforeAll(async () => {
  around = await anAccessHouse();
  const [contact] = around.deal.contacts;
  const actions = [{ words: note, contact: contact?.id, day: today }];
  await admin.post(`/v1/lifecycles/${around.id}/reviews/review-1`, { actions }, wait);
  agreed = await eventually(async () => {
    const { body } = await admin.get(`/v1/lifecycles/${around.id}`);
    const [first] = (body as { agreedActions: readonly { id: string }[] }).agreedActions;
    if (first === undefined) throw new Error('nothing is agreed');
    return first.id;
  });
  await insist(`/v1/lifecycles/${around.id}/churn`, { reason: 'price' });
});

const money = { amount: 1_000, currency: 'EUR' };

/** A body for each write that somebody may be let in to: right in itself. */
const bodies = (): Readonly<Record<string, unknown>> => ({
  completeItem: { outcome: 'done' },
  completeTouch: { outcome: 'done' },
  recordTouch: { kind: 'call', outcome: 'done' },
  completeReview: { happiness: 7 },
  sendReview: { contacts: [around.deal.contacts[0]?.id] },
  renew: { termMonths: 12, annualValue: money },
  churn: { reason: 'price' },
  giveNotice: { receivedOn: '2026-01-01', reason: 'price' },
  amendDeal: {
    amendmentId: fresh('A'),
    effectiveOn: today,
    products: [{ code: around.deal.products[0]?.code, quantity: 2 }],
  },
  makeIneligible: { reason: 'merged' },
  recycle: { reason: 'training' },
  flagOversold: { note },
  pause: { reason: 'client-asked' },
  resolve: { note },
  hearSuccessCriteria: { successCriteria: note },
  putContact: { name: around.deal.contacts[0]?.name, email: around.deal.contacts[0]?.email },
  patchClient: { industry: 'tools' },
  answerOversold: { answer: 'agreed' },
  workReceivable: { outcome: 'promised' },
  hintOpportunity: {},
  settleOpportunity: { outcome: 'lost' },
  postponeItem: { until: '2190-01-01', reason: 'away' },
  correctItem: { outcome: 'declined', note: 'canary-words' },
  reassign: { rep: around.otherRep },
  callRenewal: { by: 'rep', call: 'likely' },
  sendSignal: { kind: 'happiness', value: 5 },
  moveContact: { to: fresh('C') },
  makeCalendar: { name: 'Phone' },
  handOffDeal: around.deal,
  previewDeal: around.deal,
  sendSignals: { signals: [{ lifecycle: fresh('D'), kind: 'happiness', value: 5, eventId: fresh('event') }] },
});

/** The address of a route about this lifecycle. */
function addressOf(path: string): string {
  const { id, deal, people } = around;
  const ids: Readonly<Record<string, string>> = {
    '/v1/lifecycles/:id': id,
    '/v1/clients/:id': deal.client.id,
    '/v1/sellers/:id': deal.seller.id,
    '/v1/reps/:id': people.rep,
    '/v1/groups/:id': people.group,
  };
  const [about] = Object.keys(ids).filter((start) => path.startsWith(start));
  return path
    .replace(':id', ids[about ?? ''] ?? 'nothing')
    .replace(':dealId', deal.dealId)
    .replace(':contactId', encodeURIComponent(deal.contacts[0]?.id ?? ''))
    .replace(':report', 'renewals')
    .replace(':touchId', 'touch-1')
    .replace(':reviewId', 'review-1')
    .replace(':actionId', agreed)
    .replace(':itemId', 'check-in-1')
    .replace(':step', 'training')
    .replace(':escalationId', 'escalation-1')
    .replace(':receivableId', 'receivable-1')
    .replace(':opportunityId', 'opportunity-1')
    .replaceAll(/:\w+/g, 'nothing');
}

test.each(holders)('%s: every route answers as the table says', async (holder) => {
  const call = around.keys[holder];
  const sent = bodies();
  const found: string[] = [];
  const expected: string[] = [];
  await Promise.all(
    routes.map(async ({ method, path, operationId, access }) => {
      const row = rowOf(operationId);
      if (row === undefined) throw new Error(operationId);
      const wanted: Family = row.in.includes(holder) ? 'in' : row[404]?.includes(holder) === true ? 404 : 403;
      // Who runs the house changes it: that they may is what every other test shows.
      if ((access === 'house' || access === 'admin') && wanted === 'in' && method !== 'get') return;
      const at = addressOf(path);
      const body = sent[operationId] ?? (method === 'post' ? {} : undefined);
      const { status } =
        method === 'get'
          ? await call.get(at)
          : method === 'put'
            ? await call.put(at, body ?? {})
            : method === 'patch'
              ? await call.patch(at, body ?? {})
              : method === 'delete'
                ? await call.delete(at)
                : await call.post(at, body);
      // Of the organisation and the house some ids are made up: who is let in hears that there is no such thing. A line
      // that has ended cannot be amended, nobody goes to a client that is not there, and a contact who has opted out
      // meanwhile is not written to: that is said of its field.
      const isLetIn =
        status < 300 ||
        status === 409 ||
        (typeof access === 'string' && [404, 422].includes(status)) ||
        (['amendDeal', 'moveContact', 'sendReview'].includes(operationId) && status === 422);
      found.push(
        `${operationId}: ${status === 403 || (status === 404 && wanted === 404) ? status : isLetIn ? 'in' : status}`,
      );
      expected.push(`${operationId}: ${wanted}`);
    }),
  );
  expect(found.toSorted()).toEqual(expected.toSorted());
});

test('lists and reports show what the rule lets one read, no more and no less', async () => {
  const script = nodePath.join(__dirname, '..', 'support', 'access-filter.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['-r', 'tsx/cjs', script], {
    env: { ...process.env, HOLDFAST_DATABASE_URL: running.postgres },
    timeout: 90_000,
    maxBuffer: 50_000_000,
  });
  const { differing, viewers, readable } = JSON.parse(stdout) as FilterAgainstRule;
  expect(differing).toEqual([]);
  expect(viewers).toBeGreaterThan(5);
  expect(readable).toBeGreaterThan(5);
});
