/** Signing in: what is taken for a code, a page of ours and an address, how often, and as what somebody comes in. */
import { addressTyped, codeIn, deskRoleOf, mayMailSignIn, ownPageIn } from '../../domain/organisation/signing-in';
import { goingElsewhere, hashOfCode, leadsToIn, mintSession, mintSignIn, secretPattern } from '../../links/sign-in';

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['123-456', '123456'],
  ['000000', '000000'],
  ['12345', null],
  ['1234567', null],
  ['', null],
  ['12345a', null],
  ['１２３４５６', null],
])('of %j the code is %j', (typed, code) => expect(codeIn(typed)).toBe(code));

test.each<[unknown, string]>([
  ['/', '/'],
  ['/clients', '/clients'],
  ['/clients?q=alp&sort=worth#top', '/clients?q=alp&sort=worth#top'],
  ['/lifecycles/D-1042.crm-pro.t1', '/lifecycles/D-1042.crm-pro.t1'],
  ['/clients?from=https://elsewhere.example//x', '/clients?from=https://elsewhere.example//x'],
  ['/signals', '/signals'],
  ['/lists', '/lists'],
  [undefined, '/'],
  [['/clients', '/'], '/'],
  ['', '/'],
  ['clients', '/'],
  ['//elsewhere.example', '/'],
  ['/clients//elsewhere.example', '/'],
  ['/..//elsewhere.example', '/'],
  ['/.', '/'],
  ['/\\elsewhere.example', '/'],
  ['/clients\\..\\', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/clients\r\nSet-Cookie: x=1', '/'],
  ['https://elsewhere.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in', '/'],
  ['/sign-in?then=/', '/'],
  ['/sign-in/elsewhere', '/'],
  ['/sign-out', '/'],
  ['/l/token', '/'],
  [`/${'x'.repeat(500)}`, '/'],
])('who asked for %j comes to %s', (asked, page) => expect(ownPageIn(asked)).toBe(page));

test('whatever is taken for a page of ours is one to a browser too', () => {
  const parts = ['/', '\\', '.', '..', 'x', '@', ':', '?', '#', '%2f', '%5c', '//', '\t', 'evil.example'];
  for (const one of parts)
    for (const two of parts)
      for (const three of parts) {
        const page = ownPageIn(`/${one}${two}${three}`);
        expect(new URL(page, 'https://holdfast.example').origin).toBe('https://holdfast.example');
        expect(page.startsWith('//')).toBe(false);
      }
});

test.each([
  [0, 0, true],
  [4, 4, true],
  [5, 5, false],
  [0, 29, true],
  [0, 30, false],
])('after %i mails lately and %i today one more goes: %s', (lately, today, goes) =>
  expect(mayMailSignIn({ lately, today })).toBe(goes),
);

test.each([
  [[], 'rep'],
  [['ops'], 'ops'],
  [['ops', 'admin'], 'admin'],
  [['admin', 'ops'], 'admin'],
  [['rep'], 'rep'],
] as const)('who has keys of %j comes in as %s', (keys, role) => expect(deskRoleOf(keys)).toBe(role));

test('an address is looked for however it was typed', () =>
  expect(addressTyped('  Ida@Vendor.Example ')).toBe('ida@vendor.example'));

test('secrets are long, new each time, and none tells another; a code is six digits', () => {
  const [one, two] = [mintSignIn(), mintSignIn()];
  for (const secret of [one.browser, one.token, mintSession().token]) expect(secret).toMatch(secretPattern);
  expect(new Set([one.browser, one.token, two.browser, two.token]).size).toBe(4);
  expect(one.code).toMatch(/^\d{6}$/);
  const kept = JSON.stringify(one.hashes);
  for (const secret of [one.browser, one.token, one.code]) expect(kept).not.toContain(secret);
  expect(hashOfCode(one.browser, one.code)).toBe(one.hashes.codeHash);
  expect(hashOfCode(two.browser, one.code)).not.toBe(one.hashes.codeHash);
});

test('what goes along elsewhere is made of what the browser holds, with the page to come to', () => {
  const [going, other] = [goingElsewhere('browser', '/clients?q=ä'), goingElsewhere('another', '/clients?q=ä')];
  expect(leadsToIn(going.state)).toBe('/clients?q=ä');
  expect(goingElsewhere('browser', leadsToIn(going.state))).toEqual(going);
  expect(other.state).not.toBe(going.state);
  expect(goingElsewhere('browser', '/').state.split('.')[0]).not.toBe(going.state.split('.')[0]);
  expect(new Set([going.nonce, going.verifier, going.state]).size).toBe(3);
  expect(going.verifier).toMatch(/^[\w-]{43}$/);
  for (const state of ['', '.', 'x', 'x.%']) expect(typeof leadsToIn(state)).toBe('string');
});
