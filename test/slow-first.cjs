/** The order of test files: those that take longest first, so that no worker is left with one of them at the end. */
const slowest = [
  'connections',
  'handover',
  'reports',
  'long/previous-release',
  'long/release',
  'long/late-answers',
  'long/outage',
  'long/sweep',
  'long/edges',
  'long/wake',
  'long/demo',
  'load/scale',
  'load/in-flight',
  'domain/laws',
  'domain/many-names',
].map((name) => `/test/${name}.test.ts`);

const placeOf = ({ path }) => {
  const place = slowest.findIndex((name) => path.endsWith(name));
  return place < 0 ? slowest.length : place;
};

module.exports = class SlowFirst {
  sort(tests) {
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || (a.path < b.path ? -1 : 1));
  }
  allFailedTests(tests) {
    return tests;
  }
  cacheResults() {}
};
