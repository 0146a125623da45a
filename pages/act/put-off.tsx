/** What cannot be done now: a later day, why, and a button of its own beside the one that records. */
import { postponeReasons } from '../../domain/core/item';
import type { Locale } from '../../domain/told/locale';
import { inBoth } from '../../domain/told/words/in-both';
import { DateField, SelectField } from '../parts/field';
import type { Filled } from '../parts/filled';

/** The button that was pressed, where a form has several; nothing for the first one. */
export const pressedField = 'does';

/** What the button says that puts an item off. */
export const putsOff = 'postpone';

const words = inBoth(
  {
    notNow: 'Not now?',
    until: 'Put it off to',
    why: 'Why?',
    chooseWhy: 'Choose why',
    putItOff: 'Put it off',
    whys: {
      'client-asked': 'The client asked for it',
      ill: 'Somebody is ill',
      away: 'Somebody is away',
      'no-time': 'There is no time',
      other: 'Another reason',
    },
  },
  {
    notNow: 'Nicht jetzt?',
    until: 'Verschieben auf',
    why: 'Warum?',
    chooseWhy: 'Bitte wählen',
    putItOff: 'Verschieben',
    whys: {
      'client-asked': 'Der Kunde hat darum gebeten',
      ill: 'Jemand ist krank',
      away: 'Jemand ist nicht da',
      'no-time': 'Es fehlt die Zeit',
      other: 'Ein anderer Grund',
    },
  },
);

/** What is said once it is put off. */
export const putOffReceipts = inBoth(
  { putOff: (day: string) => `Put off to ${day}. The links in your mails stay good until then.` },
  { putOff: (day) => `Verschoben auf ${day}. Die Links in Ihren Mails gelten bis dahin weiter.` },
);

/** The day and the reason; the note of the form goes along. */
export function PutOff({ form, locale }: { readonly form: Filled; readonly locale: Locale }) {
  const said = words(locale);
  return (
    <fieldset class="aside">
      <legend>{said.notNow}</legend>
      <DateField form={form} name="until" label={said.until} />
      <SelectField
        form={form}
        name="reason"
        label={said.why}
        none={said.chooseWhy}
        options={postponeReasons.map((value) => ({ value, text: said.whys[value] }))}
      />
      <button type="submit" name={pressedField} value={putsOff} class="second" formnovalidate>
        {said.putItOff}
      </button>
    </fieldset>
  );
}
