/** What came of an item. A review and the client's success criteria are asked for by pages of their own. */
import { dayIn, plainEnglish } from '../../../domain/told/locale';
import { itemById } from '../../../domain/told/present';
import { inWords } from '../../../domain/core/words';
import { touchKindOf, type ItemKind } from '../../../domain/core/item';
import type { Occasion } from '../../../domain/told/occasion';
import { plainItemPage } from '../../../pages/act/item';
import { sendFact, sendWithOthers } from '../../messages/facts';
import { touchFor } from '../../messages/touches';
import { fieldsOf, FormError, itemForm } from '../fields';
import { done, forUs, sayingOfLink, type AskAndAct } from '../act-kind';
import { correction } from './correction';
import { isPutOff, putItOff } from './put-off';
import { ratedBy, whatWasSaid } from './item-said';
import { reviewLink } from './review';
import { successCriteriaLink } from './success-criteria';

const anyItem: AskAndAct = {
  asks: plainItemPage,
  act: async (sent, deps) => {
    const { occasion, subject } = sent;
    const form = fieldsOf(itemForm, sent.form);
    const { outcome, alsoFor = [], note } = form;
    const rated = ratedBy(form, occasion);
    const others = occasion.others.filter(({ id }) => alsoFor.includes(id));
    if (others.length < alsoFor.length) throw new FormError({ alsoFor: 'Choose products from the list.' });
    const saying = { ...sayingOfLink(sent), note };
    const own = { item: subject ?? '', outcome, ...rated };
    if (others.length === 0) await sendFact('itemCompleted', own, saying, deps);
    else {
      const touchKind = touchKindOf(itemById(occasion.lifecycle, subject)?.kind);
      const ids = others.map(({ id }) => id);
      await sendWithOthers('itemCompleted', own, touchFor(ids, { touchKind, outcome, ...rated }), saying, deps);
    }
    const also = others.length === 0 ? '' : ` Also for ${others.map(({ product }) => product).join(', ')}.`;
    return done(`${whatWasSaid(form, sent)}${also}`);
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
  ending: ({ lifecycle }, subject) => {
    const closed = itemById(lifecycle, subject);
    if (closed === undefined) return null;
    const { state, outcome, completedAt } = closed;
    if (outcome !== undefined && completedAt !== undefined)
      return `Already recorded as ${inWords(outcome)} on ${dayIn(plainEnglish, completedAt)}.`;
    return state === 'missed' ? 'It was missed.' : `It is ${inWords(state)}.`;
  },
});
