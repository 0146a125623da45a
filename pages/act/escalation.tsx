/** An alarm: somebody takes it on, resolves it, or says that the client needs something else. */
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import { ChooseOne, type Option } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { askPage, Background, type Asking } from './ask';

const takeItOn: Option = { value: 'acknowledge', label: 'I take it on' };
const endIt: readonly Option[] = [
  { value: 'resolve', label: 'It is resolved (say how)' },
  { value: 'change-scope', label: 'They need another scope: tell the business developer' },
];

/** The alarm with its reasons, and what can be done about it. */
export function escalationPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const escalation = occasion.lifecycle.escalations.find(({ id }) => id === subject);
  return askPage({
    asking,
    title: `${occasion.lifecycle.client.name} needs you`,
    when:
      escalation === undefined
        ? ''
        : `Open since ${escalation.openedAt.slice(0, 10)}: ${reasonsText(escalation.reasons)}.`,
    children: (
      <>
        <ChooseOne
          form={form}
          legend="What do you do?"
          options={escalation?.acknowledgedAt === undefined ? [takeItOn, ...endIt] : endIt}
        />
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
