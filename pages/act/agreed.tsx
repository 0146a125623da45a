/** What is agreed at a review, row by row, and what was agreed before and is done by now. */
import { openActions } from '../../domain/told/agreed-actions';
import { whoIsThere, type Occasion } from '../../domain/told/occasion';
import { inBoth } from '../../domain/told/words/in-both';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseSeveral } from '../parts/choice';
import { DateField, LineField, SelectField } from '../parts/field';
import { typedInto, type Filled } from '../parts/filled';

const words = inBoth(
  {
    before: 'Agreed before: what is done by now?',
    action: (what: string, who: string, day: string) => `${what} (${who}, by ${day})`,
    rep: 'The rep',
    now: 'What was agreed?',
    theyRead: '(the client reads it)',
    what: (row: number) => `${row}. What is to be done?`,
    who: (row: number) => `${row}. Who does it?`,
    chooseWho: 'Choose who',
    when: (row: number) => `${row}. By when?`,
  },
  {
    before: 'Früher vereinbart: Was ist inzwischen erledigt?',
    action: (what, who, day) => `${what} (${who}, bis ${day})`,
    rep: 'Die Betreuung',
    now: 'Was wurde vereinbart?',
    theyRead: '(der Kunde liest es)',
    what: (row) => `${row}. Was ist zu tun?`,
    who: (row) => `${row}. Wer macht es?`,
    chooseWho: 'Bitte wählen',
    when: (row) => `${row}. Bis wann?`,
  },
);

/** The fields of a row, by its place. */
export const agreedFields = (
  index: number,
): { readonly words: string; readonly who: string; readonly day: string } => ({
  words: `agreed${index}`,
  who: `agreedWho${index}`,
  day: `agreedDay${index}`,
});

/** Our own person among those who may do it. */
export const oursDoes = 'ours';
export const tickedField = 'actionsDone';
/** So long may the words of an action be. */
export const longestAction = 500;
export const mostAgreed = 10;
const fewestRows = 3;

/** True where something was typed into a row. */
export function isFilledIn(form: Filled, index: number): boolean {
  return Object.values(agreedFields(index)).some((name) => typedInto(form, name).trim() !== '');
}

/** Three rows, and one more than were used. */
function rowsShown(form: Filled): number {
  const used = Array.from({ length: mostAgreed }, (_, index) => index).filter((index) => isFilledIn(form, index));
  return Math.min(mostAgreed, Math.max(fewestRows, (used.at(-1) ?? -1) + 2));
}

interface AgreedProps {
  readonly form: Filled;
  readonly occasion: Occasion;
}

/** What was agreed before, to be ticked off. */
export function AgreedBefore({ form, occasion }: AgreedProps) {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  return (
    <ChooseSeveral
      form={form}
      name={tickedField}
      legend={said.before}
      options={openActions(occasion.review?.actions ?? []).map(({ id, words: what, owner, day }) => ({
        value: id,
        label: said.action(what, owner.name, speech.day(day)),
      }))}
    />
  );
}

/** What is agreed now. */
export function AgreedNow({ form, occasion }: AgreedProps) {
  const said = words(occasion.locale);
  const people = [
    { value: oursDoes, text: occasion.rep?.name ?? said.rep },
    ...whoIsThere(occasion).map(({ id, name }) => ({ value: id, text: name })),
  ];
  return (
    <fieldset>
      <legend>
        {said.now} <span class="quiet">{said.theyRead}</span>
      </legend>
      {Array.from({ length: rowsShown(form) }, (_, index) => {
        const fields = agreedFields(index);
        return (
          <div class="row">
            <div>
              <LineField form={form} name={fields.words} label={said.what(index + 1)} max={longestAction} />
            </div>
            <div>
              <SelectField
                form={form}
                name={fields.who}
                label={said.who(index + 1)}
                none={said.chooseWho}
                options={people}
              />
            </div>
            <div>
              <DateField form={form} name={fields.day} label={said.when(index + 1)} />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
