/** The words in which a client's contacts are asked how satisfied they are, in their own language. */
import type { Language } from '../core/language';

export interface Voice {
  readonly subject: (product: string) => string;
  readonly question: (product: string) => string;
  /** On the page: who asks, and what becomes of the answer. */
  readonly why: (rep: string | null, vendor: string) => string;
  /** In the mail, which its rep signs. */
  readonly mine: (vendor: string) => string;
  /** Why they are asked once more, in place of `why`. */
  readonly reminder: string;
  readonly button: string;
  readonly worst: string;
  readonly best: string;
  readonly words: string;
  readonly leaveAlone: string;
  readonly send: string;
  readonly choose: string;
  readonly tooLong: string;
  readonly footer: string;
  readonly thanks: string;
  readonly leftAlone: string;
  readonly closed: string;
  readonly closedWhy: string;
}

export const voices: Readonly<Record<Language, Voice>> = {
  en: {
    subject: (product) => `One question: how satisfied are you with ${product}?`,
    question: (product) => `How satisfied are you with ${product}?`,
    why: (rep, vendor) =>
      `One answer from 0 to 10 is enough. ${rep === null ? 'The person' : `${rep},`} who looks after you at ${vendor}${rep === null ? '' : ','} reads it and acts on it.`,
    mine: (vendor) =>
      `I look after you at ${vendor} and would like to know. One answer from 0 to 10 is enough: I read it myself, and act on it.`,
    reminder:
      'You have not answered yet, so we ask once more: one answer from 0 to 10 is enough. This is the only reminder.',
    button: 'Answer on the page',
    worst: 'not at all',
    best: 'completely',
    words: 'Anything you would like us to know?',
    leaveAlone: 'Please do not ask me again',
    send: 'Send',
    choose: 'Please choose one.',
    tooLong: 'Please shorten this: there is room for 5,000 characters.',
    footer: 'Opening the page changes nothing; only what you send there counts.',
    thanks: 'Thank you. Your answer has arrived.',
    leftAlone: 'Understood. You will not be asked again.',
    closed: 'This question is closed',
    closedWhy: 'It was answered already, or a newer one has been sent.',
  },
  de: {
    subject: (product) => `Eine Frage: Wie zufrieden sind Sie mit ${product}?`,
    question: (product) => `Wie zufrieden sind Sie mit ${product}?`,
    why: (rep, vendor) =>
      rep === null
        ? `Eine Antwort von 0 bis 10 genügt. Wer Sie bei ${vendor} betreut, liest sie und handelt danach.`
        : `Eine Antwort von 0 bis 10 genügt. ${rep} betreut Sie bei ${vendor}, liest Ihre Antwort und handelt danach.`,
    mine: (vendor) =>
      `Ich betreue Sie bei ${vendor} und wüsste es gern. Eine Antwort von 0 bis 10 genügt: Ich lese sie selbst und handle danach.`,
    reminder:
      'Sie haben noch nicht geantwortet, darum fragen wir noch einmal: Eine Antwort von 0 bis 10 genügt. Es bleibt bei dieser einen Erinnerung.',
    button: 'Auf der Seite antworten',
    worst: 'gar nicht',
    best: 'vollkommen',
    words: 'Was sollen wir sonst noch wissen?',
    leaveAlone: 'Bitte fragen Sie mich nicht mehr',
    send: 'Absenden',
    choose: 'Bitte wählen Sie etwas aus.',
    tooLong: 'Bitte kürzen Sie den Text: 5.000 Zeichen haben Platz.',
    footer: 'Das Öffnen der Seite ändert nichts; es zählt nur, was Sie dort absenden.',
    thanks: 'Danke. Ihre Antwort ist angekommen.',
    leftAlone: 'Verstanden. Wir fragen Sie nicht mehr.',
    closed: 'Diese Frage ist abgeschlossen',
    closedWhy: 'Sie wurde schon beantwortet, oder es gibt eine neuere.',
  },
  fr: {
    subject: (product) => `Une question : votre satisfaction à l’égard de ${product}`,
    question: (product) => `Quel est votre niveau de satisfaction à l’égard de ${product} ?`,
    why: (rep, vendor) =>
      rep === null
        ? `Une réponse de 0 à 10 suffit. La personne qui vous suit chez ${vendor} la lit et en tient compte.`
        : `Une réponse de 0 à 10 suffit. ${rep}, qui vous suit chez ${vendor}, la lit et en tient compte.`,
    mine: (vendor) =>
      `Je m’occupe de vous chez ${vendor} et j’aimerais le savoir. Une réponse de 0 à 10 suffit : je la lis personnellement et j’en tiens compte.`,
    reminder:
      'Vous n’avez pas encore répondu, nous nous permettons donc de vous relancer : une réponse de 0 à 10 suffit. Ce sera le seul rappel.',
    button: 'Répondre sur la page',
    worst: 'pas du tout',
    best: 'tout à fait',
    words: 'Que devrions-nous savoir d’autre ?',
    leaveAlone: 'Ne me posez plus cette question',
    send: 'Envoyer',
    choose: 'Veuillez choisir une réponse.',
    tooLong: 'Veuillez raccourcir ce texte : 5 000 caractères au maximum.',
    footer: 'Ouvrir la page ne change rien ; seul compte ce que vous y envoyez.',
    thanks: 'Merci. Votre réponse est bien arrivée.',
    leftAlone: 'C’est noté. Nous ne vous poserons plus la question.',
    closed: 'Cette question est close',
    closedWhy: 'Elle a déjà reçu une réponse, ou une plus récente a été envoyée.',
  },
  es: {
    subject: (product) => `Una pregunta: su satisfacción con ${product}`,
    question: (product) => `¿Cuál es su grado de satisfacción con ${product}?`,
    why: (rep, vendor) =>
      rep === null
        ? `Basta una respuesta de 0 a 10. La persona que le atiende en ${vendor} la lee y actúa en consecuencia.`
        : `Basta una respuesta de 0 a 10. ${rep}, que le atiende en ${vendor}, la lee y actúa en consecuencia.`,
    mine: (vendor) =>
      `Le atiendo en ${vendor} y me gustaría saberlo. Basta una respuesta de 0 a 10: la leo personalmente y actúo en consecuencia.`,
    reminder:
      'Aún no ha respondido, por eso se lo preguntamos una vez más: basta una respuesta de 0 a 10. Este es el único recordatorio.',
    button: 'Responder en la página',
    worst: 'nada',
    best: 'del todo',
    words: '¿Hay algo más que debamos saber?',
    leaveAlone: 'Por favor, no me pregunten más',
    send: 'Enviar',
    choose: 'Elija una respuesta, por favor.',
    tooLong: 'Acorte el texto, por favor: caben 5000 caracteres.',
    footer: 'Abrir la página no cambia nada; solo cuenta lo que envíe allí.',
    thanks: 'Gracias. Su respuesta ha llegado.',
    leftAlone: 'Entendido. No le preguntaremos más.',
    closed: 'Esta pregunta está cerrada',
    closedWhy: 'Ya se respondió, o se ha enviado una más reciente.',
  },
  it: {
    subject: (product) => `Una domanda: il suo grado di soddisfazione per ${product}`,
    question: (product) => `Qual è il suo grado di soddisfazione per ${product}?`,
    why: (rep, vendor) =>
      rep === null
        ? `Basta una risposta da 0 a 10. Chi la segue presso ${vendor} la legge e ne tiene conto.`
        : `Basta una risposta da 0 a 10. ${rep}, che la segue presso ${vendor}, la legge e ne tiene conto.`,
    mine: (vendor) =>
      `Mi occupo di lei presso ${vendor} e vorrei saperlo. Basta una risposta da 0 a 10: la leggo personalmente e ne tengo conto.`,
    reminder:
      'Non ha ancora risposto, perciò glielo chiediamo ancora una volta: basta una risposta da 0 a 10. È l’unico promemoria.',
    button: 'Rispondi sulla pagina',
    worst: 'per niente',
    best: 'del tutto',
    words: 'C’è altro che dovremmo sapere?',
    leaveAlone: 'Non chiedetemelo più, per favore',
    send: 'Invia',
    choose: 'Scelga una risposta, per favore.',
    tooLong: 'Accorci il testo, per favore: al massimo 5.000 caratteri.',
    footer: 'Aprire la pagina non cambia nulla; conta solo ciò che invia lì.',
    thanks: 'Grazie. La sua risposta è arrivata.',
    leftAlone: 'Ricevuto. Non glielo chiederemo più.',
    closed: 'Questa domanda è chiusa',
    closedWhy: 'È già stata data una risposta, oppure ne è stata inviata una più recente.',
  },
};

