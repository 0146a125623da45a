/**
 * What is said behind a mailed link to whoever cannot be told apart: a client's contact, or one of our own people. So it
 * fits both, and there is all of it in every language in which a contact is written to.
 */
import type { Language } from '../core/language';

/** What nobody can act on: its title, and what the reader can do instead. */
interface PageSaid {
  readonly title: string;
  readonly why: string;
}

/** What can go wrong with what was sent. */
export type PageFailure = 'elsewhere' | 'unreadable' | 'tooLong' | 'closed' | 'ours';

export interface StrangerVoice {
  readonly notOpened: PageSaid;
  readonly unknown: PageSaid;
  /** Behind the link by which somebody is left alone: its reader is a contact. */
  readonly unknownWayOut: PageSaid;
  readonly notKnownYet: PageSaid;
  readonly tooMany: { readonly title: string; readonly why: (seconds: number) => string };
  readonly failed: string;
  readonly failures: Readonly<Record<PageFailure, string>>;
}

export const strangerVoices: Readonly<Record<Language, StrangerVoice>> = {
  en: {
    notOpened: {
      title: 'Open this page from the mail',
      why: 'This address alone opens nothing: press the button in the mail again. Your browser must accept a cookie for it.',
    },
    unknown: {
      title: 'This link is not known',
      why: 'It may have been cut off in the mail, or a newer mail has taken its place. Press the button in the newest mail. If that does not help either, ask whoever you are in touch with.',
    },
    unknownWayOut: {
      title: 'This link is not known',
      why: 'It may have been cut off in the mail. Follow the link at the end of a newer mail, or simply answer the mail and say that you want no more: whoever looks after you will see to it.',
    },
    notKnownYet: {
      title: 'Not known yet',
      why: 'No answer came in time. It may have been recorded or not: send it again in a minute, it counts once.',
    },
    tooMany: {
      title: 'Too many at once',
      why: (seconds) => `Nothing was recorded. Try again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
    },
    failed: 'That did not work',
    failures: {
      elsewhere: 'This form was sent from another site. Open the page from the mail, and send it there.',
      unreadable: 'What was sent could not be read. Go back, and send it again.',
      tooLong: 'That is more text than fits. Go back, make it shorter, and send it again.',
      closed: 'It is not possible any more: nothing was recorded.',
      ours: 'Something went wrong on our side. Try again later; if it goes wrong again, answer the mail.',
    },
  },
  de: {
    notOpened: {
      title: 'Öffnen Sie diese Seite aus der Mail',
      why: 'Diese Adresse allein öffnet nichts: Drücken Sie noch einmal auf den Knopf in der Mail. Ihr Browser muss dafür ein Cookie annehmen.',
    },
    unknown: {
      title: 'Dieser Link ist nicht bekannt',
      why: 'Vielleicht wurde er in der Mail abgeschnitten, oder eine neuere Mail hat ihn ersetzt. Drücken Sie auf den Knopf in der neuesten Mail. Hilft auch das nicht, fragen Sie bei der Person nach, mit der Sie in Kontakt sind.',
    },
    unknownWayOut: {
      title: 'Dieser Link ist nicht bekannt',
      why: 'Vielleicht wurde er in der Mail abgeschnitten. Folgen Sie dem Link am Ende einer neueren Mail, oder antworten Sie einfach auf die Mail, dass Sie keine mehr möchten: Wer Sie betreut, kümmert sich darum.',
    },
    notKnownYet: {
      title: 'Noch nicht bekannt',
      why: 'Es kam nicht rechtzeitig eine Antwort. Vielleicht ist es eingetragen, vielleicht nicht: Schicken Sie es in einer Minute noch einmal ab, es zählt nur einmal.',
    },
    tooMany: {
      title: 'Zu viel auf einmal',
      why: (seconds) =>
        `Es wurde nichts eingetragen. Versuchen Sie es in ${seconds === 1 ? 'einer Sekunde' : `${seconds} Sekunden`} noch einmal.`,
    },
    failed: 'Das ging nicht',
    failures: {
      elsewhere:
        'Dieses Formular kam von einer anderen Website. Öffnen Sie die Seite aus der Mail, und schicken Sie es dort ab.',
      unreadable: 'Was ankam, war nicht zu lesen. Gehen Sie zurück, und schicken Sie es noch einmal ab.',
      tooLong:
        'Das ist mehr Text, als Platz hat. Gehen Sie zurück, kürzen Sie ihn, und schicken Sie es noch einmal ab.',
      closed: 'Das ist nicht mehr möglich: Es wurde nichts eingetragen.',
      ours: 'Bei uns ist etwas schiefgegangen. Versuchen Sie es später noch einmal; hilft das nicht, antworten Sie auf die Mail.',
    },
  },
  fr: {
    notOpened: {
      title: 'Ouvrez cette page depuis le message',
      why: 'Cette adresse seule n’ouvre rien : cliquez de nouveau sur le bouton du message. Votre navigateur doit accepter un cookie.',
    },
    unknown: {
      title: 'Ce lien n’est pas reconnu',
      why: 'Il a peut-être été coupé dans le message, ou un message plus récent l’a remplacé. Cliquez sur le bouton du dernier message reçu. Si cela ne suffit pas, adressez-vous à la personne avec qui vous êtes en contact.',
    },
    unknownWayOut: {
      title: 'Ce lien n’est pas reconnu',
      why: 'Il a peut-être été coupé dans le message. Suivez le lien en bas d’un message plus récent, ou répondez simplement que vous ne souhaitez plus en recevoir : la personne qui vous suit s’en occupera.',
    },
    notKnownYet: {
      title: 'Pas encore confirmé',
      why: 'Aucune réponse n’est arrivée à temps. Votre envoi a peut-être été enregistré, peut-être pas : renvoyez-le dans une minute, il ne comptera qu’une fois.',
    },
    tooMany: {
      title: 'Trop de demandes à la fois',
      why: (seconds) =>
        `Rien n’a été enregistré. Réessayez dans ${seconds === 1 ? 'une seconde' : `${seconds} secondes`}.`,
    },
    failed: 'Cela n’a pas fonctionné',
    failures: {
      elsewhere: 'Ce formulaire a été envoyé depuis un autre site. Ouvrez la page depuis le message et envoyez-le là.',
      unreadable: 'Votre envoi n’a pas pu être lu. Revenez en arrière et renvoyez-le.',
      tooLong: 'Le texte est trop long. Revenez en arrière, raccourcissez-le et renvoyez-le.',
      closed: 'Ce n’est plus possible : rien n’a été enregistré.',
      ours: 'Une erreur s’est produite de notre côté. Réessayez plus tard ; si le problème persiste, répondez au message.',
    },
  },
  es: {
    notOpened: {
      title: 'Abra esta página desde el mensaje',
      why: 'Esta dirección por sí sola no abre nada: pulse de nuevo el botón del mensaje. Su navegador debe aceptar una cookie.',
    },
    unknown: {
      title: 'No reconocemos este enlace',
      why: 'Quizá quedó cortado en el mensaje, o lo ha sustituido un mensaje más reciente. Pulse el botón del último mensaje. Si tampoco funciona, pregunte a la persona con la que está en contacto.',
    },
    unknownWayOut: {
      title: 'No reconocemos este enlace',
      why: 'Quizá quedó cortado en el mensaje. Siga el enlace al final de un mensaje más reciente, o simplemente responda que no desea recibir más: la persona que le atiende se ocupará de ello.',
    },
    notKnownYet: {
      title: 'Aún sin confirmar',
      why: 'No llegó respuesta a tiempo. Puede que se haya registrado o no: envíelo de nuevo dentro de un minuto, solo contará una vez.',
    },
    tooMany: {
      title: 'Demasiadas peticiones a la vez',
      why: (seconds) =>
        `No se ha registrado nada. Inténtelo de nuevo dentro de ${seconds === 1 ? 'un segundo' : `${seconds} segundos`}.`,
    },
    failed: 'No ha funcionado',
    failures: {
      elsewhere: 'Este formulario se envió desde otro sitio. Abra la página desde el mensaje y envíelo allí.',
      unreadable: 'No se ha podido leer lo que envió. Vuelva atrás y envíelo de nuevo.',
      tooLong: 'El texto es demasiado largo. Vuelva atrás, acórtelo y envíelo de nuevo.',
      closed: 'Ya no es posible: no se ha registrado nada.',
      ours: 'Ha habido un error por nuestra parte. Inténtelo más tarde; si vuelve a fallar, responda al mensaje.',
    },
  },
  it: {
    notOpened: {
      title: 'Apra questa pagina dal messaggio',
      why: 'Questo indirizzo da solo non apre nulla: prema di nuovo il pulsante nel messaggio. Il suo browser deve accettare un cookie.',
    },
    unknown: {
      title: 'Questo link non è riconosciuto',
      why: 'Forse è stato troncato nel messaggio, oppure un messaggio più recente lo ha sostituito. Prema il pulsante nell’ultimo messaggio. Se non basta, si rivolga alla persona con cui è in contatto.',
    },
    unknownWayOut: {
      title: 'Questo link non è riconosciuto',
      why: 'Forse è stato troncato nel messaggio. Segua il link in fondo a un messaggio più recente, oppure risponda semplicemente che non desidera riceverne altri: se ne occuperà chi la segue.',
    },
    notKnownYet: {
      title: 'Non ancora confermato',
      why: 'La risposta non è arrivata in tempo. Forse è stato registrato, forse no: lo invii di nuovo tra un minuto, conterà una volta sola.',
    },
    tooMany: {
      title: 'Troppe richieste insieme',
      why: (seconds) =>
        `Non è stato registrato nulla. Riprovi tra ${seconds === 1 ? 'un secondo' : `${seconds} secondi`}.`,
    },
    failed: 'Non ha funzionato',
    failures: {
      elsewhere: 'Questo modulo è stato inviato da un altro sito. Apra la pagina dal messaggio e lo invii da lì.',
      unreadable: 'Quanto inviato non era leggibile. Torni indietro e lo invii di nuovo.',
      tooLong: 'Il testo è troppo lungo. Torni indietro, lo abbrevi e lo invii di nuovo.',
      closed: 'Non è più possibile: non è stato registrato nulla.',
      ours: 'Si è verificato un errore da parte nostra. Riprovi più tardi; se l’errore si ripete, risponda al messaggio.',
    },
  },
};
