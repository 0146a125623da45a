/** What is particular about some items: why they are due, whom they are for, and what to know for them. */
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import { successQuestion } from '../../domain/concerns/first-year';
import type { ItemKind } from '../../domain/core/item';
import { aboutWhom, leavingText, type Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import { section, criteriaSection } from '../sections';
import type { MailSection } from '../draft';

export interface ItemWords {
  readonly why: string;
  readonly sections: readonly MailSection[];
  /** Whom it is for, in place of the company. */
  readonly whom: string | null;
}

const because = (why: string): ItemWords => ({ why, sections: [], whom: null });

const criteriaOrAsk = (occasion: Occasion): readonly MailSection[] =>
  criteriaSection({ ...occasion, criteria: occasion.criteria ?? 'Nobody wrote them down yet: ask.' });

const firstStep = (occasion: Occasion, { about }: PresentedItem, what: string): ItemWords => {
  const escalation = occasion.lifecycle.escalations.find(({ id }) => id === about);
  const whom = aboutWhom(occasion, about);
  if (whom !== null)
    return { ...because(`${whom} answered that they are unhappy: hear what is behind it before anything else.`), whom };
  return because(
    escalation === undefined
      ? what
      : `First step of the alarm (${reasonsText(escalation.reasons, escalation.ownSignals)}): ${what}`,
  );
};

const byKind: { readonly [K in ItemKind]?: (occasion: Occasion, item: PresentedItem) => ItemWords } = {
  'check-in': (occasion) => ({
    ...because('They have used it for some months: ask what works, what does not, and who uses it.'),
    sections: criteriaOrAsk(occasion),
  }),
  'success-check': (occasion) => ({
    ...because('When they bought, they said how they would know success. Hold what came against their own words.'),
    sections: criteriaOrAsk(occasion),
  }),
  'success-criteria': () => because(`Sales left it empty. Ask: “${successQuestion}” and write down their words.`),
  'birthday-card': (occasion, { about }) => ({
    ...because('One card a year, however many products they have; it is sent in time to arrive on the day.'),
    whom: aboutWhom(occasion, about),
  }),
  'successor-call': (occasion, item) =>
    firstStep(occasion, item, 'find out who follows, and introduce yourself before somebody else does.'),
  'sponsor-call': (occasion, item) =>
    firstStep(occasion, item, 'tell the sponsor what was achieved so far, and ask who decides from now on.'),
  'save-call': (occasion, item) =>
    firstStep(occasion, item, `${leavingText(occasion)} Hear what would have to change for them to stay.`.trim()),
};

const answerTexts = { accepted: 'said that they would come', declined: 'declined' } as const;

/** Which campaign it was, and what each of the invited had answered. */
function invitationWords({ lifecycle, contacts }: Occasion, { about, after }: PresentedItem, title: string): ItemWords {
  const { contacts: invited = [], answers = {} } = lifecycle.invitations.find((one) => one.campaign === about) ?? {};
  const lines = invited.flatMap((id) => {
    const answer = answers[id];
    const who = contacts.find((contact) => contact.id === id)?.name;
    return who === undefined ? [] : [`${who} ${answer === undefined ? 'did not answer' : answerTexts[answer]}`];
  });
  return {
    ...because(`“${title}”: say ${after === undefined ? 'afterwards ' : ''}whether they were there.`),
    sections: section('Who was invited', lines),
  };
}

/** The words of an item whose kind does not say why it is due: by what planned it, or what it is about. */
function byProgramme(occasion: Occasion, item: PresentedItem): ItemWords {
  const { article, campaign } = occasion;
  if (item.programme === 'rescue') return firstStep(occasion, item, 'do it before anything else.');
  if (item.programme === 'touch')
    return because(
      'The touch programme plans it; nothing waits for it, but it counts as missed once the next one falls due.',
    );
  if (article !== null)
    return {
      ...because('A feed brought it. Send it with a line of your own if it fits; say “declined” if it does not.'),
      sections: section('The article', [article.title, article.link]),
    };
  if (campaign !== null) return invitationWords(occasion, item, campaign.title);
  return because('It was planned for today.');
}

/** What to say of an item: by its kind where the kind has words of its own, else by its programme. */
export function itemWords(occasion: Occasion, item: PresentedItem): ItemWords {
  return byKind[item.kind]?.(occasion, item) ?? byProgramme(occasion, item);
}
