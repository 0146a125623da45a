/** One question to a contact of the client, in their language. */
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
