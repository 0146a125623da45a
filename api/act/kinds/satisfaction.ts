/** A contact's answer to the one question, or their wish to be left alone. */
import { z } from 'zod';
import { voices, type Voice } from '../../../domain/told/voice';
import { questionClosedPage } from '../../../pages/act/closed';
import { scoreIn } from '../../../links/score';
import { notFilled } from '../../../pages/parts/filled';
import { thanksPage } from '../../../pages/act/receipt';
import { satisfactionPage } from '../../../pages/act/satisfaction';
import { contactWishes } from '../../messages/client-facts';
import { sendFact } from '../../messages/facts';
import { fieldsOf, freeWordsField } from '../fields';
import { done, sayingOfLink, type ActKind } from '../act-kind';

const scoreForm = ({ choose, tooLong }: Voice) =>
  z.object({
    outcome: z.union(
      [
        z.literal('leave-alone'),
        z
          .string()
          .regex(/^(\d|10)$/)
          .transform(Number),
      ],
      choose,
    ),
    note: freeWordsField(tooLong),
  });

export const satisfactionLink: ActKind = {
  asks: satisfactionPage,
  chosen: (query) => {
    const score = scoreIn(query);
    return score === null ? notFilled : { values: { outcome: [String(score)] }, errors: {} };
  },
  act: async (sent, deps) => {
    const { occasion, by } = sent;
    const voice = voices[occasion.language];
    const { outcome, note: words } = fieldsOf(scoreForm(voice), sent.form);
    const saying = sayingOfLink(sent);
    if (outcome === 'leave-alone') {
      await contactWishes('contactOptedOut', by, saying, deps);
      return done(voice.leftAlone);
    }
    await sendFact('satisfactionAnswered', { contact: by, score: outcome }, { ...saying, note: words }, deps);
    return done(voice.thanks);
  },
  ending: () => null,
  receipt: thanksPage,
  closed: (_, reader) => questionClosedPage(reader),
};
