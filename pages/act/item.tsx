/** A touch, a card, a check-in: what came of it, with whom, and how happy they are. */
import { isAboutSuccess } from '../../domain/concerns/first-year';
import { itemById } from '../../domain/told/present';
import { ChooseSeveral } from '../parts/choice';
import { Section } from '../parts/sections';
import { NoteField, Send } from '../parts/field';
import { PromiseList, Relationship, type Asking } from './ask';
import { HowHappy, itemPage, WhatCameOfIt, WithWhom } from './item-parts';

/** The page of every item that has none of its own. */
export function plainItemPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { article, criteria } = occasion;
  const item = itemById(occasion.lifecycle, subject);
  return itemPage({
    asking,
    children: (
      <>
        <WhatCameOfIt form={form} />
        <WithWhom form={form} occasion={occasion} />
        <HowHappy form={form} />
        {item?.programme === 'touch' ? (
          <ChooseSeveral
            form={form}
            name="alsoFor"
            legend="Was it about these too?"
            options={occasion.others.map(({ id, product }) => ({ value: id, label: product }))}
          />
        ) : null}
        <NoteField form={form} label="Note" />
        <Send />
      </>
    ),
    sections: (
      <>
        <Section title="The article" lines={article === null ? [] : [article.title, article.link]} />
        <Section
          title="Success, in the client’s own words"
          lines={isAboutSuccess(item?.kind) && criteria !== null ? [criteria] : []}
        />
        <PromiseList occasion={occasion} />
        <Relationship occasion={occasion} />
      </>
    ),
  });
}
