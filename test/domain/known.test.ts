/** Not said is not wiped, and what is older does not undo what is newer. */
import fc from 'fast-check';
import {
  afterDeal,
  afterPut,
  contactFieldNames,
  type ContactField,
  type Known,
  type Said,
} from '../../domain/organisation/known';
import { contactSaidColumn } from '../../records/columns/known';

const [first, second, third, fourth] = [1, 2, 3, 4].map((day) => `2027-01-0${day}T08:00:00.000Z`) as [string, string, string, string]; // prettier-ignore
const level = ['level'] as const;
type Step = readonly [who: 'deal' | 'put', said: string | null | undefined, at: string];

const after = (steps: readonly Step[], older: string | null = null): string | null =>
  steps.reduce<Known<'level'>>(
    (known, [who, said, at]) =>
      who === 'put'
        ? afterPut(level, known, { level: said ?? null }, at)
        : afterDeal(level, known, { level: said ?? undefined }, at),
    { values: { level: older }, said: {} },
  ).values.level;

test.each<[string, readonly Step[], string | null]>([
  ['nothing was known: what the deal says', [['deal', 'user', first]], 'user'],
  ['a later deal says nothing', [['deal', 'user', first], ['deal', undefined, second]], 'user'],
  ['a later deal says something else', [['deal', 'user', first], ['deal', 'manager', second]], 'manager'],
  ['a file that was handed in before that deal comes later', [['deal', 'user', second], ['deal', 'manager', first]], 'user'],
  ['people say something else', [['deal', 'user', first], ['put', 'executive', second]], 'executive'],
  ['people say that there is none', [['deal', 'user', first], ['put', null, second]], null],
  ['the CRM repeats its older entry', [['deal', 'user', first], ['put', 'executive', second], ['deal', 'user', third]], 'executive'],
  ['it repeats what people took away', [['deal', 'user', first], ['put', null, second], ['deal', 'user', third]], null],
  ['it says what people said, and that again', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'manager', third], ['deal', 'manager', fourth]], 'manager'],
  ['it has news after people spoke', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', third]], 'executive'],
  ['it has news, in a file that is older than what people said', [['deal', 'user', first], ['put', 'manager', third], ['deal', 'executive', second]], 'manager'],
  ['people spoke first, a deal says something else', [['put', 'manager', first], ['deal', 'user', second]], 'manager'],
  ['people spoke first, then a deal has news', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', third]], 'executive'],
  ['people spoke first and left it open: a deal knows it', [['put', null, first], ['deal', 'user', second]], 'user'],
  ['people spoke first, and two deals of one file contradict each other', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', second]], 'manager'],
  ['of two deals of one file one repeats, the other says something else', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'user', third], ['deal', 'executive', third]], 'manager'],
  ['the same in the other order', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', third], ['deal', 'user', third]], 'manager'],
  ['people took it away, and two deals of one file contradict each other', [['deal', 'user', first], ['put', null, second], ['deal', 'executive', third], ['deal', 'manager', third]], null],
  ['all deals of one file have the same news', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', third], ['deal', 'executive', third]], 'executive'],
  ['they contradicted each other, and a later deal repeats one of them', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', second], ['deal', 'user', third]], 'manager'],
  ['they contradicted each other, and a later deal has news', [['put', 'manager', first], ['deal', 'user', second], ['deal', 'executive', second], ['deal', 'owner', third]], 'owner'],
  ['two deals said different things before people spoke: the older one repeats', [['deal', 'user', first], ['deal', 'executive', second], ['put', 'manager', third], ['deal', 'user', fourth]], 'manager'],
  ['a deal repeats what a file said that is older than what people said', [['deal', 'user', first], ['put', 'manager', third], ['deal', 'executive', second], ['deal', 'executive', fourth]], 'manager'],
  ['a file is of the very moment at which people spoke', [['deal', 'user', first], ['put', 'manager', second], ['deal', 'executive', second]], 'manager'],
])('%s', (_, steps, expected) => expect(after(steps)).toBe(expected)); // prettier-ignore

test.each<[string, readonly Step[], string | null]>([
  ['a deal says nothing', [['deal', undefined, first]], 'user'],
  ['a deal says something else', [['deal', 'manager', first]], 'manager'],
  ['people say something else, and a deal repeats it', [['put', 'manager', first], ['deal', 'user', second]], 'manager'],
  ['people take it away, and a deal repeats it', [['put', null, first], ['deal', 'user', second]], null],
  ['a deal says something else, people correct it, and a deal repeats what stood there', [['deal', 'manager', first], ['put', 'executive', second], ['deal', 'user', third]], 'executive'],
])('of an older record, where nobody knows who said it: %s', (_, steps, expected) => expect(after(steps, 'user')).toBe(expected)); // prettier-ignore

test.each<[string, Said, string, string]>([
  ['people spoke, a deal repeats', { at: second, by: 'people', told: 'user' }, 'user', 'manager'],
  ['people spoke, a deal has news', { at: second, by: 'people', told: 'user' }, 'executive', 'executive'],
  ['people spoke, and no deal', { at: second, by: 'people' }, 'executive', 'manager'],
  ['a deal spoke', { at: second, by: 'deal', told: 'manager' }, 'user', 'user'],
  ['it went on in the release before', { at: second, by: 'people', told: 'user', heard: [{ value: 'owner', from: first, to: first }] }, 'user', 'manager'],
])('of a row that an earlier release wrote: %s', (_, of, told, expected) => {
  const { level: read } = contactSaidColumn.read({ level: of }, 'c_1');
  const known = { values: { level: 'manager' }, said: read === undefined ? {} : { level: read } };
  expect(afterDeal(level, known, { level: told }, third).values.level).toBe(expected);
}); // prettier-ignore

const levels = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 5 });
test('what people said stands against all deals of one moment that contradict or repeat, in whichever order they come', () => {
  fc.assert(
    fc.property(levels, levels, fc.gen(), (earlier, file, gen) => {
      const steps: readonly Step[] = [
        ...earlier.map((one) => ['deal', one, first] as const),
        ['put', 'people', second],
      ];
      const come = (all: readonly string[]) => after([...steps, ...all.map((one) => ['deal', one, third] as const)]);
      const [only] = file;
      const isNews = only !== undefined && new Set(file).size === 1 && !earlier.includes(only);
      expect(come(file)).toBe(isNews ? only : 'people');
      expect(come(gen(fc.shuffledSubarray, file, { minLength: file.length }))).toBe(come(file));
    }),
  );
});