/** Who is introduced to a contact, and for what. */
export interface Introduced {
  readonly rep: string;
  /** Who looked after them until now; null where nobody is known. */
  readonly former: string | null;
  readonly product: string;
  readonly vendor: string;
}

export interface Introduction {
  readonly subject: string;
  readonly headline: string;
  readonly says: string;
  readonly footer: string;
}

/** How a contact is told who looks after them from now on; whoever does so signs it. */
export function introductionOf(language: Language, { rep, former, product, vendor }: Introduced): Introduction {
  const words: Readonly<Record<Language, Introduction>> = {
    en: {
      subject: `${rep} looks after you from now on`,
      headline: `From now on I look after you at ${vendor}`,
      says: `${former === null ? `My name is ${rep}, and I look after you` : `Until now ${former} looked after you. From now on it is me, ${rep},`} for ${product} and everything else that you have from us. Nothing is lost: I know what was promised and what was said. Simply answer this mail, or reach me as it says below.`,
      footer: 'Nothing needs to be done.',
    },
    de: {
      subject: `${rep} betreut Sie von nun an`,
      headline: `Von nun an betreue ich Sie bei ${vendor}`,
      says: `${former === null ? `Mein Name ist ${rep}, und ich bin für Sie da:` : `Bisher hat ${former} Sie betreut. Von nun an bin ich, ${rep}, für Sie da:`} bei ${product} und allem anderen, was Sie von uns haben. Nichts geht verloren: Ich weiß, was zugesagt und was besprochen wurde. Antworten Sie einfach auf diese Nachricht, oder melden Sie sich auf einem der Wege unten.`,
      footer: 'Sie müssen nichts tun.',
    },
    fr: {
      subject: `${rep} s’occupe désormais de vous`,
      headline: `Je m’occupe désormais de vous chez ${vendor}`,
      says: `${former === null ? `Je m’appelle ${rep} et je m’occupe de vous` : `Jusqu’ici, ${former} s’occupait de vous. Désormais, c’est moi, ${rep},`} pour ${product} et tout ce que vous avez chez nous. Rien n’est perdu : je sais ce qui a été promis et ce qui a été dit. Répondez simplement à ce message, ou contactez-moi comme indiqué ci-dessous.`,
      footer: 'Vous n’avez rien à faire.',
    },
    es: {
      subject: `${rep} le atiende a partir de ahora`,
      headline: `A partir de ahora le atiendo yo en ${vendor}`,
      says: `${former === null ? `Me llamo ${rep} y le atiendo` : `Hasta ahora le atendía ${former}. Desde ahora le atiendo yo, ${rep},`} para ${product} y todo lo demás que tiene con nosotros. No se pierde nada: sé lo que se prometió y lo que se habló. Responda sin más a este mensaje, o escríbame o llámeme como se indica abajo.`,
      footer: 'No tiene que hacer nada.',
    },
    it: {
      subject: `Da ora si occupa di lei ${rep}`,
      headline: `Da ora la seguo io presso ${vendor}`,
      says: `${former === null ? `Mi chiamo ${rep} e la seguo` : `Finora la seguiva ${former}. Da ora la seguo io, ${rep},`} per ${product} e tutto il resto che ha da noi. Nulla va perso: so che cosa è stato promesso e che cosa è stato detto. Risponda semplicemente a questo messaggio, o mi contatti come indicato sotto.`,
      footer: 'Non deve fare nulla.',
    },
  };
  return words[language];
}
