/** Temporal is set up and asked whether it knows: nothing is lost between a namespace that is new and its attributes. */
import { Client, Connection } from '@temporalio/client';
import { NotSetUp, setUpTemporal, unknownAttributes } from '../../temporal/set-up';
import { searchAttributes } from '../../workflows/names';
import { eventually, fresh } from '../support/api';
import { temporal } from '../support/time';

const clientOf = async (namespace: string): Promise<Client> =>
  new Client({ connection: (await temporal()).connection, namespace });
const setUp = async (client: Client, withinMs = 60_000): Promise<readonly string[]> => {
  const told: string[] = [];
  await setUpTemporal(client, { retentionDays: 1, withinMs, tell: (line) => told.push(line) });
  return told;
};

test('an empty Temporal gets namespace and every search attribute, and they are known at once afterwards', async () => {
  const client = await clientOf(fresh('namespace'));
  const names = Object.values(searchAttributes).map(({ name }) => name);
  expect(await unknownAttributes(client)).toEqual(names);
  const told = await setUp(client);
  expect(told[0]).toContain(`Namespace ${client.options.namespace} is made`);
  expect(await unknownAttributes(client)).toEqual([]);
  await client.workflow.start('lifecycle', {
    taskQueue: fresh('nobody'),
    workflowId: fresh('life'),
    typedSearchAttributes: [
      { key: searchAttributes.client, value: 'C-1' },
      { key: searchAttributes.renewal, value: new Date() },
    ],
  });
  expect(await setUp(client)).toEqual([]);
});

test('an attribute that is there with another type is named, and not waited for', async () => {
  const client = await clientOf(fresh('namespace'));
  await setUp(client);
  const { operatorService } = client.connection;
  const { namespace } = client.options;
  await operatorService.removeSearchAttributes({ namespace, searchAttributes: ['HoldfastRenewal'] });
  await eventually(async () => {
    await operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries([['HoldfastRenewal', 2]]),
    });
  }, 30_000);
  await eventually(async () => {
    await expect(setUp(client, 20_000)).rejects.toThrow('HoldfastRenewal (wanted: DATETIME)');
  }, 30_000);
});

test('where the time is over, it says what is missing', async () => {
  const nowhere = Connection.lazy({ address: '127.0.0.1:1' });
  const client = new Client({ connection: nowhere, namespace: 'holdfast' });
  await expect(setUp(client, 0)).rejects.toThrow(NotSetUp);
  await nowhere.close();
});
