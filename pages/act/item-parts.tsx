/** What the pages about items share: their title, when they are due, and the questions that come with every contact. */
import type { ComponentChildren } from 'preact';
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import { outcomes, type ItemKind } from '../../domain/core/item';
import { capitalised } from '../../domain/core/item-steps';
import { whoIsThere, type Occasion } from '../../domain/told/occasion';
import { itemById, type PresentedItem } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { itemWith } from '../../domain/told/words/known';
import { isSent, outcomesOf } from '../../domain/told/words/outcomes';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseOne, ChooseSeveral, type Option } from '../parts/choice';
import { NoteField, WholeNumberField } from '../parts/field';
import type { Filled } from '../parts/filled';
import { askPage, type Asking } from './ask';
import { HasLeft } from './has-left';
import { PutOff } from './put-off';

const words = inBoth(
  {
    something: 'Something planned',
    of: (whom: string, client: string) => `${whom} at ${client}`,
    putOff: (day: string) => `Put off to ${day}.`,
    due: (day: string) => `Due ${day}.`,
    tookPlace: (when: string) => `It took place on ${when}: were they there?`,
    outcome: 'What came of it?',
    withWhom: 'With whom?',
    toWhom: 'To whom?',
    ifYouLike: '(if you like)',
    happy: `How happy are they, ${worstRating} to ${bestRating}?`,
    ifYouKnow: '(if you know)',
    note: 'Note',
  },
  {
    something: 'Etwas Geplantes',
    of: (whom, client) => `${whom} von ${client}`,
    putOff: (day) => `Verschoben auf ${day}.`,
    due: (day) => `Fällig am ${day}.`,
    tookPlace: (when) => `Es fand am ${when} statt: Waren sie da?`,
    outcome: 'Was ist daraus geworden?',
    withWhom: 'Mit wem?',
    toWhom: 'An wen?',
    ifYouLike: '(wenn Sie mögen)',
    happy: `Wie zufrieden sind sie, von ${worstRating} bis ${bestRating}?`,
    ifYouKnow: '(wenn Sie es wissen)',
    note: 'Notiz',
  },
);

/** Whom an item is with: the contact whom it is about and who is there still, else the client. */
function whomOf(occasion: Pick<Occasion, 'contacts' | 'lifecycle' | 'locale'>, { about }: PresentedItem): string {
  const { name: client } = occasion.lifecycle.client;
  const person = whoIsThere(occasion).find(({ id }) => id === about);
  return person === undefined ? client : words(occasion.locale).of(person.name, client);
}

/** An item with whom it is for: `call with Ida Egger at Alpine Tools`. */
export function itemNamed(occasion: Occasion, item: PresentedItem): string {
  return itemWith(speechFor(occasion), item, whomOf(occasion, item));
}

/** When it is due, and whether it was put off to that day. */
function whenText(occasion: Occasion, { dueAt, after, postponed }: PresentedItem): string {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  if (postponed !== undefined) return said.putOff(speech.day(postponed.until));
  return after === undefined
    ? said.due(speech.dayOf(dueAt))
    : said.tookPlace(speech.moment(occasion.campaign?.startsAt ?? after));
}

interface ItemPageProps {
  readonly asking: Asking;
  readonly children: ComponentChildren;
  readonly sections: ComponentChildren;
}

/** A page about an item. */
export function itemPage({ asking, children, sections }: ItemPageProps): string {
  const { occasion, form, subject } = asking;
  const item = itemById(occasion.lifecycle, subject);
  return askPage({
    asking,
    title: item === undefined ? words(occasion.locale).something : capitalised(itemNamed(occasion, item)),
    when: item === undefined ? '' : whenText(occasion, item),
    children: (
      <>
        {children}
        <PutOff form={form} locale={occasion.locale} />
      </>
    ),
    sections,
  });
}

interface Part {
  readonly form: Filled;
  readonly occasion: Occasion;
}

/** What can come of an item of that kind, as the field `outcome` has it. */
export function outcomeOptions(occasion: Pick<Occasion, 'locale'>, kind: ItemKind | undefined): readonly Option[] {
  const said = outcomesOf(occasion.locale, kind);
  return outcomes.map((value) => ({ value, label: said[value].choice }));
}

/** One choice, `outcome`: done, no answer or declined, in words that fit the item. */
export function WhatCameOfIt({ form, occasion, kind }: Part & { readonly kind: ItemKind | undefined }) {
  return <ChooseOne form={form} legend={words(occasion.locale).outcome} options={outcomeOptions(occasion, kind)} />;
}

/** Any of the client's contacts, in the field `contacts`. */
export function WithWhom({ form, occasion, kind }: Part & { readonly kind?: ItemKind | undefined }) {
  const said = words(occasion.locale);
  return (
    <ChooseSeveral
      form={form}
      name="contacts"
      legend={
        <>
          {kind !== undefined && isSent(kind) ? said.toWhom : said.withWhom} <span class="quiet">{said.ifYouLike}</span>
        </>
      }
      options={whoIsThere(occasion).map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

/** A whole number from 0 to 10, in the field `happiness`; it may stay empty. */
export function HowHappy({
  form,
  occasion,
  hint,
  value,
}: Part & { readonly hint?: string; readonly value?: number | undefined }) {
  const said = words(occasion.locale);
  return (
    <WholeNumberField
      form={form}
      name="happiness"
      label={said.happy}
      hint={hint ?? said.ifYouKnow}
      min={worstRating}
      max={bestRating}
      {...(value === undefined ? {} : { value })}
    />
  );
}

/** What else there is to say of every item: a note, and who has left. */
export function AlsoSaid({ form, occasion }: Part) {
  return (
    <>
      <NoteField form={form} label={words(occasion.locale).note} />
      <HasLeft form={form} occasion={occasion} />
    </>
  );
}
