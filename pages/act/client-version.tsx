/** What the client will read of a review, ready for the printer, and the button that sends it. */
import { dateText } from '../../domain/told/day-text';
import { dayIn } from '../../domain/told/locale';
import { clientLocale, ourLocale, type Occasion } from '../../domain/told/occasion';
import { forClient, reviewOf } from '../../domain/told/review';
import type { ReviewRead } from '../../domain/told/review-read';
import { reviewLines, type ReviewLines } from '../../domain/told/review-text';
import { reviewVoices, type ReviewVoice } from '../../domain/told/review-voice';
import { Chart } from '../parts/chart';
import { ChooseSeveral } from '../parts/choice';
import type { Filled } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { pressedField } from './put-off';

/** What the button says that sends the client's version. */
export const sendsReview = 'send-review';
export const readersField = 'readers';

/** A review of an occasion, with what was read for it. */
interface ReviewProps {
  readonly occasion: Occasion;
  readonly review: ReviewRead;
}

interface PartsProps {
  readonly parts: readonly ReviewLines[];
  readonly voice: ReviewVoice;
  /** Before the ids of its charts. */
  readonly name: string;
  /** One below that of what it stands in. */
  readonly heading: 'h3' | 'h4';
}

function Parts({ parts, voice, name, heading: Heading }: PartsProps) {
  return (
    <>
      {parts.map(({ part, title, lines, series }) => (
        <section>
          <Heading>{title}</Heading>
          {lines.length === 0 ? null : (
            <ul>
              {lines.map((line) => (
                <li>{line}</li>
              ))}
            </ul>
          )}
          {series.map(({ title: what, months, max }, index) => (
            <Chart
              id={`${name}-${part}-${index}`}
              title={what}
              heads={[voice.month, part === 'usage' ? voice.percent : voice.count]}
              figures={months.map(({ month, value, text }) => ({ label: month, value, text }))}
              max={max}
            />
          ))}
        </section>
      ))}
    </>
  );
}

/** Everything that was prepared, for our own people alone. */
export function InternalVersion({ occasion, review }: ReviewProps) {
  const locale = ourLocale(occasion.zone);
  const parts = reviewLines(reviewOf({ ...occasion, review }), locale, true);
  return (
    <section class="internal">
      <h2>
        For you alone:{' '}
        {review.last === null ? 'what happened so far' : `since the last review on ${dateText(review.last.on)}`}
      </h2>
      <Parts parts={parts} voice={reviewVoices.en} name="ours" heading="h3" />
    </section>
  );
}

/** The one part that is printed. */
export function ClientVersion({ occasion, review, brand }: ReviewProps & { readonly brand: string }) {
  const { lifecycle, rep, language } = occasion;
  const locale = clientLocale(occasion);
  const voice = reviewVoices[language];
  const parts = reviewLines(forClient(reviewOf({ ...occasion, review })), locale);
  return (
    <section>
      <h2>What the client will read</h2>
      <article class="paper" lang={language}>
        <p class="quiet">
          {brand} · {dayIn(locale, review.today)}
        </p>
        <h3 class="title">
          {voice.title}: {lifecycle.client.name}, {lifecycle.product.name}
        </h3>
        <p>
          {review.last === null
            ? voice.intro(lifecycle.product.name)
            : `${voice.since(dayIn(locale, review.last.on))}.`}
        </p>
        <Parts parts={parts} voice={voice} name="theirs" heading="h4" />
        {rep === null ? null : <p class="quiet">{rep.name}</p>}
      </article>
    </section>
  );
}

/** Sends it to whom one chooses. Nobody is chosen beforehand; who has it already is named. */
export function SendToClient({
  form,
  formNumber,
  review,
}: {
  readonly form: Filled;
  readonly formNumber: number;
  readonly review: ReviewRead;
}) {
  const { readers } = review;
  const have = readers.filter(({ sentOn }) => sentOn !== null);
  const open = readers.filter(({ sentOn }) => sentOn === null);
  return (
    <>
      {have.map(({ name, sentOn }) => (
        <p class="done">
          {name} was sent this on {dateText(sentOn ?? '')}.
        </p>
      ))}
      {readers.length === 0 ? <p class="quiet">Nobody at the client may be written to.</p> : null}
      {open.length === 0 ? null : (
        <form method="post">
          <ChooseSeveral
            form={form}
            name={readersField}
            legend={
              <>
                Send it by mail to <span class="quiet">(in their language, with your name)</span>
              </>
            }
            options={open.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <button type="submit" name={pressedField} value={sendsReview} class="second">
            Send the client’s version
          </button>
          <FormNumber of={formNumber} />
        </form>
      )}
    </>
  );
}
