/** An alarm: somebody takes it on, resolves it, or says that the client needs something else. */
import { wrongText } from '../../domain/told/alarm-words';
import { dayIn, plainEnglish } from '../../domain/told/locale';
import { aboutWhom } from '../../domain/told/occasion';
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
  const who = (escalation?.about ?? []).flatMap((contact) => aboutWhom(occasion, contact) ?? []);
  return askPage({
    asking,
    title: `${occasion.lifecycle.client.name} needs you`,
    when:
      escalation === undefined
        ? ''
        : `Open since ${dayIn(plainEnglish, escalation.openedAt)}: ${wrongText(escalation.reasons, who, escalation.ownSignals)}.`,
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
