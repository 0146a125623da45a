/** One question to a contact of the client, in their language; and the one reminder of it. */
import type { Occasion } from '../../domain/told/occasion';
import { voices } from '../../domain/told/voice';
import type { Draft } from '../draft';

/** The question and why it is asked, with one button; nothing of ours stands in it. */
export function satisfactionMail({ language, subject }: Occasion): Draft {
  const voice = voices[language];
  return {
    subject: voice.subject,
    matters: [
      {
        headline: voice.question,
        why: voice.why,
        button: { label: voice.button, grant: { purpose: 'satisfaction', subject } },
      },
    ],
    sections: [],
    footer: voice.footer,
    language,
  };
}

/** The question once more, in the thread of the first mail: programs show both as one. */
export function satisfactionReminderMail(occasion: Occasion): Draft {
  const voice = voices[occasion.language];
  const { matters, ...asked } = satisfactionMail(occasion);
  return {
    ...asked,
    subject: `Re: ${voice.subject}`,
    matters: matters.map((matter) => ({ ...matter, why: voice.reminder })),
  };
}
