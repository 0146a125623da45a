/** An overdue invoice, for the person who collects it. */
import { receivableText } from '../../domain/told/occasion';
import { receivableById } from '../../domain/told/present';
import { ChooseOne } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { askPage, Relationship, type Asking } from './ask';

/** The invoice, and what the client says of it. */
export function receivablePage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { lifecycle } = occasion;
  return askPage({
    asking,
    title: `Overdue invoice of ${lifecycle.client.name}`,
    when: receivableText(receivableById(lifecycle, subject)),
    children: (
      <>
        <ChooseOne
          form={form}
          legend="What came of it?"
          options={[
            { value: 'promised', label: 'They promised to pay' },
            { value: 'no-answer', label: 'No answer' },
            { value: 'disputed', label: 'They dispute it' },
            { value: 'paid', label: 'It is paid' },
            { value: 'written-off', label: 'It is written off (say why)' },
          ]}
        />
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: <Relationship occasion={occasion} />,
  });
}
