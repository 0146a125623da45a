/** Where the client could use more, for the business developer. */
import { opportunityReason } from '../../domain/told/sentences';
import { toMajor } from '../../domain/core/money';
import { opportunityById } from '../../domain/told/present';
import { ChooseOne } from '../parts/choice';
import { NoteField, NumberField, Send } from '../parts/field';
import { askPage, Background, type Asking } from './ask';

/** Why the client could use more, and whether they take it, for how much. */
export function opportunityPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { lifecycle } = occasion;
  const { annualValue } = lifecycle.renewal;
  const reasons = opportunityById(lifecycle, subject)?.reasons ?? [];
  return askPage({
    asking,
    title: `Opportunity with ${lifecycle.client.name}`,
    when: `Why now: ${reasons.map((one) => opportunityReason(one)).join(', ')}.`,
    children: (
      <>
        <ChooseOne
          form={form}
          legend="What came of it?"
          options={[
            { value: 'won', label: 'Won: they take more' },
            { value: 'not-now', label: 'Not now: bring it up again later' },
            { value: 'lost', label: 'Lost: they do not want it' },
          ]}
        />
        <NumberField
          form={form}
          name="annualValue"
          label={`If won: what does this product cost them a year from now on, in ${annualValue.currency}?`}
          hint="(leave it as it is if it was sold as a deal of its own)"
          value={toMajor(annualValue)}
        />
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
