/** What a client's contact is asked: one question in their language, in the sender's name, and nothing of ours. */
import { voices } from '../../domain/told/voice';
import { OtherOption, Scale } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { FormNumber } from '../parts/form-number';
import { page } from '../parts/page';
import type { Asking } from './ask';

/** A scale from 0 to 10, a way to be left alone, and room for words. */
export function satisfactionPage({ occasion: { language }, form, formNumber, brand }: Asking): string {
  const voice = voices[language];
  return page({
    title: voice.question,
    language,
    brand,
    children: (
      <>
        <h1>{voice.question}</h1>
        <p class="quiet">{voice.why}</p>
        <form method="post">
          <Scale form={form} worst={voice.worst} best={voice.best}>
            <OtherOption form={form} value="leave-alone" label={voice.leaveAlone} />
          </Scale>
          <NoteField form={form} label={voice.words} />
          <Send label={voice.send} />
          <FormNumber of={formNumber} />
        </form>
      </>
    ),
  });
}
