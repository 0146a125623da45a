/** Titles of the tests in a file, read from its code. */
import { parseSync, type Argument, type CallExpression, type Expression } from '@swc/core';

/** `test`, `test.each(…)` and the like. */
function isTest(callee: CallExpression['callee']): boolean {
  switch (callee.type) {
    case 'Identifier':
      return callee.value === 'test';
    case 'MemberExpression':
      return isTest(callee.object);
    case 'CallExpression':
      return isTest(callee.callee);
    default:
      return false;
  }
}

/** What is put into a title when the test runs: `${…}`, `$name`, `%s`. */
const placeholders = /\$\w+|%[a-z]/g;

function titleOf(title: Expression | undefined): string | null {
  if (title?.type === 'StringLiteral') return title.value.replace(placeholders, '…');
  if (title?.type === 'TemplateLiteral') return title.quasis.map(({ cooked }) => cooked ?? '').join('…');
  return null;
}

const isCall = (node: object): node is CallExpression => 'type' in node && node.type === 'CallExpression';

/** Each title as it stands in the code, with `…` for whatever is put in when the test runs. */
export function titlesIn(code: string): readonly string[] {
  const titles: string[] = [];
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    if (isCall(node) && isTest(node.callee)) {
      const [first]: readonly Argument[] = node.arguments;
      const title = titleOf(first?.expression);
      if (title !== null && node.arguments.length > 1) titles.push(title);
    }
    for (const part of Object.values(node)) look(part);
  };
  look(parseSync(code, { syntax: 'typescript' }));
  return titles;
}
