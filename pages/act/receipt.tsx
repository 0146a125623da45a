/** What was recorded; the same however often the page is opened or the form is sent. */
import type { ComponentChildren } from 'preact';
import { dayOfMomentIn, type Locale } from '../../domain/told/locale';
import { inBoth } from '../../domain/told/words/in-both';
import { RecordedNotice } from '../parts/notice';
import { page } from '../parts/page';
import type { Addressed } from './closed';

const words = inBoth(
  {
    recorded: 'Recorded',
    thanks: 'Thank you',
    when: (day: string, client: string) =>
      `Recorded on ${day} for ${client}. Sending it again changes nothing; nothing is ever overwritten.`,
  },
  {
    recorded: 'Eingetragen',
    thanks: 'Vielen Dank',
    when: (day, client) =>
      `Eingetragen am ${day} für ${client}. Noch einmal abzuschicken ändert nichts; nichts wird je überschrieben.`,
  },
);

export interface Receipt {
  readonly what: string;
  readonly at: string;
  /** False while the same link has more to do: further onboarding steps, resolving what was taken on. */
  readonly final: boolean;
}

/** Of whom something was recorded, and who reads it. */
interface ReadBy {
  readonly client: string;
  readonly locale: Locale;
}

/** For our own people; `correction`: a form for what was a slip. */
export function receiptPage({ client, locale }: ReadBy, { what, at }: Receipt, correction?: ComponentChildren): string {
  const said = words(locale);
  return page({
    title: said.recorded,
    language: locale.language,
    children: (
      <>
        <h1>{said.thanks}</h1>
        <RecordedNotice what={what} />
        <p class="quiet">{said.when(dayOfMomentIn(locale, at), client)}</p>
        {correction}
      </>
    ),
  });
}

/** For a client's contact: that their answer has arrived. */
export function thanksPage({ what }: Receipt, { language, brand }: Addressed): string {
  return page({ title: what, language, brand, children: <h1>{what}</h1> });
}
