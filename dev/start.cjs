/** Runs a TypeScript entry point on a fresh clone: `node dev/start.cjs <name> …`, named from here (`main`, `../test/run`). */
const path = require('node:path');
const { ensure } = require('./ensure.cjs');

/** What runs with the packages of `npm start`; everything else needs those of development too. */
const needLittle = ['main', 'forward', 'seed', '../proof/demo', '../api/main', '../worker/main'];
const [name = 'main', ...rest] = process.argv.slice(2);

process.env.TZ = 'UTC';
ensure(needLittle.includes(name) ? 'start' : 'all').then(
  () => {
    process.argv = [process.argv[0], path.resolve(__dirname, name), ...rest];
    require('tsx/cjs');
    require(path.resolve(__dirname, `${name}.ts`));
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
