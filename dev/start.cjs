/** Runs a TypeScript entry point on a fresh clone: `node dev/start.cjs <name> …`, named from here (`main`, `../test/run`). */
const path = require('node:path');

process.env.TZ = 'UTC';
try {
  require('./ensure.cjs').ensure();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const [name = 'main', ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], path.resolve(__dirname, name), ...rest];
require('tsx/cjs');
require(path.resolve(__dirname, `${name}.ts`));