const said = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const details = fc.record({ level: said, role: said, birthday: said, phone: said, language: said, channel: said });
const happened = fc.record({
  who: fc.constantFrom('deal', 'import', 'put'),
  day: fc.integer({ min: 10, max: 28 }),
  told: details.map((rest) => ({ name: 'Ada', email: 'ada@alpine.example', ...rest })),
});

test('any sequence of sparse deals, imports and PUTs loses nothing that was said: only people take something away', () => {
  fc.assert(
    fc.property(fc.array(happened, { maxLength: 12 }), (all) => {
      let known: Known<ContactField> | null = null;
      for (const { who, day, told } of all) {
        const at = `2027-01-${day}T08:00:00.000Z`;
        const before: Known<ContactField> | null = known;
        const stated = Object.fromEntries(contactFieldNames.map((field) => [field, told[field] ?? null]));
        const now: Known<ContactField> =
          who === 'put'
            ? afterPut(contactFieldNames, before, stated as Record<ContactField, string | null>, at)
            : afterDeal(contactFieldNames, before, told, at);
        const lost = contactFieldNames.filter(
          (field) => (before?.values[field] ?? null) !== null && now.values[field] === null,
        );
        const taken = who === 'put' ? contactFieldNames.filter((field) => told[field] === undefined) : [];
        // Where deals of one moment contradict each other, what people had taken away is away.
        const isBack = (field: ContactField): boolean => now.said[field]?.by === 'people';
        expect(lost.filter((field) => !taken.includes(field) && !isBack(field))).toEqual([]);
        // What is not said stays as it is.
        const unsaid = who === 'put' ? [] : contactFieldNames.filter((field) => told[field] === undefined);
        for (const field of unsaid) expect(now.values[field]).toBe(before?.values[field] ?? null);
        // Said twice it is known as once.
        const again = who === 'put' ? now : afterDeal(contactFieldNames, now, told, at);
        expect(again).toEqual(now);
        known = now;
      }
    }),
  );
});
