/** The words of a review, in the languages in which clients are written to. */
import type { Language } from '../core/language';
import type { ActionStanding } from './agreed-actions';
import type { HelpKind, ReviewPartName, ServiceTold } from './review';

export interface ReviewVoice {
  /** Above the whole, and in the subject of its mail. */
  readonly title: string;
  readonly intro: (product: string) => string;
  readonly since: (day: string) => string;
  readonly parts: Readonly<Record<Exclude<ReviewPartName, 'health' | 'people'>, string>>;
  readonly services: Readonly<Record<ServiceTold, string>>;
  readonly help: Readonly<Record<HelpKind, string>>;
  readonly standing: Readonly<Record<ActionStanding, (day: string) => string>>;
  /** How often something was done, and on which days. */
  readonly times: (what: string, count: number, days: string) => string;
  /** Means of months. */
  readonly usage: string;
  readonly tickets: string;
  readonly by: (day: string) => string;
  readonly promised: (what: string) => string;
  readonly noFigure: string;
  readonly quoted: (words: string) => string;
  readonly mean: (score: string, people: string) => string;
  readonly nextReview: (day: string) => string;
  readonly month: string;
  readonly percent: string;
  readonly count: string;
  readonly footer: (rep: string) => string;
}

export const reviewVoices: Readonly<Record<Language, ReviewVoice>> = {
  en: {
    title: 'Our review',
    intro: (product) => `What we have done together for ${product}, and what comes next.`,
    since: (day) => `Since our last review on ${day}`,
    parts: {
      agreed: 'What we agreed',
      services: 'What was done',
      support: 'Support',
      usage: 'How much it is used',
      promises: 'What was promised, and the figures',
      success: 'Success, in your own words',
      satisfaction: 'How satisfied you are',
      next: 'What comes next',
    },
    services: {
      call: 'Call',
      email: 'E-mail',
      lunch: 'Lunch',
      visit: 'Visit',
      training: 'Training',
      event: 'Event',
      'onboarding-step': 'Step of the introduction',
    },
    help: { serviceCall: 'Service call', billingError: 'Billing error' },
    standing: {
      open: (day) => `by ${day}`,
      overdue: (day) => `was to be done by ${day}, still open`,
      done: (day) => `done on ${day}`,
    },
    times: (what, count, days) => `${what}: ${count} (${days})`,
    usage: 'Use of what was bought, monthly mean in per cent',
    tickets: 'Open support requests, monthly mean',
    by: (day) => `by ${day}`,
    promised: (what) => `promised: ${what}`,
    noFigure: 'no figure yet',
    quoted: (words) => `“${words}”`,
    mean: (score, people) => `${score} of 10, the mean of ${people} answers`,
    nextReview: (day) => `Our next review: ${day}`,
    month: 'Month',
    percent: 'Per cent',
    count: 'Number',
    footer: (rep) => `An answer to this mail reaches ${rep}.`,
  },
  de: {
    title: 'Unser Quartalsgespräch',
    intro: (product) => `Was wir gemeinsam für ${product} getan haben und wie es weitergeht.`,
    since: (day) => `Seit unserem letzten Gespräch am ${day}`,
    parts: {
      agreed: 'Was wir vereinbart haben',
      services: 'Was geleistet wurde',
      support: 'Unterstützung',
      usage: 'Wie stark es genutzt wird',
      promises: 'Was zugesagt war, und die Zahlen dazu',
      success: 'Erfolg, in Ihren eigenen Worten',
      satisfaction: 'Wie zufrieden Sie sind',
      next: 'Wie es weitergeht',
    },
    services: {
      call: 'Telefonat',
      email: 'E-Mail',
      lunch: 'Mittagessen',
      visit: 'Besuch',
      training: 'Schulung',
      event: 'Veranstaltung',
      'onboarding-step': 'Schritt der Einführung',
    },
    help: { serviceCall: 'Serviceeinsatz', billingError: 'Rechnungsfehler' },
    standing: {
      open: (day) => `bis ${day}`,
      overdue: (day) => `war bis ${day} vorgesehen, noch offen`,
      done: (day) => `erledigt am ${day}`,
    },
    times: (what, count, days) => `${what}: ${count} (${days})`,
    usage: 'Nutzung des Gekauften, Monatsmittel in Prozent',
    tickets: 'Offene Supportanfragen, Monatsmittel',
    by: (day) => `bis ${day}`,
    promised: (what) => `zugesagt: ${what}`,
    noFigure: 'noch keine Zahl',
    quoted: (words) => `„${words}“`,
    mean: (score, people) => `${score} von 10, im Mittel von ${people} Antworten`,
    nextReview: (day) => `Unser nächstes Quartalsgespräch: ${day}`,
    month: 'Monat',
    percent: 'Prozent',
    count: 'Anzahl',
    footer: (rep) => `Eine Antwort auf diese Nachricht erreicht ${rep}.`,
  },
  fr: {
    title: 'Notre bilan trimestriel',
    intro: (product) => `Ce que nous avons fait ensemble pour ${product}, et la suite.`,
    since: (day) => `Depuis notre dernier bilan du ${day}`,
    parts: {
      agreed: 'Ce que nous avons convenu',
      services: 'Ce qui a été fait',
      support: 'Assistance',
      usage: 'Utilisation',
      promises: 'Ce qui a été promis, et les chiffres',
      success: 'La réussite, selon vos propres mots',
      satisfaction: 'Votre satisfaction',
      next: 'La suite',
    },
    services: {
      call: 'Appel',
      email: 'E-mail',
      lunch: 'Déjeuner',
      visit: 'Visite',
      training: 'Formation',
      event: 'Événement',
      'onboarding-step': 'Étape de la mise en service',
    },
    help: { serviceCall: 'Intervention', billingError: 'Erreur de facturation' },
    standing: {
      open: (day) => `pour le ${day}`,
      overdue: (day) => `prévu pour le ${day}, encore ouvert`,
      done: (day) => `fait le ${day}`,
    },
    times: (what, count, days) => `${what} : ${count} (${days})`,
    usage: 'Utilisation de ce qui a été acheté, moyenne mensuelle en pour cent',
    tickets: 'Demandes d’assistance ouvertes, moyenne mensuelle',
    by: (day) => `pour le ${day}`,
    promised: (what) => `promis : ${what}`,
    noFigure: 'pas encore de chiffre',
    quoted: (words) => `“${words}”`,
    mean: (score, people) => `${score} sur 10, moyenne de ${people} réponses`,
    nextReview: (day) => `Notre prochain bilan : ${day}`,
    month: 'Mois',
    percent: 'Pour cent',
    count: 'Nombre',
    footer: (rep) => `Une réponse à ce message parvient à ${rep}.`,
  },
  es: {
    title: 'Nuestra revisión trimestral',
    intro: (product) => `Lo que hemos hecho juntos con ${product} y los próximos pasos.`,
    since: (day) => `Desde nuestra última revisión del ${day}`,
    parts: {
      agreed: 'Lo que acordamos',
      services: 'Lo que se ha hecho',
      support: 'Asistencia',
      usage: 'Uso',
      promises: 'Lo que se prometió y las cifras',
      success: 'El éxito, en sus propias palabras',
      satisfaction: 'Su satisfacción',
      next: 'Próximos pasos',
    },
    services: {
      call: 'Llamada',
      email: 'Correo electrónico',
      lunch: 'Almuerzo',
      visit: 'Visita',
      training: 'Formación',
      event: 'Evento',
      'onboarding-step': 'Paso de la puesta en marcha',
    },
    help: { serviceCall: 'Intervención de servicio', billingError: 'Error de facturación' },
    standing: {
      open: (day) => `hasta el ${day}`,
      overdue: (day) => `estaba previsto hasta el ${day}, sigue pendiente`,
      done: (day) => `hecho el ${day}`,
    },
    times: (what, count, days) => `${what}: ${count} (${days})`,
    usage: 'Uso de lo contratado, media mensual en porcentaje',
    tickets: 'Solicitudes de asistencia abiertas, media mensual',
    by: (day) => `hasta el ${day}`,
    promised: (what) => `prometido: ${what}`,
    noFigure: 'aún sin cifra',
    quoted: (words) => `“${words}”`,
    mean: (score, people) => `${score} de 10, media de ${people} respuestas`,
    nextReview: (day) => `Nuestra próxima revisión: ${day}`,
    month: 'Mes',
    percent: 'Porcentaje',
    count: 'Número',
    footer: (rep) => `Una respuesta a este mensaje llega a ${rep}.`,
  },
  it: {
    title: 'Il nostro incontro trimestrale',
    intro: (product) => `Che cosa abbiamo fatto insieme per ${product} e come si prosegue.`,
    since: (day) => `Dal nostro ultimo incontro del ${day}`,
    parts: {
      agreed: 'Che cosa abbiamo concordato',
      services: 'Che cosa è stato fatto',
      support: 'Assistenza',
      usage: 'Utilizzo',
      promises: 'Che cosa è stato promesso, e i valori',
      success: 'Il successo, con le sue parole',
      satisfaction: 'La vostra soddisfazione',
      next: 'Come si prosegue',
    },
    services: {
      call: 'Telefonata',
      email: 'E-mail',
      lunch: 'Pranzo',
      visit: 'Visita',
      training: 'Formazione',
      event: 'Evento',
      'onboarding-step': 'Passo dell’avviamento',
    },
    help: { serviceCall: 'Intervento di assistenza', billingError: 'Errore di fatturazione' },
    standing: {
      open: (day) => `entro ${day}`,
      overdue: (day) => `era previsto entro ${day}, ancora aperto`,
      done: (day) => `fatto ${day}`,
    },
    times: (what, count, days) => `${what}: ${count} (${days})`,
    usage: 'Utilizzo di quanto acquistato, media mensile in percentuale',
    tickets: 'Richieste di assistenza aperte, media mensile',
    by: (day) => `entro ${day}`,
    promised: (what) => `promesso: ${what}`,
    noFigure: 'ancora nessun valore',
    quoted: (words) => `“${words}”`,
    mean: (score, people) => `${score} su 10, media di ${people} risposte`,
    nextReview: (day) => `Il nostro prossimo incontro: ${day}`,
    month: 'Mese',
    percent: 'Percentuale',
    count: 'Numero',
    footer: (rep) => `Una risposta a questo messaggio arriva a ${rep}.`,
  },
};
