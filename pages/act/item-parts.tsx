/** What the pages about items share: their title, when they are due, and the questions that come with every contact. */
import type { ComponentChildren } from 'preact';
import { bestRating, worstRating } from '../../domain/concerns/health';
import { itemName } from '../../domain/core/item';
import { capitalised } from '../../domain/core/item-steps';
import type { Occasion } from '../../domain/told/occasion';
import { itemById, type PresentedItem } from '../../domain/told/present';
import { ChooseOne, ChooseSeveral } from '../parts/choice';
import { WholeNumberField } from '../parts/field';
import type { Filled } from '../parts/filled';
import { askPage, type Asking } from './ask';

interface ItemPageProps {
  readonly asking: Asking;
  readonly children: ComponentChildren;
  readonly sections: ComponentChildren;
}

/** A page about an item. */
export function itemPage({ asking, children, sections }: ItemPageProps): string {
  const { lifecycle } = asking.occasion;
  const item = itemById(lifecycle, asking.subject);
  return askPage({
    asking,
    title: capitalised(
      `${item === undefined ? 'Item' : item.after === undefined ? itemName(item.kind) : item.kind} with ${lifecycle.client.name}`,
    ),
    when: item === undefined ? '' : whenOf(item),
    children,
    sections,
  });
}

/** Its day; of what has an hour of its own, the day on which it took place. */
const whenOf = ({ dueAt, after }: PresentedItem): string =>
  after === undefined ? `Due ${dueAt.slice(0, 10)}.` : `It took place on ${after.slice(0, 10)}.`;

interface Part {
  readonly form: Filled;
}

/** One choice, `outcome`: done, no answer or declined. */
export function WhatCameOfIt({ form }: Part) {
  return (
    <ChooseOne
      form={form}
      legend="What came of it?"
      options={[
        { value: 'done', label: 'Done' },
        { value: 'no-answer', label: 'No answer' },
        { value: 'declined', label: 'The client declined' },
      ]}
    />
  );
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
      options={occasion.contacts.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** A whole number from 0 to 10, in the field `happiness`; it may stay empty. */
export function HowHappy({ form }: Part) {
  return (
    <WholeNumberField
      form={form}
      name="happiness"
      label={`How happy are they, ${worstRating} to ${bestRating}?`}
      hint="(if you know)"
      min={worstRating}
      max={bestRating}
    />
  );
}
