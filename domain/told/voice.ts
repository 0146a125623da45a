/** The words in which a client's contacts are asked how happy they are, in their own language. */

import { languages, type Language } from '../core/language';

const byCountry: Readonly<Record<string, Language>> = {
  AT: 'de',
  DE: 'de',
  CH: 'de',
  LI: 'de',
  FR: 'fr',
  LU: 'fr',
  MC: 'fr',
  ES: 'es',
  MX: 'es',
  AR: 'es',
  CO: 'es',
  CL: 'es',
  IT: 'it',
  SM: 'it',
};

/** What a contact said, else what is spoken in the country, else English. */
export function languageOf(said: string | null, country: string | null): Language {
  const known = languages.find((one) => one === said);
  return known ?? byCountry[country ?? ''] ?? 'en';
}

export interface Voice {
  readonly subject: string;
  readonly question: string;
  readonly why: string;
  /** Why they are asked once more, in place of `why`. */
  readonly reminder: string;
  readonly button: string;
  readonly worst: string;
  readonly best: string;
  readonly words: string;
  readonly leaveAlone: string;
  readonly send: string;
  readonly choose: string;
  readonly footer: string;
  readonly thanks: string;
  readonly leftAlone: string;
  readonly closed: string;
  readonly closedWhy: string;
}

export const voices: Readonly<Record<Language, Voice>> = {
  en: {
    subject: 'One question: how happy are you with us?',
    question: 'How happy are you with us?',
    why: 'One answer from 0 to 10 is enough. The person who looks after you reads it, and acts on it.',
    reminder:
      'You have not answered yet, so we ask once more: one answer from 0 to 10 is enough. This is the only reminder.',
    button: 'Answer',
    worst: 'not at all',
    best: 'completely',
    words: 'Anything you would like us to know?',
    leaveAlone: 'Please do not ask me again',
    send: 'Send',
    choose: 'Please choose one.',
    footer: 'Opening the page changes nothing; only what you send there counts.',
    thanks: 'Thank you. Your answer has arrived.',
    leftAlone: 'Understood. You will not be asked again.',
    closed: 'This question is closed',
    closedWhy: 'It was answered already, or a newer one has been sent.',
  },
  de: {
    subject: 'Eine Frage: Wie zufrieden sind Sie mit uns?',
    question: 'Wie zufrieden sind Sie mit uns?',
    why: 'Eine Antwort von 0 bis 10 genügt. Wer Sie betreut, liest sie und handelt danach.',
    reminder:
      'Sie haben noch nicht geantwortet, darum fragen wir noch einmal: Eine Antwort von 0 bis 10 genügt. Es bleibt bei dieser einen Erinnerung.',
    button: 'Antworten',
    worst: 'gar nicht',
    best: 'vollkommen',
    words: 'Was sollen wir sonst noch wissen?',
    leaveAlone: 'Bitte fragen Sie mich nicht mehr',
    send: 'Absenden',
    choose: 'Bitte wählen Sie etwas aus.',
    footer: 'Das Öffnen der Seite ändert nichts; es zählt nur, was Sie dort absenden.',
    thanks: 'Danke. Ihre Antwort ist angekommen.',
    leftAlone: 'Verstanden. Wir fragen Sie nicht mehr.',
    closed: 'Diese Frage ist abgeschlossen',
    closedWhy: 'Sie wurde schon beantwortet, oder es gibt eine neuere.',
  },
  fr: {
    subject: 'Une question : êtes-vous satisfait de nous ?',
    question: 'À quel point êtes-vous satisfait de nous ?',
    why: 'Une réponse de 0 à 10 suffit. La personne qui vous suit la lit et en tient compte.',
    reminder:
      'Vous n’avez pas encore répondu, nous nous permettons donc de vous relancer : une réponse de 0 à 10 suffit. Ce sera le seul rappel.',
    button: 'Répondre',
    worst: 'pas du tout',
    best: 'tout à fait',
    words: 'Que devrions-nous savoir d’autre ?',
    leaveAlone: 'Ne me posez plus cette question',
    send: 'Envoyer',
    choose: 'Veuillez choisir une réponse.',
    footer: 'Ouvrir la page ne change rien ; seul compte ce que vous y envoyez.',
    thanks: 'Merci. Votre réponse est bien arrivée.',
    leftAlone: 'C’est noté. Nous ne vous poserons plus la question.',
    closed: 'Cette question est close',
    closedWhy: 'Elle a déjà reçu une réponse, ou une plus récente a été envoyée.',
  },
  es: {
    subject: 'Una pregunta: ¿está satisfecho con nosotros?',
    question: '¿Qué tan satisfecho está con nosotros?',
    why: 'Basta una respuesta de 0 a 10. La persona que le atiende la lee y actúa en consecuencia.',
    reminder:
      'Aún no ha respondido, por eso se lo preguntamos una vez más: basta una respuesta de 0 a 10. Este es el único recordatorio.',
    button: 'Responder',
    worst: 'nada',
    best: 'del todo',
    words: '¿Hay algo más que debamos saber?',
    leaveAlone: 'Por favor, no me pregunten más',
    send: 'Enviar',
    choose: 'Elija una respuesta, por favor.',
    footer: 'Abrir la página no cambia nada; solo cuenta lo que envíe allí.',
    thanks: 'Gracias. Su respuesta ha llegado.',
    leftAlone: 'Entendido. No le preguntaremos más.',
    closed: 'Esta pregunta está cerrada',
    closedWhy: 'Ya se respondió, o se ha enviado una más reciente.',
  },
  it: {
    subject: 'Una domanda: è soddisfatto di noi?',
    question: 'Quanto è soddisfatto di noi?',
    why: 'Basta una risposta da 0 a 10. Chi la segue la legge e ne tiene conto.',
    reminder:
      'Non ha ancora risposto, perciò glielo chiediamo ancora una volta: basta una risposta da 0 a 10. È l’unico promemoria.',
    button: 'Rispondi',
    worst: 'per niente',
    best: 'del tutto',
    words: 'C’è altro che dovremmo sapere?',
    leaveAlone: 'Non chiedetemelo più, per favore',
    send: 'Invia',
    choose: 'Scelga una risposta, per favore.',
    footer: 'Aprire la pagina non cambia nulla; conta solo ciò che invia lì.',
    thanks: 'Grazie. La sua risposta è arrivata.',
    leftAlone: 'Ricevuto. Non glielo chiederemo più.',
    closed: 'Questa domanda è chiusa',
    closedWhy: 'È già stata data una risposta, oppure ne è stata inviata una più recente.',
  },
};

