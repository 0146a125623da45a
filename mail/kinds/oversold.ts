/** Promises that are not kept: proposed by reviews, flagged by the rep, answered by the seller. */
import { reviewsMissed } from '../../domain/concerns/promises';
import { promiseById, promiseText, type Occasion } from '../../domain/told/occasion';
import type { MailRole } from '../../domain/told/mails';
import { about, section, latelySection, promisedSection } from '../sections';
import type { Draft } from '../draft';

/** The rep has flagged a promise. The seller's mail has a button to answer, and tells how the seller's deals stand. */
export function oversoldMail(occasion: Occasion, role: MailRole): Draft {
  const { deal, subject } = occasion;
  const promise = promiseById(occasion, subject);
  const isSeller = role === 'seller';
  const instead =
    occasion.inSellersPlace === true ? ` You are asked in place of ${deal.seller.name}, who has left.` : '';
  return {
    subject: `Oversold: ${about(occasion)}`,
    matters: [
      {
        headline:
          promise === undefined
            ? 'The rep says that this deal was oversold.'
            : `The rep says that this promise cannot be kept: ${promiseText(promise)}.`,
        why: `Deal ${deal.dealId}, sold by ${deal.seller.name}. It is counted per seller and product.${instead}`,
        ...(isSeller ? { button: { label: 'Say what you think of it', grant: { purpose: 'oversold', subject } } } : {}),
      },
    ],
    sections: [
      ...promisedSection(occasion),
      ...latelySection(occasion),
      ...section('Where your deals stand', isSeller ? occasion.sold : []),
    ],
  };
}

/** To the rep: a promise was missed in several reviews running, and may be flagged. */
export function oversoldProposedMail(occasion: Occasion): Draft {
  const { subject } = occasion;
  const promise = promiseById(occasion, subject);
  return {
    subject: `Oversold? ${about(occasion)}`,
    matters: [
      {
        headline: `Missed in ${reviewsMissed} reviews running: ${promise === undefined ? 'a promise' : promiseText(promise)}.`,
        why: 'If the product cannot keep it, flag it: the seller and the manager hear of it, and the next client is not promised the same.',
        button: { label: 'Flag it, or leave it', grant: { purpose: 'oversold-proposal', subject } },
      },
    ],
    sections: [...promisedSection(occasion), ...latelySection(occasion)],
  };
}

/** What the seller answered to a flag. */
export function oversoldAnswerMail(occasion: Occasion): Draft {
  const { lifecycle, deal, subject } = occasion;
  const flag = lifecycle.oversold.find(({ promise }) => (promise ?? null) === subject);
  return {
    subject: `The seller on “oversold”: ${about(occasion)}`,
    matters: [
      {
        headline: `${deal.seller.name} ${flag?.answer === 'agreed' ? 'agrees that it was oversold' : 'disputes that it was oversold'}.`,
        why: 'Their words stand below, with everything else that was said lately.',
      },
    ],
    sections: [...latelySection(occasion), ...promisedSection(occasion)],
  };
}
