/**
 * Writes what can be derived: `.env.example` from the configuration's schema. `--check` only compares. The table of
 * defaults in docs/lifecycle.md is written by hand and compared by test/documents/lifecycle.test.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { variables } from '../config/config';

const file = path.join(__dirname, '..', '.env.example');
const content = `# Every variable that Holdfast reads. Written by \`npm run docs\` from config/config.ts.
# npm start needs none of them; see docs/running.md for production.

${variables.map(({ name, meaning, fallback }) => `# ${meaning}\n${fallback === undefined ? `# ${name}=` : `${name}=${fallback}`}\n`).join('\n')}`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== content) {
    console.error('.env.example is out of date: npm run docs');
    process.exitCode = 1;
  }
} else writeFileSync(file, content);