export interface Introduction {
  readonly subject: string;
  readonly headline: string;
  readonly why: string;
  readonly footer: string;
}

/** How a contact is told who looks after them from now on. */
export function introductionOf(language: Language, rep: string, product: string): Introduction {
  const words: Readonly<Record<Language, Introduction>> = {
    en: {
      subject: `${rep} looks after you from now on`,
      headline: `${rep} looks after you from now on.`,
      why: `For ${product} and everything else you have from us. Nothing is lost: ${rep} knows what was promised and what was said. An answer to this mail reaches ${rep}.`,
      footer: 'Nothing needs to be done.',
    },
    de: {
      subject: `${rep} betreut Sie von nun an`,
      headline: `${rep} betreut Sie von nun an.`,
      why: `Bei ${product} und allem anderen, was Sie von uns haben. Nichts geht verloren: ${rep} weiß, was zugesagt und was besprochen wurde. Eine Antwort auf diese Nachricht erreicht ${rep}.`,
      footer: 'Sie müssen nichts tun.',
    },
    fr: {
      subject: `${rep} s’occupe désormais de vous`,
      headline: `${rep} s’occupe désormais de vous.`,
      why: `Pour ${product} et tout ce que vous avez chez nous. Rien n’est perdu : ${rep} sait ce qui a été promis et ce qui a été dit. Une réponse à ce message parvient à ${rep}.`,
      footer: 'Vous n’avez rien à faire.',
    },
    es: {
      subject: `${rep} le atiende a partir de ahora`,
      headline: `${rep} le atiende a partir de ahora.`,
      why: `Para ${product} y todo lo demás que tiene con nosotros. No se pierde nada: ${rep} sabe lo que se prometió y lo que se habló. Una respuesta a este mensaje llega a ${rep}.`,
      footer: 'No tiene que hacer nada.',
    },
    it: {
      subject: `Da ora si occupa di lei ${rep}`,
      headline: `Da ora si occupa di lei ${rep}.`,
      why: `Per ${product} e tutto il resto che ha da noi. Nulla va perso: ${rep} sa che cosa è stato promesso e che cosa è stato detto. Una risposta a questo messaggio arriva a ${rep}.`,
      footer: 'Non deve fare nulla.',
    },
  };
  return words[language];
}
