/**
 * Why a product line goes where it goes, as sentences. Histories keep them with ids, since people and groups are renamed; whoever
 * reads them gets names.
 */

/** What a group's decision rests on. */
interface GroupTaken {
  readonly group: string;
  readonly how: 'named' | 'catch-all' | 'fits';
  /** Its conditions. */
  readonly says: readonly string[];
}

/** Which group takes a line, without a word of the client. */
export function groupTakes(group: string): string {
  return `Group ${group} takes it.`;
}

/** Said where an import names the rep. */
export function repNamed(rep: string): string {
  return `Rep ${rep} was named.`;
}

/** The reasons in their order: first the one that tells nothing of the client, then why that rep. */
export function reasonsToTake({ group, how, says }: GroupTaken, ofRep: readonly string[]): readonly string[] {
  const because = {
    named: `Group ${group} was named.`,
    'catch-all': `No group takes it, so it goes to ${group}.`,
    fits: `Group ${group} takes it: ${says.join(', ')}.`,
  }[how];
  return [because, ...ofRep];
}

/** What names people and groups, by id. */
export interface RoutingNames {
  readonly groups: ReadonlyMap<string, string>;
  readonly reps: ReadonlyMap<string, string>;
}

const id = '[A-Za-z0-9_-]+';
const aboutReps = [
  new RegExp(`^()Rep (${id})(?= (?:keeps|has|was) )`),
  new RegExp(`^(The profile of )(${id})(?= \\()`),
  new RegExp(`^(Among \\d+ reps, )(${id})(?= has )`),
  new RegExp(`^(That is more than )(${id})(?= can )`),
];
const aboutGroups = [
  new RegExp(`^(Group )(${id})(?= (?:takes|was) )`),
  new RegExp(`^(No group .* goes to )(${id})(?=\\.$)`),
];

const replaced = (text: string, forms: readonly RegExp[], names: ReadonlyMap<string, string>): string =>
  forms.reduce(
    (said, form) =>
      said.replace(form, (whole, before: string, of: string) => {
        const name = names.get(of);
        return name === undefined ? whole : `${before}${name}`;
      }),
    text,
  );

/** The reasons as people read them: with names in place of ids. Who is not known by name stays as they stand. */
export function withNames(why: readonly string[], { groups, reps }: RoutingNames): readonly string[] {
  return why.map((reason) =>
    replaced(replaced(reason, aboutGroups, groups), aboutReps, reps)
      .replace(/ \(few-key\) fits\.$/, ' (few key clients) fits.')
      .replace(/ \(many-small\) fits\.$/, ' (many small clients) fits.'),
  );
}

/** The ids that those reasons name. */
export function namedIn(why: readonly string[]): {
  readonly groups: readonly string[];
  readonly reps: readonly string[];
} {
  const ids = (forms: readonly RegExp[]): readonly string[] => [
    ...new Set(why.flatMap((reason) => forms.flatMap((form) => form.exec(reason)?.[2] ?? []))),
  ];
  return { groups: ids(aboutGroups), reps: ids(aboutReps) };
}
