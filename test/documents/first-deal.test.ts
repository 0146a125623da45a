import { readFileSync } from 'node:fs';
import path from 'node:path';
import { firstDeal, handOffCommand } from '../../dev/first-deal';

const readme = readFileSync(path.join(__dirname, '..', '..', 'README.md'), 'utf8');

test('what npm start prints to paste is the hand-off of the README', () => {
  const shown = /\/v1\/deals".* -d '(\{[\s\S]*?\})'\n/.exec(readme)?.[1]?.replace(`'$(date +%F)'`, '2026-01-31');
  expect(JSON.parse(shown ?? '')).toEqual(firstDeal('2026-01-31'));
});

test('and it is one line that a shell takes as it is', () => {
  const command = handOffCommand('http://127.0.0.1:4600', 'hf_key', '2026-01-31');
  expect(command).not.toContain('\n');
  expect(command.match(/'/g)?.length).toBe(6);
});
