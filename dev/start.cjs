/** Runs a TypeScript entry point of dev/ on a fresh clone: `node dev/start.cjs <name> …`. */
const path = require('node:path');

process.env.TZ = 'UTC';
try {
  require('./ensure.cjs').ensure();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const [name = 'main', ...rest] = process.argv.slice(2);
process.argv = [process.argv[0], path.join(__dirname, name), ...rest];
require('tsx/cjs');
require(path.join(__dirname, `${name}.ts`));
