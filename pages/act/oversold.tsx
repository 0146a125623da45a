/** A promise that may not be kept: the rep is asked whether it is oversold, the seller what they think of it. */
import { promiseById } from '../../domain/told/occasion';
import { inBoth } from '../../domain/told/words/in-both';
import { promiseIn } from '../../domain/told/words/known';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseOne, type Option } from '../parts/choice';
import { NoteField } from '../parts/field';
import { askPage, Background, RecordIt, type Asking } from './ask';

const words = inBoth(
  {
    title: 'Was this promise oversold?',
    promised: (promise: string, client: string) => `Promised to ${client}: ${promise}.`,
    isIt: 'Is it oversold?',
    cannot: 'Yes: the product cannot keep it',
    badQuarter: 'No, just a bad quarter',
    why: 'Why?',
    whatDoYouThink: 'What do you think?',
    agree: 'I agree: it was oversold',
    disagree: 'I disagree',
    inYourWords: 'In your words',
  },
  {
    title: 'Wurde hier zu viel versprochen?',
    promised: (promise, client) => `${client} wurde zugesagt: ${promise}.`,
    isIt: 'Wurde zu viel versprochen?',
    cannot: 'Ja: das Produkt kann es nicht halten',
    badQuarter: 'Nein, nur ein schlechtes Quartal',
    why: 'Warum?',
    whatDoYouThink: 'Wie sehen Sie es?',
    agree: 'Ich stimme zu: Es wurde zu viel versprochen',
    disagree: 'Ich sehe es anders',
    inYourWords: 'In Ihren Worten',
  },
);

/** What is said of what the rep and the seller think. */
export const oversoldReceipts = inBoth(
  {
    flag: 'It is flagged: the seller and the manager hear of it.',
    leave: 'It is left as it is.',
    agreed: 'Recorded: you agree that it was oversold.',
    disputed: 'Recorded: you disagree.',
    flaggedAlready: 'It is flagged already.',
    answered: { agreed: 'The seller has agreed already.', disputed: 'The seller has disagreed already.' },
  },
  {
    flag: 'Es ist gemeldet: Verkauf und Teamleitung hören davon.',
    leave: 'Es bleibt, wie es ist.',
    agreed: 'Eingetragen: Sie stimmen zu, dass zu viel versprochen wurde.',
    disputed: 'Eingetragen: Sie sehen es anders.',
    flaggedAlready: 'Es ist schon gemeldet.',
    answered: { agreed: 'Der Verkauf hat schon zugestimmt.', disputed: 'Der Verkauf hat schon widersprochen.' },
  },
);

interface Wording {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly note: string;
}

function promisePage(asking: Asking, { legend, options, note }: Wording): string {
  const { form, occasion, subject } = asking;
  const { locale, lifecycle } = occasion;
  const said = words(locale);
  const promise = promiseById(occasion, subject);
  return askPage({
    asking,
    title: said.title,
    when: promise === undefined ? '' : said.promised(promiseIn(speechFor(occasion), promise), lifecycle.client.name),
    children: (
      <>
        <ChooseOne form={form} legend={legend} options={options} />
        <NoteField form={form} label={note} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}

/** Reviews running found it missed: the rep flags it, or leaves it. */
export function oversoldProposalPage(asking: Asking): string {
  const said = words(asking.occasion.locale);
  return promisePage(asking, {
    legend: said.isIt,
    options: [
      { value: 'flag', label: said.cannot },
      { value: 'leave', label: said.badQuarter },
    ],
    note: said.why,
  });
}

/** The rep flagged it: the seller answers. */
export function oversoldPage(asking: Asking): string {
  const said = words(asking.occasion.locale);
  return promisePage(asking, {
    legend: said.whatDoYouThink,
    options: [
      { value: 'agreed', label: said.agree },
      { value: 'disputed', label: said.disagree },
    ],
    note: said.inYourWords,
  });
}
