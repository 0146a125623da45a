/** What was recorded; the same however often the page is opened or the form is sent. */
import type { ComponentChildren } from 'preact';
import { dateText } from '../../domain/told/day-text';
import { RecordedNotice } from '../parts/notice';
import { page } from '../parts/page';
import type { Addressed } from './closed';

export interface Receipt {
  readonly what: string;
  readonly at: string;
  /** False while the same link has more to do: further onboarding steps, resolving what was taken on. */
  readonly final: boolean;
}

/** For our own people: `client` is whom it was about; `correction`: a form for what was a slip. */
export function receiptPage(client: string, { what, at }: Receipt, correction?: ComponentChildren): string {
  return page({
    title: 'Recorded',
    children: (
      <>
        <h1>Thank you</h1>
        <RecordedNotice what={what} />
        <p class="quiet">
          Recorded on {dateText(at.slice(0, 10))} for {client}. Sending it again changes nothing; nothing is ever
          overwritten.
        </p>
        {correction}
      </>
    ),
  });
}

/** For a client's contact: that their answer has arrived. */
export function thanksPage({ what }: Receipt, { language, brand }: Addressed): string {
  return page({ title: what, language, brand, children: <h1>{what}</h1> });
}
