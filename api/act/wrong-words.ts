/** What is said at the fields of forms that cannot be taken as they are, to one of our people. */
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import { longestTermMonths } from '../../domain/core/contract';
import type { Locale } from '../../domain/told/locale';
import { inBoth } from '../../domain/told/words/in-both';

export const wrongWords = inBoth(
  {
    outcome: 'Choose what came of it.',
    noteTooLong: 'The note is too long: it may have 5,000 characters.',
    notesTooLong: 'The notes are too long together: they may have 5,000 characters.',
    couldBeTwo: (typed: string, one: string, other: string) =>
      `“${typed}” could be ${one} or ${other}: write one of them.`,
    happiness: `Write a whole number from ${worstRating} to ${bestRating}.`,
    contacts: 'Choose contacts from the list.',
    hasLeft: (name: string, client: string) => `${name} has left ${client}. Choose who was there.`,
    thereAndLeft: (name: string) =>
      `You chose ${name} both as somebody who was there and as somebody who has left: choose one.`,
    products: 'Choose products from the list.',
    steps: 'Choose the steps that are completed.',
    agreed: 'Choose what is done.',
    number: (metric: string) => `Write a number for “${metric}”.`,
    kept: 'Choose whether it is kept.',
    tooMuch: 'That is more than we count.',
    writeAmount: (decimals: string | null) =>
      `Write the amount like 1200${decimals === null ? '' : ` or ${decimals}`}.`,
    otherCurrency: (currency: string, other: string) => `This is in ${currency}, not in ${other}.`,
    tooFine: (currency: string, digits: number, decimals: string | null) =>
      `${currency} has ${digits === 0 ? 'no' : digits} decimals: write the amount like 1200${decimals === null ? '' : ` or ${decimals}`}.`,
    howMuchAYear: 'Say for how much a year.',
    howManyMonths: 'Say for how many months.',
    wholeMonths: 'Use whole months.',
    oneMonth: 'It is for one month at least.',
    mostMonths: `It is for ${longestTermMonths} months at most.`,
    decision: 'Choose what the client does.',
    receivedOn: 'Say on which day the notice came.',
    realDay: 'Choose a day, or write it like 6 May 2027.',
    whyTheyLeave: 'Choose why they leave.',
    expect: 'Choose what you expect.',
    untilDay: 'Choose a day to come.',
    whyPutOff: 'Choose why it is put off.',
    howResolved: 'Say how it was resolved.',
    whatYouDo: 'Choose what happens next.',
    whyWrittenOff: 'Say why it is written off.',
    onlyPromised: 'Only a promise to pay has a day: choose that, or empty this.',
    answer: 'Choose one of the answers.',
    why: 'Say why.',
    theirWords: 'Write down what they said.',
    theirWordsAreThere: 'Their words are there. Open it again, and write down what they said.',
    theirWordsWouldBeLost: (choice: string) =>
      `You wrote down what they said: choose “${choice}”, or leave that field empty.`,
    whatWasWrong: 'Say what was wrong.',
    nobodyMet: (choice: string) => `Nothing was agreed where nobody met: choose “${choice}”, or empty this.`,
    whatIsToBeDone: 'Say what is to be done.',
    longestAction: (characters: number) => `Use ${characters} characters at most.`,
    whoDoesIt: 'Choose who does it.',
    byWhichDay: 'Say by which day.',
    fromTheList: 'Choose from the list.',
  },
  {
    outcome: 'Wählen Sie aus, was daraus geworden ist.',
    noteTooLong: 'Die Notiz ist zu lang: 5.000 Zeichen haben Platz.',
    notesTooLong: 'Die Notizen sind zusammen zu lang: 5.000 Zeichen haben Platz.',
    couldBeTwo: (typed, one, other) => `„${typed}“ kann ${one} oder ${other} heißen: Schreiben Sie eines davon.`,
    happiness: `Schreiben Sie eine ganze Zahl von ${worstRating} bis ${bestRating}.`,
    contacts: 'Wählen Sie Ansprechpartner aus der Liste.',
    hasLeft: (name, client) => `${name} ist nicht mehr bei ${client}. Wählen Sie aus, wer dabei war.`,
    thereAndLeft: (name) => `Sie haben ${name} als anwesend und als nicht mehr da gewählt: Wählen Sie eines davon.`,
    products: 'Wählen Sie Produkte aus der Liste.',
    steps: 'Wählen Sie die Schritte, die abgeschlossen sind.',
    agreed: 'Wählen Sie aus, was erledigt ist.',
    number: (metric) => `Schreiben Sie eine Zahl für „${metric}“.`,
    kept: 'Wählen Sie, ob es gehalten ist.',
    tooMuch: 'Das ist mehr, als wir zählen.',
    writeAmount: (decimals) => `Schreiben Sie den Betrag wie 1200${decimals === null ? '' : ` oder ${decimals}`}.`,
    otherCurrency: (currency, other) => `Das ist in ${currency}, nicht in ${other}.`,
    tooFine: (currency, digits, decimals) =>
      `${currency} hat ${digits === 0 ? 'keine' : digits} Nachkommastellen: Schreiben Sie den Betrag wie 1200${decimals === null ? '' : ` oder ${decimals}`}.`,
    howMuchAYear: 'Tragen Sie ein, für wie viel im Jahr.',
    howManyMonths: 'Tragen Sie ein, für wie viele Monate.',
    wholeMonths: 'Schreiben Sie ganze Monate.',
    oneMonth: 'Es ist mindestens ein Monat.',
    mostMonths: `Es sind höchstens ${longestTermMonths} Monate.`,
    decision: 'Wählen Sie, was der Kunde tut.',
    receivedOn: 'Tragen Sie ein, an welchem Tag die Kündigung kam.',
    realDay: 'Wählen Sie einen Tag, oder schreiben Sie ihn wie 6. Mai 2027.',
    whyTheyLeave: 'Wählen Sie, warum der Kunde geht.',
    expect: 'Wählen Sie, was Sie erwarten.',
    untilDay: 'Wählen Sie einen kommenden Tag.',
    whyPutOff: 'Wählen Sie, warum es verschoben wird.',
    howResolved: 'Schreiben Sie, wie es gelöst wurde.',
    whatYouDo: 'Wählen Sie, wie es weitergeht.',
    whyWrittenOff: 'Schreiben Sie, warum die Rechnung abgeschrieben wird.',
    onlyPromised: 'Nur eine Zusage hat einen Tag: Wählen Sie diese, oder leeren Sie das Feld.',
    answer: 'Wählen Sie eine der Antworten.',
    why: 'Schreiben Sie, warum.',
    theirWords: 'Schreiben Sie auf, was sie gesagt haben.',
    theirWordsAreThere:
      'Ihre Worte stehen schon da. Öffnen Sie es wieder, und schreiben Sie auf, was sie gesagt haben.',
    theirWordsWouldBeLost: (choice) =>
      `Sie haben aufgeschrieben, was sie gesagt haben: Wählen Sie „${choice}“, oder lassen Sie das Feld leer.`,
    whatWasWrong: 'Schreiben Sie, was falsch war.',
    nobodyMet: (choice) =>
      `Wo sich niemand getroffen hat, wurde nichts vereinbart: Wählen Sie „${choice}“, oder leeren Sie das Feld.`,
    whatIsToBeDone: 'Schreiben Sie, was zu tun ist.',
    longestAction: (characters) => `Es haben höchstens ${characters} Zeichen Platz.`,
    whoDoesIt: 'Wählen Sie, wer es macht.',
    byWhichDay: 'Tragen Sie ein, bis wann.',
    fromTheList: 'Wählen Sie aus der Liste.',
  },
);

/** A number with a point as its reader writes it, without any thousands: nobody misreads it, and it is read back as it is. */
export const decimalIn = ({ language }: Pick<Locale, 'language'>, decimal: string): string =>
  language === 'de' ? decimal.replace('.', ',') : decimal;
