/** What came of an item. A review and the client's success criteria are asked for by pages of their own. */
import { itemById } from '../../../domain/told/present';
import { touchKindOf, type ItemKind } from '../../../domain/core/item';
import type { Occasion } from '../../../domain/told/occasion';
import { plainItemPage } from '../../../pages/act/item';
import { itemEnding, itemReceipt, leftReceipt } from '../../../pages/act/item-receipt';
import { sendWithDepartures } from '../../messages/departures';
import { touchFor } from '../../messages/touches';
import { fieldsOf, FormError, itemForm } from '../fields';
import { done, forUs, sayingOfLink, type AskAndAct } from '../act-kind';
import { wrongWords } from '../wrong-words';
import { correction } from './correction';
import { isPutOff, putItOff } from './put-off';
import { ratedBy, whoLeft } from './item-said';
import { reviewLink } from './review';
import { successCriteriaLink } from './success-criteria';

const anyItem: AskAndAct = {
  asks: plainItemPage,
  act: async (sent, deps) => {
    const { occasion, subject } = sent;
    const form = fieldsOf(itemForm(occasion.locale), sent.form);
    const { outcome, happiness, alsoFor = [], note } = form;
    const left = whoLeft(form, occasion);
    const rated = ratedBy(form, occasion);
    const others = occasion.others.filter(({ id }) => alsoFor.includes(id));
    if (others.length < alsoFor.length) throw new FormError({ alsoFor: wrongWords(occasion.locale).products });
    const touchKind = touchKindOf(itemById(occasion.lifecycle, subject)?.kind);
    const ids = others.map(({ id }) => id);
    await sendWithDepartures(
      'itemCompleted',
      { item: subject ?? '', outcome, ...rated },
      {
        others: ids.length === 0 ? undefined : touchFor(ids, { touchKind, outcome, ...rated }),
        left: left.map(({ id }) => id),
      },
      { ...sayingOfLink(sent), note },
      deps,
    );
    const products = others.map(({ product }) => product);
    const recorded = itemReceipt(occasion, subject, { outcome, happiness, alsoFor: products });
    return done(
      `${recorded}${leftReceipt(
        occasion,
        left.map(({ name }) => name),
      )}`,
    );
  },
};

/** Kinds of items with a form of their own. */
const ownForms: { readonly [K in ItemKind]?: AskAndAct } = {
  'quarterly-review': reviewLink,
  'success-criteria': successCriteriaLink,
};

function formOf({ occasion, subject }: { readonly occasion: Occasion; readonly subject: string | null }): AskAndAct {
  const kind = itemById(occasion.lifecycle, subject)?.kind;
  return (kind === undefined ? undefined : ownForms[kind]) ?? anyItem;
}

export const itemLink = forUs({
  asks: (asking) => formOf(asking).asks(asking),
  act: (sent, deps) => (isPutOff(sent.form) ? putItOff : formOf(sent).act)(sent, deps),
  amends: correction,
  ending: (occasion, subject, who) => {
    const closed = itemById(occasion.lifecycle, subject);
    return closed === undefined ? null : itemEnding(occasion, closed, who);
  },
});
