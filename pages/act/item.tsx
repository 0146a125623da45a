/** A touch, a card, a check-in: what came of it, with whom, and how happy they are. */
import { isAboutSuccess } from '../../domain/concerns/first-year';
import { itemById } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { isCard, isSent } from '../../domain/told/words/outcomes';
import { ChooseSeveral } from '../parts/choice';
import { Section } from '../parts/sections';
import { PromiseList, RecordIt, Relationship, type Asking } from './ask';
import { AlsoSaid, HowHappy, itemPage, WhatCameOfIt, WithWhom } from './item-parts';

const words = inBoth(
  {
    alsoFor: 'Was it about these too?',
    article: 'The article',
    success: 'Success, in the client’s own words',
  },
  {
    alsoFor: 'Ging es auch um diese Produkte?',
    article: 'Der Artikel',
    success: 'Erfolg, in den Worten des Kunden',
  },
);

/** The page of every item that has none of its own. */
export function plainItemPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { article, criteria, locale } = occasion;
  const said = words(locale);
  const { kind = 'call', programme } = itemById(occasion.lifecycle, subject) ?? {};
  return itemPage({
    asking,
    children: (
      <>
        <WhatCameOfIt form={form} occasion={occasion} kind={kind} />
        {isCard(kind) ? null : <WithWhom form={form} occasion={occasion} kind={kind} />}
        {isSent(kind) ? null : <HowHappy form={form} occasion={occasion} />}
        {programme === 'touch' ? (
          <ChooseSeveral
            form={form}
            name="alsoFor"
            legend={said.alsoFor}
            options={occasion.others.map(({ id, product }) => ({ value: id, label: product }))}
          />
        ) : null}
        <AlsoSaid form={form} occasion={occasion} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: (
      <>
        <Section title={said.article} lines={article === null ? [] : [article.title, article.link]} />
        <Section title={said.success} lines={isAboutSuccess(kind) && criteria !== null ? [criteria] : []} />
        <PromiseList occasion={occasion} />
        <Relationship occasion={occasion} />
      </>
    ),
  });
}
