/** The way to the Temporal UI's list of lifecycles. */
import { lifecycleListAt } from '../../api/http/lifecycle-links';

test.each([
  ['http://127.0.0.1:4680', 'default', '/namespaces/default/workflows'],
  ['https://ops.example/temporal/', 'holdfast', '/temporal/namespaces/holdfast/workflows'],
])('the list of lifecycles at %s opens with one line for each', (uiUrl, namespace, path) => {
  const list = new URL(lifecycleListAt({ uiUrl, namespace }));
  expect(list.pathname).toBe(path);
  expect(list.searchParams.get('query')).toBe('WorkflowType="lifecycle" AND ExecutionStatus!="ContinuedAsNew"');
});
