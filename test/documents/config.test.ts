import { ConfigError, readConfig } from '../../config/config';

const least = { HOLDFAST_DATABASE_URL: 'postgresql://holdfast@127.0.0.1:5432/holdfast' };
const deploymentOf = (env: Readonly<Record<string, string>>): unknown =>
  readConfig({ ...least, ...env }).worker.deployment;

test('workers are versioned where deployment and build id are set, and not where neither is', () => {
  expect(deploymentOf({ HOLDFAST_DEPLOYMENT: 'holdfast', HOLDFAST_BUILD_ID: '7' })).toEqual({
    name: 'holdfast',
    buildId: '7',
  });
  expect(deploymentOf({})).toBeUndefined();
});

test('half a deployment is refused, and the sentence names the half that is missing', () => {
  const half = (env: Readonly<Record<string, string>>) => () => deploymentOf(env);
  expect(half({ HOLDFAST_DEPLOYMENT: 'holdfast' })).toThrow(ConfigError);
  expect(half({ HOLDFAST_DEPLOYMENT: 'holdfast', HOLDFAST_BUILD_ID: '' })).toThrow(
    'HOLDFAST_BUILD_ID: is not set, but HOLDFAST_DEPLOYMENT is: set both, or neither',
  );
  expect(half({ HOLDFAST_BUILD_ID: '7' })).toThrow(
    'HOLDFAST_DEPLOYMENT: is not set, but HOLDFAST_BUILD_ID is: set both, or neither',
  );
});
