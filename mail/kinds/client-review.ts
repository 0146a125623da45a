/** The client's version of a review, to a contact in their language: nothing of ours stands in it, and it has no button. */
import { clientLocale, type Occasion } from '../../domain/told/occasion';
import { forClient, reviewOf } from '../../domain/told/review';
import { asLines, reviewLines } from '../../domain/told/review-text';
import { reviewVoices } from '../../domain/told/review-voice';
import { dayIn } from '../../domain/told/locale';
import type { Draft } from '../draft';
import { letterTo } from '../letter';
import { section } from '../sections';

/** What was done, agreed and promised since the last review. */
export function clientReviewMail(occasion: Occasion): Draft {
  const { language, lifecycle, rep, review } = occasion;
  const locale = clientLocale(occasion);
  const voice = reviewVoices[language];
  const parts = review === undefined ? [] : reviewLines(forClient(reviewOf({ ...occasion, review })), locale);
  const since = review?.last;
  return {
    subject: `${voice.title}: ${lifecycle.product.name}`,
    matters: [
      {
        headline: `${voice.title}: ${lifecycle.product.name}`,
        why: '',
        says:
          since === undefined || since === null
            ? voice.intro(lifecycle.product.name)
            : `${voice.since(dayIn(locale, since.on))}.`,
      },
    ],
    sections: parts.flatMap((part) => section(part.title, asLines(part))),
    footer: rep === null ? '' : voice.footer(rep.name),
    language,
    letter: letterTo(occasion),
  };
}
