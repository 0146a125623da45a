/** What every page behind a mailed link has around its form. Each names what it asks, why now, and what to know. */
import type { ComponentChildren } from 'preact';
import { capitalised } from '../../domain/core/item-steps';
import type { Locale } from '../../domain/told/locale';
import type { Occasion } from '../../domain/told/occasion';
import { inBoth } from '../../domain/told/words/in-both';
import { dayLinesIn, healthIn, promisesIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { Send } from '../parts/field';
import { errorAt, type Filled } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { RecordedNotice, Wrong } from '../parts/notice';
import { page } from '../parts/page';
import { Section } from '../parts/sections';
import { WhomToSpeakTo } from './contacts';

const words = inBoth(
  {
    record: 'Record it',
    promised: 'Promised before the sale',
    health: 'Health',
    lately: 'Lately',
  },
  {
    record: 'Eintragen',
    promised: 'Vor dem Verkauf zugesagt',
    health: 'Zustand',
    lately: 'In letzter Zeit',
  },
);

/** What a page is made from. */
export interface Asking {
  readonly occasion: Occasion;
  /** The item, alarm, invoice, opportunity, promise, question or campaign that it is about. */
  readonly subject: string | null;
  readonly form: Filled;
  readonly formNumber: number;
  /** What was recorded through this link before. */
  readonly done?: string | undefined;
  /** In whose name a client's contact is asked. */
  readonly brand: string;
}

interface AskPageProps {
  readonly asking: Asking;
  readonly title: string;
  /** Why it is asked now. */
  readonly when: string;
  /** The fields, and the button. */
  readonly children: ComponentChildren;
  /** What to know before answering. */
  readonly sections: ComponentChildren;
}

/** The page on which one of our own people says what came of it, in their language. */
export function askPage({ asking, title, when, children, sections }: AskPageProps): string {
  const { occasion, form, formNumber, done } = asking;
  const { product, client } = occasion.lifecycle;
  const wrong = errorAt(form, '');
  return page({
    title,
    language: occasion.locale.language,
    children: (
      <>
        <p class="quiet">
          {product.name} · {client.name}
        </p>
        <h1>{title}</h1>
        {when === '' ? null : <p class="quiet">{when}</p>}
        {done === undefined ? null : <RecordedNotice what={done} />}
        {wrong === undefined ? null : <Wrong why={wrong} />}
        <form method="post">
          {children}
          <FormNumber of={formNumber} />
        </form>
        {sections}
      </>
    ),
  });
}

/** The button that records what was said. */
export function RecordIt({ locale }: { readonly locale: Locale }) {
  return <Send label={words(locale).record} />;
}

/** What was promised, and how it stands against that. */
export function PromiseList({ occasion }: { readonly occasion: Occasion }) {
  return <Section title={words(occasion.locale).promised} lines={promisesIn(speechFor(occasion), occasion)} />;
}

/** What happened lately. */
export function Lately({ occasion }: { readonly occasion: Occasion }) {
  return <Section title={words(occasion.locale).lately} lines={dayLinesIn(speechFor(occasion), occasion.lately)} />;
}

/** How the client is, what happened lately, and whom to speak to. */
export function Relationship({ occasion }: { readonly occasion: Occasion }) {
  const said = words(occasion.locale);
  const speech = speechFor(occasion);
  return (
    <>
      <WhomToSpeakTo occasion={occasion} />
      <Section title={said.health} lines={[capitalised(healthIn(speech, occasion.lifecycle))]} />
      <Lately occasion={occasion} />
    </>
  );
}

/** What to know before acting, where the kind of page has nothing else to tell. */
export function Background({ occasion }: { readonly occasion: Occasion }) {
  return (
    <>
      <PromiseList occasion={occasion} />
      <Relationship occasion={occasion} />
    </>
  );
}
