/** What a client's contact is asked: one question in their language, in the sender's name, and nothing of ours. */
import { voices } from '../../domain/told/voice';
import { OtherOption, Scale } from '../parts/choice';
import { NoteField, Send } from '../parts/field';
import { FormNumber } from '../parts/form-number';
import { page } from '../parts/page';
import type { Asking } from './ask';

/** Who asks, and about what; a scale from 0 to 10, a way to be left alone, and room for words. */
export function satisfactionPage({ occasion, form, formNumber, brand }: Asking): string {
  const { language, lifecycle, rep } = occasion;
  const voice = voices[language];
  const { name: product } = lifecycle.product;
  const question = voice.question(product);
  return page({
    title: question,
    language,
    brand,
    children: (
      <>
        <p class="quiet">
          {brand} · {product}
        </p>
        <h1>{question}</h1>
        <p class="quiet">{voice.why(rep?.name ?? null, brand)}</p>
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
