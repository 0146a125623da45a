/** A quarterly review: what came of it, every promise's figure today, and the agenda that was prepared. */
import { promisesOf } from '../../domain/told/occasion';
import { itemById } from '../../domain/told/present';
import { questionsOf, sectionLines, sectionQuestions, sectionTitles } from '../../domain/told/review-sections';
import { Section } from '../parts/sections';
import { NoteField, NumberField, Send } from '../parts/field';
import { PromiseList, Relationship, type Asking } from './ask';
import { HowHappy, itemPage, WhatCameOfIt, WithWhom } from './item-parts';

/** The field of a promise's figure, by the promise's place in the product line. */
export function figureField(index: number): string {
  return `actual${index}`;
}

/** The field of what was said in a section of a review. */
export const wordsField = { 'check-in': 'checkIn', 'success-check': 'successCheck' } as const;

/** A field for the figure of each promise and for the words of each section, and what happened since the last review. */
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
        {promisesOf(occasion).map(({ metric, unit, target }, index) => (
          <NumberField
            form={form}
            name={figureField(index)}
            label={`${metric}${unit === undefined || unit === '' ? '' : `, in ${unit}`}: what is it now?`}
            hint={`(promised: ${target})`}
          />
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
