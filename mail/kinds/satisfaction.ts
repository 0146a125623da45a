/** One question to a contact of the client, in their language; and the one reminder of it. */
import type { Occasion } from '../../domain/told/occasion';
import { voices } from '../../domain/told/voice';
import type { Draft } from '../draft';
import { letterTo } from '../letter';

/** The question and why it is asked, with the scale itself: each number is a link. Nothing of ours stands in it. */
export function satisfactionMail(occasion: Occasion): Draft {
  const { language, subject, lifecycle, vendor, rep } = occasion;
  const voice = voices[language];
  return {
    subject: voice.subject(lifecycle.product.name),
    matters: [
      {
        headline: voice.question(lifecycle.product.name),
        why: '',
        says: rep === null ? voice.why(null, vendor.name) : voice.mine(vendor.name),
        scale: { worst: voice.worst, best: voice.best },
        button: { label: voice.button, grant: { purpose: 'satisfaction', subject } },
      },
    ],
    sections: [],
    footer: voice.footer,
    language,
    letter: letterTo(occasion),
  };
}

/** The question once more, in the thread of the first mail: programs show both as one. */
export function satisfactionReminderMail(occasion: Occasion): Draft {
  const voice = voices[occasion.language];
  const { matters, ...asked } = satisfactionMail(occasion);
  return {
    ...asked,
    subject: `Re: ${asked.subject}`,
    matters: matters.map((matter) => ({ ...matter, says: voice.reminder })),
  };
}
