/** The one question of whether somebody has left the client by now: folded away until it is needed. */
import { whoIsThere, type Occasion } from '../../domain/told/occasion';
import { inBoth } from '../../domain/told/words/in-both';
import { ChooseSeveral } from '../parts/choice';
import { errorAt, typedInto, type Filled } from '../parts/filled';

const words = inBoth(
  {
    question: 'Has somebody left?',
    who: 'Who has left the company by now?',
    told: 'It is told to everybody who should know, with first steps.',
  },
  {
    question: 'Ist jemand gegangen?',
    who: 'Wer hat die Firma inzwischen verlassen?',
    told: 'Wer es wissen sollte, hört davon, mit ersten Schritten.',
  },
);

/** The field in which contacts are named who have left. */
export const leftField = 'left';

/** Any of the contacts who are there, as far as anybody knows; none is chosen beforehand. */
export function HasLeft({ form, occasion }: { readonly form: Filled; readonly occasion: Occasion }) {
  const there = whoIsThere(occasion);
  if (there.length === 0) return null;
  const said = words(occasion.locale);
  const isOpen = errorAt(form, leftField) !== undefined || typedInto(form, leftField) !== '';
  return (
    <details open={isOpen} aria-label={said.question}>
      <summary>{said.question}</summary>
      <ChooseSeveral
        form={form}
        name={leftField}
        legend={
          <>
            {said.who} <span class="quiet">{said.told}</span>
          </>
        }
        options={there.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </details>
  );
}
