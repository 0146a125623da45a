/**
 * What a client may read of a meeting: the one rule. A calendar file is forwarded, so everything that it says goes
 * through here. What is not named here stays with us: health and its reasons, alarms, forecasts, figures and verdicts,
 * invoices, notes, what their people said, who leads whom, and every address of ours.
 */
import type { DealPromise } from '../core/deal';
import { capitalised } from '../core/item-steps';
import { agendaVoices, type AgendaVoice } from './agenda-voice';
import { withColon } from './letter-voice';
import { dayIn, listIn, numberIn, type Locale } from './locale';
import { clientLocale, promisesOf, type Occasion } from './occasion';
import type { PresentedItem, ReviewSection } from './presented';

/** A meeting in words that the client may read. */
export interface ClientAgenda {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What is known of a meeting, as far as its agenda is made of it. */
type KnownOfMeeting = Pick<Occasion, 'lifecycle' | 'deal' | 'together' | 'language' | 'zone'>;

/** A promise as the client heard it before they bought: metric, target, and by when. */
function promiseForClient({ metric, target, unit, by }: DealPromise, voice: AgendaVoice, locale: Locale): string {
  const figure = typeof target === 'number' ? numberIn(locale, target) : target;
  const measured = `${withColon(metric, locale.language)} ${figure}${unit === undefined ? '' : ` ${unit}`}`;
  return `${measured}${by === undefined ? '' : voice.by(dayIn(locale, by))}`;
}

const inOrder = ['review', 'check-in', 'success-check'] as const satisfies readonly ReviewSection[];

/** The agenda of a review in the client's language, for the client and for us: what it is about, what was promised, what we go through. */
export function agendaForClient(known: KnownOfMeeting, review: Pick<PresentedItem, 'sections'>): ClientAgenda {
  const { lifecycle, deal, together } = known;
  const { client, product } = lifecycle;
  const locale = clientLocale(known);
  const voice = agendaVoices[locale.language];
  const listed = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [withColon(title, locale.language), ...lines.map((line) => `- ${line}`), ''];
  const own = new Set<ReviewSection>(['review', ...(review.sections ?? [])]);
  const all = new Set<ReviewSection>([...own, ...together.flatMap((one) => one.sections ?? [])]);
  const promised = promisesOf({ deal, lifecycle }).map((promise) => promiseForClient(promise, voice, locale));
  const theirs = together.flatMap((one) =>
    one.promised.map((promise) => `${one.product}, ${promiseForClient(promise, voice, locale)}`),
  );
  const name = listIn(
    locale,
    inOrder.filter((one) => own.has(one)).map((one) => voice.names[one]),
  );
  const title = `${withColon(capitalised(name), locale.language)} ${client.name}, ${product.name}`;
  return {
    title,
    lines: [
      voice.about(client.name, [product.name, ...together.map((one) => one.product)].join(', ')),
      '',
      ...listed(voice.goThrough, [
        ...inOrder.filter((one) => all.has(one)).flatMap((one) => voice.points[one]),
        voice.next,
      ]),
      ...listed(voice.promised, [
        ...(theirs.length === 0 ? promised : promised.map((promise) => `${product.name}, ${promise}`)),
        ...theirs,
      ]),
    ],
  };
}
