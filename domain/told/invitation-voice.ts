/** The words in which a client's contacts are invited, in their own language. */
import type { Language } from '../core/language';

export interface InvitationVoice {
  readonly training: string;
  readonly event: string;
  readonly invited: string;
  readonly when: string;
  readonly where: string;
  readonly button: string;
  readonly question: string;
  readonly accept: string;
  readonly decline: string;
  readonly accepted: string;
  readonly declined: string;
  readonly closed: string;
  readonly closedWhy: string;
  readonly moved: string;
  /** It was to begin at one moment, and begins at another. */
  readonly movedWhy: (from: string, to: string) => string;
  /** Its place or its length is another one, its date is not. */
  readonly changed: string;
  readonly changedWhy: string;
  readonly answerAnew: string;
  readonly calledOff: string;
  readonly calledOffWhy: string;
}

export const invitationVoices: Readonly<Record<Language, InvitationVoice>> = {
  en: {
    training: 'Training',
    event: 'Event',
    invited: 'You are invited.',
    when: 'When',
    where: 'Where',
    button: 'Answer',
    question: 'Will you come?',
    accept: 'Yes, I will come',
    decline: 'No, I cannot',
    accepted: 'Thank you: we look forward to seeing you.',
    declined: 'Thank you for telling us.',
    closed: 'This invitation is closed',
    closedWhy: 'It has taken place, or was called off.',
    moved: 'Moved',
    movedWhy: (from, to) => `It was moved from ${from} to ${to}.`,
    changed: 'Changed',
    changedWhy: 'The date stays, but the place or the length has changed: see below.',
    answerAnew: 'Please tell us whether you can come. The calendar file replaces the old entry.',
    calledOff: 'Called off',
    calledOffWhy: 'It does not take place. We are sorry.',
  },
  de: {
    training: 'Schulung',
    event: 'Veranstaltung',
    invited: 'Sie sind eingeladen.',
    when: 'Wann',
    where: 'Wo',
    button: 'Antworten',
    question: 'Kommen Sie?',
    accept: 'Ja, ich komme',
    decline: 'Nein, ich kann nicht',
    accepted: 'Danke: Wir freuen uns auf Sie.',
    declined: 'Danke für Ihre Antwort.',
    closed: 'Diese Einladung ist abgeschlossen',
    closedWhy: 'Der Termin hat stattgefunden oder wurde abgesagt.',
    moved: 'Verschoben',
    movedWhy: (from, to) => `Der Termin wurde verschoben: vom ${from} auf den ${to}.`,
    changed: 'Geändert',
    changedWhy: 'Der Termin bleibt, aber Ort oder Dauer haben sich geändert: siehe unten.',
    answerAnew: 'Bitte geben Sie uns Bescheid, ob Sie kommen können. Die Kalenderdatei ersetzt den alten Eintrag.',
    calledOff: 'Abgesagt',
    calledOffWhy: 'Der Termin findet nicht statt. Es tut uns leid.',
  },
  fr: {
    training: 'Formation',
    event: 'Événement',
    invited: 'Nous serions heureux de vous y voir.',
    when: 'Quand',
    where: 'Où',
    button: 'Répondre',
    question: 'Viendrez-vous ?',
    accept: 'Oui, je viendrai',
    decline: 'Non, je ne peux pas',
    accepted: 'Merci : au plaisir de vous y voir.',
    declined: 'Merci de nous l’avoir dit.',
    closed: 'Cette invitation est close',
    closedWhy: 'L’événement a eu lieu, ou a été annulé.',
    moved: 'Reporté',
    movedWhy: (from, to) => `La date a changé : initialement prévu le ${from}, l’événement aura lieu le ${to}.`,
    changed: 'Modifié',
    changedWhy: 'La date reste la même, mais le lieu ou la durée a changé : voir ci-dessous.',
    answerAnew: 'Merci de nous dire si vous pourrez venir. Le fichier de calendrier remplace l’ancienne entrée.',
    calledOff: 'Annulé',
    calledOffWhy: 'L’événement n’aura pas lieu. Nous en sommes désolés.',
  },
  es: {
    training: 'Formación',
    event: 'Evento',
    invited: 'Nos gustaría contar con su presencia.',
    when: 'Cuándo',
    where: 'Dónde',
    button: 'Responder',
    question: '¿Vendrá?',
    accept: 'Sí, iré',
    decline: 'No, no puedo',
    accepted: 'Gracias: será un placer verle.',
    declined: 'Gracias por avisarnos.',
    closed: 'Esta invitación está cerrada',
    closedWhy: 'Ya tuvo lugar, o se ha cancelado.',
    moved: 'Nueva fecha',
    movedWhy: (from, to) => `La fecha ha cambiado: antes, ${from}; ahora, ${to}.`,
    changed: 'Cambio',
    changedWhy: 'La fecha se mantiene, pero ha cambiado el lugar o la duración: véase más abajo.',
    answerAnew: 'Díganos, por favor, si podrá venir. El archivo de calendario sustituye la entrada anterior.',
    calledOff: 'Cancelado',
    calledOffWhy: 'No tendrá lugar. Lo sentimos.',
  },
  it: {
    training: 'Formazione',
    event: 'Evento',
    invited: 'Saremmo lieti della sua presenza.',
    when: 'Quando',
    where: 'Dove',
    button: 'Rispondi',
    question: 'Verrà?',
    accept: 'Sì, verrò',
    decline: 'No, non posso',
    accepted: 'Grazie: sarà un piacere vederla.',
    declined: 'Grazie per avercelo detto.',
    closed: 'Questo invito è chiuso',
    closedWhy: 'Ha già avuto luogo, o è stato annullato.',
    moved: 'Spostato',
    movedWhy: (from, to) => `La data è cambiata: prima ${from}, ora ${to}.`,
    changed: 'Modificato',
    changedWhy: 'La data resta, ma sono cambiati il luogo o la durata: vedi sotto.',
    answerAnew: 'Ci dica per favore se potrà venire. Il file di calendario sostituisce la voce precedente.',
    calledOff: 'Annullato',
    calledOffWhy: 'Non avrà luogo. Ci dispiace.',
  },
};
