/** A quarterly review: what came of it, every promise's figure today, and the agenda that was prepared. */
import type { DealPromise } from '../../domain/core/deal';
import { isJudgedByPeople } from '../../domain/core/measure';
import { promisesOf } from '../../domain/told/occasion';
import { itemById } from '../../domain/told/present';
import { questionsOf, sectionLines, sectionQuestions, sectionTitles } from '../../domain/told/review-sections';
import { Section } from '../parts/sections';
import { NoteField, NumberField, SelectField, Send } from '../parts/field';
import type { Filled } from '../parts/filled';
import { PromiseList, Relationship, type Asking } from './ask';
import { HowHappy, itemPage, WhatCameOfIt, WithWhom } from './item-parts';

/** The field of a promise's figure, by the promise's place in the product line. */
export function figureField(index: number): string {
  return `actual${index}`;
}

/** The field in which people say whether a promise is kept, by its place in the product line. */
export function keptField(index: number): string {
  return `kept${index}`;
}

const verdicts = [
  { value: 'met', text: 'Met' },
  { value: 'missed', text: 'Missed' },
];

interface PromiseProps {
  readonly form: Filled;
  readonly promise: DealPromise;
  readonly index: number;
}

/** What a promise is today: its figure, unless it was made in words, and people's word where no figure says it. */
function PromiseToday({ form, promise, index }: PromiseProps) {
  const { metric, unit, target } = promise;
  const hint = `(promised: ${target})`;
  const inUnits = unit === undefined || unit === '' ? '' : `, in ${unit}`;
  return (
    <>
      {typeof target === 'number' && (
        <NumberField form={form} name={figureField(index)} label={`${metric}${inUnits}: what is it now?`} hint={hint} />
      )}
      {isJudgedByPeople(promise) && (
        <SelectField
          form={form}
          name={keptField(index)}
          label={`${metric}: is it kept?`}
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
  const { form, occasion } = asking;
  const { criteria, together, services, support } = occasion;
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
        {others.map((one) => (
          <NoteField form={form} name={wordsField[one]} label={sectionQuestions[one]} />
        ))}
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: (
      <>
        {others.map((one) => (
          <Section title={sectionTitles[one]} lines={sectionLines(occasion, one)} />
        ))}
        {others.includes('success-check') ? null : (
          <Section title="Success, in the client’s own words" lines={criteria === null ? [] : [criteria]} />
        )}
        <PromiseList occasion={occasion} />
        {together.map(({ product, promises, sections: parts }) => (
          <Section title={`In the same meeting: ${product}`} lines={[...promises, ...questionsOf(parts)]} />
        ))}
        <Section title="Services provided since the last review" lines={services} />
        <Section title="Support provided" lines={support} />
        <Relationship occasion={occasion} />
      </>
    ),
  });
}
