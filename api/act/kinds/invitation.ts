/** A contact's answer to an invitation; they may change their mind until it takes place. */
import { z } from 'zod';
import { invitationAnswers } from '../../../domain/concerns/invitations';
import { invitationVoices } from '../../../domain/told/invitation-voice';
import { voices } from '../../../domain/told/voice';
import { invitationClosedPage } from '../../../pages/act/closed';
import { invitationPage } from '../../../pages/act/invitation';
import { thanksPage } from '../../../pages/act/receipt';
import { contactWishes } from '../../messages/client-facts';
import { sendFact } from '../../messages/facts';
import { fieldsOf } from '../fields';
import { done, going, sayingOfLink, type ActKind } from '../act-kind';

const invitationForm = (choose: string) => z.object({ outcome: z.enum([...invitationAnswers, 'leave-alone'], choose) });

export const invitationLink: ActKind = {
  asks: invitationPage,
  act: async (sent, deps) => {
    const { occasion, by, subject } = sent;
    const { language } = occasion;
    const { outcome } = fieldsOf(invitationForm(voices[language].choose), sent.form);
    const saying = sayingOfLink(sent);
    if (outcome === 'leave-alone') {
      await contactWishes('contactOptedOut', by, saying, deps);
      return done(voices[language].leftAlone);
    }
    // They may change their minds as often as they like. Whether an answer differs from the last, the lifecycle knows:
    // what is read here may be older.
    await sendFact('invitationAnswered', { campaign: subject ?? '', contact: by, answer: outcome }, saying, deps);
    return going(invitationVoices[language][outcome]);
  },
  // A “yes” was to the date that it had then.
  stillStands: ({ at }, { lifecycle }, { subject, by }) => {
    const invitation = lifecycle.invitations.find(({ campaign }) => campaign === subject);
    return invitation?.movedAt === undefined || at > invitation.movedAt || invitation.answers[by] !== undefined;
  },
  ending: () => null,
  receipt: thanksPage,
  closed: (_, reader) => invitationClosedPage(reader),
};
