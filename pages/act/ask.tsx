/** What every page behind a mailed link has around its form. Each names what it asks, why now, and what to know. */
import type { ComponentChildren } from 'preact';
import { contactLines, healthLines, promiseLines, type Occasion } from '../../domain/told/occasion';
import { dayLines } from '../../domain/told/spoken';
import { Section } from '../parts/sections';
import { errorAt, type Filled } from '../parts/filled';
import { FormNumber } from '../parts/form-number';
import { RecordedNotice, Wrong } from '../parts/notice';
import { page } from '../parts/page';

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

/** The page on which one of our own people says what came of it. */
export function askPage({ asking, title, when, children, sections }: AskPageProps): string {
  const { occasion, form, formNumber, done } = asking;
  const { product, client } = occasion.lifecycle;
  const wrong = errorAt(form, '');
  return page({
    title,
    children: (
      <>
        <p class="quiet">
          {product.name} · {client.name}
        </p>
        <h1>{title}</h1>
        <p class="quiet">{when}</p>
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

/** What was promised, and how it stands against that. */
export function PromiseList({ occasion }: { readonly occasion: Occasion }) {
  return <Section title="Promised before the sale" lines={promiseLines(occasion)} />;
}

/** How the client is, what happened lately, and whom to speak to. */
export function Relationship({ occasion }: { readonly occasion: Occasion }) {
  return (
    <>
      <Section title="Health" lines={healthLines(occasion)} />
      <Section title="Lately" lines={dayLines(occasion.lately)} />
      <Section title="Contacts" lines={contactLines(occasion)} />
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
