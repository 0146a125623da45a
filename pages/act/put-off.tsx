/** What cannot be done now: a later day, why, and a button of its own beside the one that records. */
import type { PostponeReason } from '../../domain/core/item';
import { DateField, SelectField } from '../parts/field';
import type { Filled } from '../parts/filled';

/** The button that was pressed, where a form has several; nothing for the first one. */
export const pressedField = 'does';

/** What the button says that puts an item off. */
export const putsOff = 'postpone';

const whys: Readonly<Record<PostponeReason, string>> = {
  'client-asked': 'The client asked for it',
  ill: 'Somebody is ill',
  away: 'Somebody is away',
  'no-time': 'There is no time',
  other: 'Another reason',
};

/** The day and the reason; the note of the form goes along. */
export function PutOff({ form }: { readonly form: Filled }) {
  return (
    <fieldset class="aside">
      <legend>Not now?</legend>
      <DateField form={form} name="until" label="Put it off to" />
      <SelectField
        form={form}
        name="reason"
        label="Why?"
        none="Choose why"
        options={Object.entries(whys).map(([value, text]) => ({ value, text }))}
      />
      <button type="submit" name={pressedField} value={putsOff} class="second" formnovalidate>
        Put it off
      </button>
    </fieldset>
  );
}
