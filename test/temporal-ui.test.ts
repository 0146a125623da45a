/** What ops read in the Temporal UI of a client's lifecycles and of what is on its way about them. */
import { withDatabase } from '../dev/postgres';
import { deliverQueueOf, searchAttributes, webhookQueueOf } from '../workflows/names';
import { admin, eventually, fresh, lifecycle, running } from './support/api';
import { aClient } from './support/clients';
import { aDeal, aGroup, handOff } from './support/deals';
import { mailAbout } from './support/mailbox';
import { closeWorlds, startWorld } from './support/outside';
import { temporal } from './support/time';

afterAll(async () => {
  await closeWorlds();
});

/** The summaries of workflows of a type that are found by their client; of all, or of those whose ids begin so. */
async function summariesOf(
  type: 'deliver' | 'hook' | 'lifecycle',
  clientId: string,
  idsFrom = '',
): Promise<readonly string[]> {
  const { workflow } = await temporal();
  const query = `${searchAttributes.client.name} = '${clientId}' and WorkflowType = '${type}'`;
  const summaries: string[] = [];
  for await (const { workflowId, runId } of workflow.list({ query }))
    if (workflowId.startsWith(idsFrom))
      summaries.push((await (await workflow.getHandle(workflowId, runId).describe()).staticSummary()) ?? '');
  return summaries.toSorted();
}

const taskQueue = 'holdfast';

/** The queues on which a client's deliveries of a type wait. */
async function queuesOf(type: 'deliver' | 'hook', clientId: string): Promise<readonly string[]> {
  const { workflow } = await temporal();
  const query = `${searchAttributes.client.name} = '${clientId}' and WorkflowType = '${type}'`;
  const queues = new Set<string>();
  for await (const { taskQueue: queue } of workflow.list({ query })) queues.add(queue);
  return [...queues];
}

test('a delivery is found by its client, and says what it is and for which role, sent by a worker, again, or by the sweep', async () => {
  const { at } = await startWorld();
  const hook = fresh('hook');
  await admin.put(`/v1/webhooks/${hook}`, { url: at('/in'), types: ['renewal.decided'] });
  const {
    client,
    ids: [id = ''],
    people,
  } = await aClient(1, {});
  const renewal = { termMonths: 12, annualValue: { amount: 1_200_000, currency: 'EUR' } };
  expect((await admin.post(`/v1/lifecycles/${id}/renew`, renewal)).status).toBe(200);
  const told = ['Alpine Tools: hand over, to the rep', 'Alpine Tools: next term, to the rep'];
  await eventually(async () => expect(await summariesOf('deliver', client)).toEqual(expect.arrayContaining(told)));

  const message = await eventually(async () => {
    const { body } = await admin.get(`/v1/webhooks/${hook}/messages?limit=200&state=delivered`);
    const mine = (body.items as { id: string; lifecycleId: string }[]).find(({ lifecycleId }) => lifecycleId === id);
    if (mine === undefined) throw new Error('not delivered yet');
    return mine.id;
  });
  // Other tests' webhooks hear of this client too.
  const toHook = (): Promise<readonly string[]> => summariesOf('hook', client, `hook.${hook}.`);
  expect(await toHook()).toEqual(['Alpine Tools: renewal.decided']);
  // A receiver that hangs takes no slot of a mail.
  expect(await queuesOf('hook', client)).toEqual([webhookQueueOf(taskQueue)]);
  expect(await queuesOf('deliver', client)).toEqual([deliverQueueOf(taskQueue)]);
  const { body } = await admin.post(`/v1/webhooks/${hook}/replay`, { messages: [message] });
  expect(body).toEqual({ replayed: 1 });
  await eventually(async () =>
    expect(await toHook()).toEqual(['Alpine Tools: renewal.decided', 'Alpine Tools: renewal.decided']),
  );

  // What a crash leaves behind: written, and started by nobody.
  await withDatabase(running.postgres, (db) =>
    db.query(
      `insert into mails (key, "lifecycleId", kind, role, "recipientId", at, "createdAt")
       values ($1, $2, 'pause-reminder', 'rep', $3, now(), now() - interval '1 minute')`,
      [`mail.${id}.left.rep`, id, people.rep],
    ),
  );
  await eventually(async () =>
    expect(await summariesOf('deliver', client)).toContain('Alpine Tools: pause reminder, to the rep'),
  );
});

test('a client and a product with the longest names that there may be are shown shortened, and begin', async () => {
  const [long, people] = ['ü'.repeat(200), await aGroup()];
  const clientId = fresh('C');
  const id = await handOff(
    aDeal({ client: { id: clientId, name: long, timeZone: 'UTC' } }, { name: long, group: people.group }),
  );
  await eventually(async () => expect(await lifecycle(id)).toMatchObject({ source: 'live' }));
  await mailAbout(people.repMail, 'Yours now: ');
  const short = `${'ü'.repeat(39)}…`;
  await eventually(async () =>
    expect(await summariesOf('lifecycle', clientId)).toEqual([
      expect.stringMatching(new RegExp(`^${short}: ${short}, term 1 `)),
    ]),
  );
  expect(await summariesOf('deliver', clientId)).toContain(`${short}: hand over, to the rep`);
});

test('the way to the Temporal UI opens the list of lifecycles, each with its client and stage, and nothing else', async () => {
  const {
    client,
    ids: [id = ''],
  } = await aClient(1, {});
  const answer = await fetch(running.api, { headers: { Accept: 'application/json' } });
  const { links } = (await answer.json()) as { readonly links: { readonly temporal: string } };
  expect(links.temporal).toContain(`${running.temporal.ui}/namespaces/${running.temporal.namespace}/workflows?query=`);
  const { workflow } = await temporal();
  const ofClient = async (query: string) => {
    const found: { readonly id: string; readonly type: string; readonly of: unknown; readonly stage: unknown }[] = [];
    for await (const { workflowId, type, typedSearchAttributes } of workflow.list({ query }))
      found.push({
        id: workflowId,
        type,
        of: typedSearchAttributes.get(searchAttributes.client),
        stage: typedSearchAttributes.get(searchAttributes.stage),
      });
    return found;
  };
  const query = new URL(links.temporal).searchParams.get('query') ?? '';
  await eventually(async () =>
    expect(await ofClient(`${query} AND ${searchAttributes.client.name} = '${client}'`)).toEqual([
      { id, type: 'lifecycle', of: client, stage: 'retention' },
    ]),
  );
});
