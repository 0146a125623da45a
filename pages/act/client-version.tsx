/** What the client will read of a review, ready for the printer, and the button that sends it. */
import { dayIn } from '../../domain/told/locale';
import { clientLocale, type Occasion } from '../../domain/told/occasion';
import { forClient, reviewOf } from '../../domain/told/review';
import type { ReviewRead } from '../../domain/told/review-read';
import { reviewLines, type ReviewLines } from '../../domain/told/review-text';
import { reviewVoices, type ReviewVoice } from '../../domain/told/review-voice';
import { inBoth } from '../../domain/told/words/in-both';
import { speechFor } from '../../domain/told/words/speech';
import { Chart } from '../parts/chart';
import { ChooseSeveral } from '../parts/choice';
import type { Filled } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { pressedField } from './put-off';

const words = inBoth(
  {
    soFar: 'For you alone: what happened so far',
    since: (day: string) => `For you alone: since the last review on ${day}`,
    theirs: 'What the client will read',
    sentOn: (name: string, day: string) => `${name} was sent this on ${day}.`,
    nobody: 'Nobody at the client may be written to.',
    to: 'Send it by mail to',
    how: '(in their language, with your name)',
    send: 'Send the client’s version',
  },
  {
    soFar: 'Nur für Sie: was bisher geschah',
    since: (day) => `Nur für Sie: seit dem letzten Quartalsgespräch am ${day}`,
    theirs: 'Was der Kunde lesen wird',
    sentOn: (name, day) => `${name} hat es am ${day} bekommen.`,
    nobody: 'Beim Kunden darf niemandem geschrieben werden.',
    to: 'Per Mail senden an',
    how: '(in ihrer Sprache, mit Ihrem Namen)',
    send: 'Die Fassung für den Kunden senden',
  },
);

/** What is said of the client's version once it went out, or why it does not. */
export const sendingWords = inBoth(
  {
    sent: (names: string) => `Sent to ${names}.`,
    chooseWho: 'Choose who gets it.',
    notToBeWrittenTo: (name: string) => `${name} may not be written to.`,
  },
  {
    sent: (names) => `Gesendet an ${names}.`,
    chooseWho: 'Wählen Sie aus, wer es bekommt.',
    notToBeWrittenTo: (name) => `An ${name} darf nicht geschrieben werden.`,
  },
);

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
  const { locale } = occasion;
  const said = words(locale);
  const parts = reviewLines(reviewOf({ ...occasion, review }), locale, true);
  return (
    <section class="internal">
      <h2>{review.last === null ? said.soFar : said.since(speechFor(occasion).day(review.last.on))}</h2>
      <Parts parts={parts} voice={reviewVoices[locale.language]} name="ours" heading="h3" />
    </section>
  );
}

/** The one part that is printed. */
export function ClientVersion({ occasion, review }: ReviewProps) {
  const { lifecycle, rep, language, vendor } = occasion;
  const locale = clientLocale(occasion);
  const voice = reviewVoices[language];
  const parts = reviewLines(forClient(reviewOf({ ...occasion, review })), locale);
  return (
    <section>
      <h2>{words(occasion.locale).theirs}</h2>
      <article class="paper" lang={language}>
        <p class="quiet">
          {vendor.name} · {dayIn(locale, review.today)}
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
  occasion,
  review,
}: ReviewProps & {
  readonly form: Filled;
  readonly formNumber: number;
}) {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  const { readers } = review;
  const have = readers.filter(({ sentOn }) => sentOn !== null);
  const open = readers.filter(({ sentOn }) => sentOn === null);
  return (
    <>
      {have.map(({ name, sentOn }) => (
        <p class="done">{said.sentOn(name, speech.day(sentOn ?? ''))}</p>
      ))}
      {readers.length === 0 ? <p class="quiet">{said.nobody}</p> : null}
      {open.length === 0 ? null : (
        <form method="post">
          <ChooseSeveral
            form={form}
            name={readersField}
            legend={
              <>
                {said.to} <span class="quiet">{said.how}</span>
              </>
            }
            options={open.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <button type="submit" name={pressedField} value={sendsReview} class="second">
            {said.send}
          </button>
          <FormNumber of={formNumber} />
        </form>
      )}
    </>
  );
}
