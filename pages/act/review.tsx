/** A quarterly review: what came of it, every promise's figure today, of each line that meets, and the agenda that was prepared. */
import type { DealPromise } from '../../domain/core/deal';
import { isJudgedByPeople } from '../../domain/core/measure';
import { numberIn, type Locale } from '../../domain/told/locale';
import { promisesOf, type TogetherLine } from '../../domain/told/occasion';
import { itemById } from '../../domain/told/present';
import { inBoth } from '../../domain/told/words/in-both';
import { askedInSection, furtherSections, pointsOf } from '../../domain/told/words/sections';
import { Section } from '../parts/sections';
import { NoteField, NumberField, SelectField } from '../parts/field';
import type { Filled } from '../parts/filled';
import { AgreedBefore, AgreedNow } from './agreed';
import { Lately, RecordIt, type Asking } from './ask';
import { ClientVersion, InternalVersion, SendToClient } from './client-version';
import { WhomToSpeakTo } from './contacts';
import { AlsoSaid, HowHappy, itemPage, WhatCameOfIt, WithWhom } from './item-parts';

const words = inBoth(
  {
    figure: (name: string, unit: string) => `${name}${unit === '' ? '' : `, in ${unit}`}: what is it now?`,
    promised: (target: string) => `(promised: ${target})`,
    isKept: (name: string) => `${name}: is it kept?`,
    tooEarly: 'Too early to say',
    met: 'Met',
    missed: 'Missed',
    sameMeeting: (product: string) => `In the same meeting: ${product}`,
  },
  {
    figure: (name, unit) => `${name}${unit === '' ? '' : `, in ${unit}`}: Wie steht es jetzt?`,
    promised: (target) => `(zugesagt: ${target})`,
    isKept: (name) => `${name}: Ist das gehalten?`,
    tooEarly: 'Noch zu früh',
    met: 'Gehalten',
    missed: 'Verfehlt',
    sameMeeting: (product) => `Im selben Gespräch: ${product}`,
  },
);

/** What is said of a review, and what stands before the words of each of its sections. */
export const reviewReceipts = inBoth(
  {
    lookedAt: (promises: number) => (promises === 1 ? ' 1 promise looked at.' : ` ${promises} promises looked at.`),
    agreed: (actions: number) => (actions === 1 ? ' 1 action agreed.' : ` ${actions} actions agreed.`),
    ticked: (actions: number) => (actions === 1 ? ' 1 action done.' : ` ${actions} actions done.`),
    'check-in': 'Check-in',
    'success-check': 'Success check',
  },
  {
    lookedAt: (promises) =>
      promises === 1 ? ' 1 Zusage wurde betrachtet.' : ` ${promises} Zusagen wurden betrachtet.`,
    agreed: (actions) => (actions === 1 ? ' 1 Aufgabe vereinbart.' : ` ${actions} Aufgaben vereinbart.`),
    ticked: (actions) => (actions === 1 ? ' 1 Aufgabe erledigt.' : ` ${actions} Aufgaben erledigt.`),
    'check-in': 'Zwischengespräch',
    'success-check': 'Erfolgsgespräch',
  },
);

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

interface PromiseProps {
  readonly form: Filled;
  readonly promise: DealPromise;
  readonly index: number;
  readonly locale: Locale;
  /** Another line of the client, in the same meeting. */
  readonly other?: TogetherLine;
}

/** What a promise is today: its figure, unless it was made in words, and people's word where no figure says it. */
function PromiseToday({ form, promise, index, locale, other }: PromiseProps) {
  const { unit = '', target } = promise;
  const said = words(locale);
  const name = promiseName(promise, other?.product);
  const hint = said.promised(typeof target === 'number' ? numberIn(locale, target) : target);
  return (
    <>
      {typeof target === 'number' && (
        <NumberField
          form={form}
          name={figureField(index, other?.lifecycle)}
          label={said.figure(name, unit)}
          hint={hint}
        />
      )}
      {isJudgedByPeople(promise) && (
        <SelectField
          form={form}
          name={keptField(index, other?.lifecycle)}
          label={said.isKept(name)}
          hint={hint}
          none={said.tooEarly}
          options={[
            { value: 'met', text: said.met },
            { value: 'missed', text: said.missed },
          ]}
        />
      )}
    </>
  );
}

/** The field of what was said in a section of a review. */
export const wordsField = { 'check-in': 'checkIn', 'success-check': 'successCheck' } as const;

/** What each promise is today, the words of each section, and what happened since the last review. */
export function reviewPage(asking: Asking): string {
  const { form, formNumber, occasion } = asking;
  const { together, locale, review } = occasion;
  const said = words(locale);
  const { kind, sections = [] } = itemById(occasion.lifecycle, asking.subject) ?? {};
  const others = furtherSections(sections);
  return itemPage({
    asking,
    children: (
      <>
        <WhatCameOfIt form={form} occasion={occasion} kind={kind} />
        <WithWhom form={form} occasion={occasion} />
        <HowHappy form={form} occasion={occasion} />
        {promisesOf(occasion).map((promise, index) => (
          <PromiseToday form={form} promise={promise} index={index} locale={locale} />
        ))}
        {together
          .filter(({ isTheirWork }) => isTheirWork)
          .flatMap((other) =>
            other.promised.map((promise, index) => (
              <PromiseToday form={form} promise={promise} index={index} locale={locale} other={other} />
            )),
          )}
        {others.map((one) => (
          <NoteField form={form} name={wordsField[one]} label={askedInSection(locale, one)} />
        ))}
        <AgreedBefore form={form} occasion={occasion} />
        <AgreedNow form={form} occasion={occasion} />
        <AlsoSaid form={form} occasion={occasion} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: (
      <>
        {others.map((one) => (
          <Section {...pointsOf(occasion, one)} />
        ))}
        {together.map(({ product, sections: parts }) => (
          <Section
            title={said.sameMeeting(product)}
            lines={furtherSections(parts).map((part) => askedInSection(locale, part))}
          />
        ))}
        {review === undefined ? null : (
          <>
            <InternalVersion occasion={occasion} review={review} />
            <ClientVersion occasion={occasion} review={review} />
            <SendToClient form={form} formNumber={formNumber} occasion={occasion} review={review} />
          </>
        )}
        <WhomToSpeakTo occasion={occasion} />
        <Lately occasion={occasion} />
      </>
    ),
  });
}
