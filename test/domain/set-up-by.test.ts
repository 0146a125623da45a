/** Whose a connection is after it was changed, what is forgotten of it then, and how often it is looked at. */
import { feedAnew, setUpAfter, webhookAnew } from '../../api/messages/set-up-by';
import { nthOfTrouble } from '../../domain/organisation/connections';
import { seldom } from '../../worker/turn';

const mira = { setUpBy: 'mira', setUpByKey: null };
const ada = { setUpBy: 'ada', setUpByKey: null };
const deploy = { setUpBy: null, setUpByKey: 'deploy' };
const script = { setUpBy: null, setUpByKey: 'script' };
const nobody = { setUpBy: null, setUpByKey: null };

test.each([
  ['new', null, mira, mira],
  ['from before anybody noted it, changed by a person', nobody, mira, mira],
  ['from before anybody noted it, changed by a key', nobody, deploy, deploy],
  ['of a person, changed by another', mira, ada, ada],
  ['of a person, changed by a key', mira, deploy, mira],
  ['of a key, changed by a person', deploy, ada, ada],
  ['of a key, changed by another', deploy, script, deploy],
])('a connection that is %s is theirs', (_, before, by, after) => expect(setUpAfter(before, by)).toEqual(after));

const here = { url: 'https://a.example/', active: true };
const elsewhere = { ...here, url: 'https://b.example/' };
const off = { ...here, active: false };

test('a feed or a webhook that is switched on again, or has another address, was not tried yet', () => {
  const untried = { failures: 0, failingSince: null };
  expect(feedAnew(here, here)).toEqual({});
  expect(feedAnew(off, here)).toEqual({ ...untried, polledAt: null });
  expect(feedAnew(here, elsewhere)).toEqual({ ...untried, polledAt: null, etag: null, lastModified: null });
  expect(webhookAnew(here, off)).toEqual({});
  expect(webhookAnew(off, here)).toEqual({ ...untried, lastFailure: null, triedAt: null });
  expect(webhookAnew(here, elsewhere)).toEqual({ ...untried, lastFailure: null, triedAt: null });
});

test('a seldom chore is done at once, and then every so many sweeps', async () => {
  let [now, times] = [0, 0];
  const work = () => Promise.resolve((times += 1));
  const chore = seldom(8, { name: 'a chore', work }, () => now);
  for (; now < 60; now += 1) await chore.work({ goesOn: () => true, pauseMs: 2 });
  expect([chore.name, times]).toEqual(['a chore', 4]);
});

test('a mail of a trouble knows which one it is', () => {
  expect(nthOfTrouble('mail.connection.T-1.12')).toBe(12);
});
