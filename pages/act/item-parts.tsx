/** What the pages about items share: their title, when they are due, and the questions that come with every contact. */
import type { ComponentChildren } from 'preact';
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import { capitalised } from '../../domain/core/item-steps';
import { whoIsThere, type Occasion } from '../../domain/told/occasion';
import { dateText } from '../../domain/told/day-text';
import { itemById, nameOfItem, type PresentedItem } from '../../domain/told/present';
import { ChooseOne, ChooseSeveral } from '../parts/choice';
import { WholeNumberField } from '../parts/field';
import type { Filled } from '../parts/filled';
import { askPage, type Asking } from './ask';
import { PutOff } from './put-off';

interface ItemPageProps {
  readonly asking: Asking;
  readonly children: ComponentChildren;
  readonly sections: ComponentChildren;
}

/** When it is due, and whether it was put off to that day. */
function dueText({ dueAt, after, postponed }: PresentedItem): string {
  if (postponed !== undefined) return `Put off to ${dateText(postponed.until)}.`;
  return after === undefined ? `Due ${dateText(dueAt)}.` : `It took place on ${dateText(after)}.`;
}

/** A page about an item. */
export function itemPage({ asking, children, sections }: ItemPageProps): string {
  const { lifecycle } = asking.occasion;
  const item = itemById(lifecycle, asking.subject);
  return askPage({
    asking,
    title: capitalised(`${item === undefined ? 'Item' : nameOfItem(item)} with ${lifecycle.client.name}`),
    when: item === undefined ? '' : dueText(item),
    children: (
      <>
        {children}
        <PutOff form={asking.form} />
      </>
    ),
    sections,
  });
}

interface Part {
  readonly form: Filled;
}

/** What came of an item, as the field `outcome` has it. */
export const outcomeChoices = [
  { value: 'done', label: 'Done' },
  { value: 'no-answer', label: 'No answer' },
  { value: 'declined', label: 'The client declined' },
];

/** One choice, `outcome`: done, no answer or declined. */
export function WhatCameOfIt({ form }: Part) {
  return <ChooseOne form={form} legend="What came of it?" options={outcomeChoices} />;
}

/** Any of the client's contacts, in the field `contacts`. */
export function WithWhom({ form, occasion }: Part & { readonly occasion: Occasion }) {
  return (
    <ChooseSeveral
      form={form}
      name="contacts"
      legend={
        <>
          With whom? <span class="quiet">(if you like)</span>
        </>
      }
      options={whoIsThere(occasion).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** A whole number from 0 to 10, in the field `happiness`; it may stay empty. */
export function HowHappy({
  form,
  hint = '(if you know)',
  value,
}: Part & { readonly hint?: string; readonly value?: number | undefined }) {
  return (
    <WholeNumberField
      form={form}
      name="happiness"
      label={`How happy are they, ${worstRating} to ${bestRating}?`}
      hint={hint}
      min={worstRating}
      max={bestRating}
      {...(value === undefined ? {} : { value })}
    />
  );
}
