/** The contract's end: they renew, for how long and how much; or they leave, when and why. */
import { churnReasons } from '../../domain/core/stages';
import { longestTermMonths, shortestTermMonths, usualTermMonths } from '../../domain/core/contract';
import { toMajor } from '../../domain/core/money';
import { renewalCalls } from '../../domain/figures/accuracy';
import { inWords } from '../../domain/core/words';
import { callLines, contractEndText, forecastLines, leavingText } from '../../domain/told/occasion';
import { ChooseOne } from '../parts/choice';
import { Section } from '../parts/sections';
import { DateField, NoteField, NumberField, SelectField, Send, WholeNumberField } from '../parts/field';
import { askPage, PromiseList, Relationship, type Asking } from './ask';

/** The forecast, and the decision: renewed on which terms, or lost for which reason. */
export function renewalPage(asking: Asking): string {
  const { form, occasion } = asking;
  const { lifecycle } = occasion;
  const { annualValue } = lifecycle.renewal;
  return askPage({
    asking,
    title: `Renewal of ${lifecycle.client.name}`,
    when: `${contractEndText(occasion)} ${leavingText(occasion)}`.trim(),
    children: (
      <>
        <ChooseOne
          form={form}
          legend="What will the client do?"
          options={[
            { value: 'renew', label: 'Renew' },
            { value: 'churn', label: 'Leave now' },
            { value: 'notice', label: 'Stay until the day for which they gave notice' },
            { value: 'undecided', label: 'Not decided yet' },
          ]}
        />
        <WholeNumberField
          form={form}
          name="termMonths"
          label="If they renew: for how many months?"
          min={shortestTermMonths}
          max={longestTermMonths}
          value={usualTermMonths}
        />
        <NumberField
          form={form}
          name="annualValue"
          label={`… and for how much a year, in ${annualValue.currency}?`}
          value={toMajor(annualValue)}
        />
        <SelectField
          form={form}
          name="reason"
          label="If they leave: why?"
          none="Choose a reason"
          options={churnReasons.map((reason) => ({ value: reason, text: inWords(reason) }))}
        />
        <DateField form={form} name="receivedOn" label="If they gave notice: on which day did it come?" />
        <DateField
          form={form}
          name="endsOn"
          label="… and for which day?"
          hint="Leave it empty for the end of the term."
        />
        <SelectField
          form={form}
          name="call"
          label="If it is not decided: what do you make of it?"
          none="Choose what you expect"
          options={renewalCalls.map((call) => ({ value: call, text: inWords(call) }))}
        />
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: (
      <>
        <PromiseList occasion={occasion} />
        <Section title="Forecast" lines={forecastLines(occasion)} />
        <Section title="What the rep and the manager make of it" lines={callLines(occasion)} />
        <Relationship occasion={occasion} />
      </>
    ),
  });
}
