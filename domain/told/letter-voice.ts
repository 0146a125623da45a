/** What stands around every mail to a client's contact, in their language. */
import type { Language } from '../core/language';

export interface LetterVoice {
  readonly salutation: (name: string) => string;
  readonly regards: string;
  readonly phone: string;
  readonly mail: string;
  /** The link at the end: whoever follows it is left alone. */
  readonly wayOut: string;
  /** The page behind it. */
  readonly leave: string;
  readonly leaveWhy: (vendor: string) => string;
  readonly leaveButton: string;
  /** How they can change their minds. */
  readonly back: string;
}

/** A label before what it is of, with the colon as the language sets it. */
export function withColon(label: string, language: Language): string {
  return language === 'fr' ? `${label}\u00a0:` : `${label}:`;
}

export const letterVoices: Readonly<Record<Language, LetterVoice>> = {
  en: {
    salutation: (name) => `Dear ${name},`,
    regards: 'Kind regards',
    phone: 'Phone',
    mail: 'E-mail',
    wayOut: 'Please leave me alone: no more questions or invitations',
    leave: 'Shall we leave you alone?',
    leaveWhy: (vendor) => `Then ${vendor} sends you no more questions, invitations or other mails of this kind.`,
    leaveButton: 'Leave me alone',
    back: 'If you change your mind, answer any mail that you had from us.',
  },
  de: {
    salutation: (name) => `Guten Tag ${name},`,
    regards: 'Freundliche Grüße',
    phone: 'Telefon',
    mail: 'E-Mail',
    wayOut: 'Bitte keine Fragen und Einladungen mehr an mich',
    leave: 'Sollen wir Ihnen nicht mehr schreiben?',
    leaveWhy: (vendor) => `Sie bekommen dann von ${vendor} keine Fragen, Einladungen oder ähnlichen Nachrichten mehr.`,
    leaveButton: 'Nicht mehr schreiben',
    back: 'Falls Sie es sich anders überlegen, beantworten Sie einfach eine unserer Nachrichten.',
  },
  fr: {
    salutation: (name) => `Bonjour ${name},`,
    regards: 'Cordialement',
    phone: 'Téléphone',
    mail: 'E-mail',
    wayOut: 'Ne plus recevoir ni questions ni invitations',
    leave: 'Ne plus vous écrire ?',
    leaveWhy: (vendor) =>
      `Vous ne recevrez alors plus de questions, d’invitations ni d’autres messages de ce genre de la part de ${vendor}.`,
    leaveButton: 'Ne plus m’écrire',
    back: 'Si vous changez d’avis, répondez simplement à l’un de nos messages.',
  },
  es: {
    salutation: (name) => `Buenos días, ${name}:`,
    regards: 'Un cordial saludo',
    phone: 'Teléfono',
    mail: 'Correo',
    wayOut: 'No deseo recibir más preguntas ni invitaciones',
    leave: '¿Prefiere que no le escribamos más?',
    leaveWhy: (vendor) =>
      `En ese caso no recibirá de ${vendor} más preguntas, invitaciones ni otros mensajes de este tipo.`,
    leaveButton: 'No me escriban más',
    back: 'Si cambia de opinión, basta con responder a cualquiera de nuestros mensajes.',
  },
  it: {
    salutation: (name) => `Buongiorno ${name},`,
    regards: 'Cordiali saluti',
    phone: 'Telefono',
    mail: 'E-mail',
    wayOut: 'Non desidero più ricevere domande né inviti',
    leave: 'Preferisce che non le scriviamo più?',
    leaveWhy: (vendor) => `In tal caso non riceverà più da ${vendor} domande, inviti o altri messaggi di questo tipo.`,
    leaveButton: 'Non scrivetemi più',
    back: 'Se cambia idea, basta rispondere a uno dei nostri messaggi.',
  },
};
