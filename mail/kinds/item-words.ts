/** What is particular about some items: why they are due, whom they are for, and what to know for them. */
import { successQuestion } from '../../domain/concerns/first-year';
import type { ItemKind } from '../../domain/core/item';
import { aboutWhom, type Occasion } from '../../domain/told/occasion';
import type { PresentedItem } from '../../domain/told/present';
import type { MailSection } from '../draft';
import { criteriaSection, section } from '../sections';
import { wrongIn } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import { noticeIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';

const words = inBoth(
  {
    checkIn: 'They have used it for some months: ask what works, what does not, and who uses it.',
    successCheck:
      'When they bought, they said how they would know success. Compare the results with what they said they wanted.',
    criteria: (question: string) => `Sales left it empty. Ask: “${question}” and write down their words.`,
    birthday: 'One card a year, however many products they have; it is sent in time to arrive on the day.',
    successor: 'find out who follows, and introduce yourself before somebody else does.',
    sponsor: 'tell the sponsor what was achieved so far, and ask who decides from now on.',
    save: 'Hear what would have to change for them to stay.',
    rescue: 'do it before anything else.',
    firstStep: (day: string, wrong: string, what: string) => `First step of the alarm of ${day} (${wrong}): ${what}`,
    unhappy: (whom: string) => `${whom} answered that they are unhappy: hear what is behind it before anything else.`,
    planned: 'Planned contact.',
    missedAfter: (day: string) => `Planned contact. If it isn’t recorded by ${day}, it counts as missed.`,
    article: 'A feed brought it. Send it with a line of your own if it fits; record “declined” if it does not.',
    theArticle: 'The article',
    invited: 'Who was invited',
    campaign: (title: string, held: boolean) =>
      `“${title}”: record ${held ? '' : 'afterwards '}whether they were there.`,
    accepted: (who: string) => `${who} said that they would come`,
    declined: (who: string) => `${who} declined`,
    silent: (who: string) => `${who} did not answer`,
    today: (day: string) => `It was planned for ${day}.`,
    askThem: 'Nobody wrote them down yet: ask.',
  },
  {
    checkIn: 'Der Kunde arbeitet seit einigen Monaten damit: Fragen Sie, was geht, was nicht, und wer es nutzt.',
    successCheck:
      'Beim Kauf haben sie gesagt, woran sie den Erfolg erkennen. Vergleichen Sie das Erreichte mit dem, was sie wollten.',
    criteria: () =>
      'Der Verkauf hat es offengelassen. Fragen Sie: „Woran werden Sie in sechs Monaten erkennen, ob es ein Erfolg war?“ und notieren Sie die Antwort.',
    birthday: 'Eine Karte im Jahr, wie viele Produkte sie auch haben; sie wird so verschickt, dass sie am Tag da ist.',
    successor: 'Bringen Sie in Erfahrung, wer nachfolgt, und stellen Sie sich vor, bevor es andere tun.',
    sponsor: 'Berichten Sie, was bisher erreicht wurde, und fragen Sie, wer künftig entscheidet.',
    save: 'Hören Sie, was sich ändern müsste, damit sie bleiben.',
    rescue: 'Das geht allem anderen vor.',
    firstStep: (day, wrong, what) => `Erster Schritt nach dem Alarm vom ${day} (${wrong}): ${what}`,
    unhappy: (whom) => `${whom} ist laut eigener Antwort unzufrieden: Hören Sie zuerst, was dahintersteckt.`,
    planned: 'Geplanter Kontakt.',
    missedAfter: (day) => `Geplanter Kontakt. Ist bis ${day} nichts eingetragen, gilt er als versäumt.`,
    article:
      'Ein Newsfeed hat ihn gebracht. Schicken Sie ihn mit einer eigenen Zeile, wenn er passt; wenn nicht, tragen Sie „abgelehnt“ ein.',
    theArticle: 'Der Artikel',
    invited: 'Wer eingeladen war',
    campaign: (title, held) => `„${title}“: Tragen Sie ${held ? '' : 'danach '}ein, ob sie da waren.`,
    accepted: (who) => `${who} hat zugesagt`,
    declined: (who) => `${who} hat abgesagt`,
    silent: (who) => `${who} hat nicht geantwortet`,
    today: (day) => `Es war für ${day} geplant.`,
    askThem: 'Noch hat es niemand notiert: bitte fragen.',
  },
);

interface ItemWords {
  readonly why: string;
  readonly sections: readonly MailSection[];
  /** Whom it is for, in place of the company. */
  readonly whom: string | null;
}

const because = (why: string): ItemWords => ({ why, sections: [], whom: null });

const firstStep = (occasion: Occasion, { about }: PresentedItem, what: string): ItemWords => {
  const said = words(occasion.locale);
  const alarm = occasion.lifecycle.escalations.find(({ id }) => id === about);
  const whom = aboutWhom(occasion, about);
  if (whom !== null) return { ...because(said.unhappy(whom)), whom };
  if (alarm === undefined) return because(what);
  const gone = (alarm.about ?? []).flatMap((id) => aboutWhom(occasion, id) ?? []);
  const speech = speechFor(occasion);
  const wrong = wrongIn(speech, alarm.reasons, gone, alarm.ownSignals);
  return because(said.firstStep(speech.dayOf(alarm.openedAt), wrong, what));
};

const byKind: { readonly [K in ItemKind]?: (occasion: Occasion, item: PresentedItem) => ItemWords } = {
  'check-in': (occasion) => ({
    ...because(words(occasion.locale).checkIn),
    sections: criteriaSection(occasion, words(occasion.locale).askThem),
  }),
  'success-check': (occasion) => ({
    ...because(words(occasion.locale).successCheck),
    sections: criteriaSection(occasion, words(occasion.locale).askThem),
  }),
  'success-criteria': ({ locale }) => because(words(locale).criteria(successQuestion)),
  'birthday-card': (occasion, { about }) => ({
    ...because(words(occasion.locale).birthday),
    whom: aboutWhom(occasion, about),
  }),
  'successor-call': (occasion, item) => firstStep(occasion, item, words(occasion.locale).successor),
  'sponsor-call': (occasion, item) => firstStep(occasion, item, words(occasion.locale).sponsor),
  'save-call': (occasion, item) =>
    firstStep(
      occasion,
      item,
      `${noticeIn(speechFor(occasion), occasion.lifecycle)} ${words(occasion.locale).save}`.trim(),
    ),
};

/** Which campaign it was, and what each of the invited had answered. */
function invitationWords(
  { lifecycle, contacts, locale }: Occasion,
  { about, after }: PresentedItem,
  title: string,
): ItemWords {
  const said = words(locale);
  const { contacts: invited = [], answers = {} } = lifecycle.invitations.find((one) => one.campaign === about) ?? {};
  const lines = invited.flatMap((id) => {
    const answer = answers[id];
    const who = contacts.find((contact) => contact.id === id)?.name;
    return who === undefined ? [] : [said[answer ?? 'silent'](who)];
  });
  return {
    ...because(said.campaign(title, after !== undefined)),
    sections: section(said.invited, lines),
  };
}

/** A planned touch, and until when somebody may say what came of it: once the next one falls due it counts as missed. */
function plannedWhy(occasion: Occasion, { dueAt }: PresentedItem): string {
  const said = words(occasion.locale);
  const next = occasion.lifecycle.touches
    .map((one) => one.dueAt)
    .filter((at) => at > dueAt)
    .toSorted()[0];
  return next === undefined ? said.planned : said.missedAfter(speechFor(occasion).dayOf(next));
}

/** The words of an item whose kind does not say why it is due: by what planned it, or what it is about. */
function byProgramme(occasion: Occasion, item: PresentedItem): ItemWords {
  const { article, campaign, locale } = occasion;
  const said = words(locale);
  if (item.programme === 'rescue') return firstStep(occasion, item, said.rescue);
  if (item.programme === 'touch') return because(plannedWhy(occasion, item));
  if (article !== null)
    return { ...because(said.article), sections: section(said.theArticle, [article.title, article.link]) };
  if (campaign !== null) return invitationWords(occasion, item, campaign.title);
  return because(said.today(speechFor(occasion).dayOf(item.dueAt)));
}

/** What to say of an item: by its kind where the kind has words of its own, else by its programme. */
export function itemWords(occasion: Occasion, item: PresentedItem): ItemWords {
  return byKind[item.kind]?.(occasion, item) ?? byProgramme(occasion, item);
}
