/** What is agreed at a review, row by row, and what was agreed before and is done by now. */
import { dateText } from '../../domain/told/day-text';
import { openActions } from '../../domain/told/agreed-actions';
import { whoIsThere, type Occasion } from '../../domain/told/occasion';
import { ChooseSeveral } from '../parts/choice';
import { DateField, LineField, SelectField } from '../parts/field';
import { typedInto, type Filled } from '../parts/filled';

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
export function AgreedBefore({ form, occasion: { review } }: AgreedProps) {
  return (
    <ChooseSeveral
      form={form}
      name={tickedField}
      legend="Agreed before: what is done by now?"
      options={openActions(review?.actions ?? []).map(({ id, words, owner, day }) => ({
        value: id,
        label: `${words} (${owner.name}, by ${dateText(day)})`,
      }))}
    />
  );
}

/** What is agreed now. */
export function AgreedNow({ form, occasion }: AgreedProps) {
  const people = [
    { value: oursDoes, text: occasion.rep?.name ?? 'The rep' },
    ...whoIsThere(occasion).map(({ id, name }) => ({ value: id, text: name })),
  ];
  return (
    <fieldset>
      <legend>
        What was agreed? <span class="quiet">(the client reads it)</span>
      </legend>
      {Array.from({ length: rowsShown(form) }, (_, index) => {
        const { words, who, day } = agreedFields(index);
        return (
          <div class="row">
            <div>
              <LineField form={form} name={words} label={`${index + 1}. What is to be done?`} max={longestAction} />
            </div>
            <div>
              <SelectField
                form={form}
                name={who}
                label={`${index + 1}. Who does it?`}
                none="Choose who"
                options={people}
              />
            </div>
            <div>
              <DateField form={form} name={day} label={`${index + 1}. By when?`} />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
