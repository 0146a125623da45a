/** A quarterly review: what came of it, every promise's figure today, of each line that meets, and the agenda that was prepared. */
import type { DealPromise } from '../../domain/core/deal';
import { isJudgedByPeople } from '../../domain/core/measure';
import { contactLines, promisesOf, type TogetherLine } from '../../domain/told/occasion';
import { dayLines } from '../../domain/told/spoken';
import { itemById } from '../../domain/told/present';
import { questionsOf, sectionLines, sectionQuestions, sectionTitles } from '../../domain/told/review-sections';
import { Section } from '../parts/sections';
import { NoteField, NumberField, SelectField, Send } from '../parts/field';
import type { Filled } from '../parts/filled';
import { AgreedBefore, AgreedNow } from './agreed';
import type { Asking } from './ask';
import { ClientVersion, InternalVersion, SendToClient } from './client-version';
import { HowHappy, itemPage, WhatCameOfIt, WithWhom } from './item-parts';

/** Of which line a field is: another one by its lifecycle, the review's own without. */
const ofLine = (line: string | undefined): string => (line === undefined ? '' : `.${line}`);

/** The field of a promise's figure, by the promise's place in the product line. */
export function figureField(index: number, line?: string): string {
  return `actual${index}${ofLine(line)}`;
}

/** The field in which people say whether a promise is kept, by its place in the product line. */
export function keptField(index: number, line?: string): string {
  return `kept${index}${ofLine(line)}`;
}

/** What a promise is called: one of another line in the same meeting with its product. */
export const promiseName = ({ metric }: DealPromise, product?: string): string =>
  product === undefined ? metric : `${product}: ${metric}`;

const verdicts = [
  { value: 'met', text: 'Met' },
  { value: 'missed', text: 'Missed' },
];

interface PromiseProps {
  readonly form: Filled;
  readonly promise: DealPromise;
  readonly index: number;
  /** Another line of the client, in the same meeting. */
  readonly other?: TogetherLine;
}

/** What a promise is today: its figure, unless it was made in words, and people's word where no figure says it. */
function PromiseToday({ form, promise, index, other }: PromiseProps) {
  const { unit, target } = promise;
  const name = promiseName(promise, other?.product);
  const hint = `(promised: ${target})`;
  const inUnits = unit === undefined || unit === '' ? '' : `, in ${unit}`;
  return (
    <>
      {typeof target === 'number' && (
        <NumberField
          form={form}
          name={figureField(index, other?.lifecycle)}
          label={`${name}${inUnits}: what is it now?`}
          hint={hint}
        />
      )}
      {isJudgedByPeople(promise) && (
        <SelectField
          form={form}
          name={keptField(index, other?.lifecycle)}
          label={`${name}: is it kept?`}
          hint={hint}
          none="Too early to say"
          options={verdicts}
        />
      )}
    </>
  );
}

/** The field of what was said in a section of a review. */
export const wordsField = { 'check-in': 'checkIn', 'success-check': 'successCheck' } as const;

/** What each promise is today, the words of each section, and what happened since the last review. */
export function reviewPage(asking: Asking): string {
  const { form, formNumber, occasion, brand } = asking;
  const { together, review } = occasion;
  const { sections = [] } = itemById(occasion.lifecycle, asking.subject) ?? {};
  const others = sections.filter((one) => one !== 'review');
  return itemPage({
    asking,
    children: (
      <>
        <WhatCameOfIt form={form} />
        <WithWhom form={form} occasion={occasion} />
        <HowHappy form={form} />
        {promisesOf(occasion).map((promise, index) => (
          <PromiseToday form={form} promise={promise} index={index} />
        ))}
        {together
          .filter(({ isTheirWork }) => isTheirWork)
          .flatMap((other) =>
            other.promised.map((promise, index) => (
              <PromiseToday form={form} promise={promise} index={index} other={other} />
            )),
          )}
        {others.map((one) => (
          <NoteField form={form} name={wordsField[one]} label={sectionQuestions[one]} />
        ))}
        <AgreedBefore form={form} occasion={occasion} />
        <AgreedNow form={form} occasion={occasion} />
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: (
      <>
        {others.map((one) => (
          <Section title={sectionTitles[one]} lines={sectionLines(occasion, one)} />
        ))}
        {together.map(({ product, sections: parts }) => (
          <Section title={`In the same meeting: ${product}`} lines={questionsOf(parts)} />
        ))}
        {review === undefined ? null : (
          <>
            <InternalVersion occasion={occasion} review={review} />
            <ClientVersion occasion={occasion} review={review} brand={brand} />
            <SendToClient form={form} formNumber={formNumber} review={review} />
          </>
        )}
        <Section title="Lately" lines={dayLines(occasion.lately)} />
        <Section title="Contacts" lines={contactLines(occasion)} />
      </>
    ),
  });
}
