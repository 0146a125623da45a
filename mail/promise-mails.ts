/** Mails about promises that are not kept: proposed by reviews, flagged by the rep, answered by the seller. */
import { promiseById, promiseLines, promiseText, type Occasion } from '../domain/told/occasion';
import type { MailRole } from '../domain/told/mails';
import { about, section, type Words } from './sections';

export function oversold(occasion: Occasion, role: MailRole): Words {
  const promise = promiseById(occasion, occasion.subject);
  const { deal } = occasion;
  return {
    subject: `Oversold: ${about(occasion)}`,
    parts: [
      {
        headline:
          promise === undefined
            ? 'The rep says that this deal was oversold.'
            : `The rep says that this promise cannot be kept: ${promiseText(promise)}.`,
        why: `Deal ${deal.dealId}, sold by ${deal.seller.name}. It is counted per seller and product.`,
        ...(role === 'seller'
          ? { button: { label: 'Say what you think of it', grant: { purpose: 'oversold', subject: occasion.subject } } }
          : {}),
      },
    ],
    sections: [
      ...section('Promised before the sale', promiseLines(occasion)),
      ...section('Lately', occasion.lately),
      ...section('Where your deals stand', role === 'seller' ? occasion.sold : []),
    ],
  };
}

export function oversoldProposed(occasion: Occasion): Words {
  const promise = promiseById(occasion, occasion.subject);
  return {
    subject: `Oversold? ${about(occasion)}`,
    parts: [
      {
        headline: `Missed in two reviews running: ${promise === undefined ? 'a promise' : promiseText(promise)}.`,
        why: 'If the product cannot keep it, flag it: the seller and the manager hear of it, and the next client is not promised the same.',
        button: { label: 'Flag it, or leave it', grant: { purpose: 'oversold-proposal', subject: occasion.subject } },
      },
    ],
    sections: [...section('Promised before the sale', promiseLines(occasion)), ...section('Lately', occasion.lately)],
  };
}

export function oversoldAnswer(occasion: Occasion): Words {
  const flag = occasion.lifecycle.oversold.find(({ promise }) => (promise ?? null) === occasion.subject);
  return {
    subject: `The seller on «oversold»: ${about(occasion)}`,
    parts: [
      {
        headline: `${occasion.deal.seller.name} ${flag?.answer === 'agreed' ? 'agrees that it was oversold' : 'disputes that it was oversold'}.`,
        why: 'Their words stand below, with everything else that was said lately.',
      },
    ],
    sections: [...section('Lately', occasion.lately), ...section('Promised before the sale', promiseLines(occasion))],
  };
}
