/** A promise that may not be kept: the rep is asked whether it is oversold, the seller what they think of it. */
import { promiseById, promiseText } from '../../domain/told/occasion';
import { ChooseOne, type Option } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { askPage, Background, type Asking } from './ask';

interface Wording {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly note: string;
}

function promisePage(asking: Asking, { legend, options, note }: Wording): string {
  const { form, occasion, subject } = asking;
  const promise = promiseById(occasion, subject);
  return askPage({
    asking,
    title: `Oversold to ${occasion.lifecycle.client.name}?`,
    when: promise === undefined ? '' : `Promised: ${promiseText(promise)}.`,
    children: (
      <>
        <ChooseOne form={form} legend={legend} options={options} />
        <NoteField form={form} label={note} />
        <Send />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}

/** Reviews running found it missed: the rep flags it, or leaves it. */
export function oversoldProposalPage(asking: Asking): string {
  return promisePage(asking, {
    legend: 'Is it oversold?',
    options: [
      { value: 'flag', label: 'Yes: the product cannot keep it' },
      { value: 'leave', label: 'No: it was a bad time' },
    ],
    note: 'Why?',
  });
}

/** The rep flagged it: the seller answers. */
export function oversoldPage(asking: Asking): string {
  return promisePage(asking, {
    legend: 'What do you think?',
    options: [
      { value: 'agreed', label: 'I agree: it was oversold' },
      { value: 'disputed', label: 'I see it differently' },
    ],
    note: 'In your words',
  });
}
