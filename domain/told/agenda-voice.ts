/** The words of a review's calendar file, in the languages in which clients are written to. */
import type { Language } from '../core/language';
import type { ReviewSection } from './presented';

export interface AgendaVoice {
  /** What the meeting is called, by all that it is about. */
  readonly names: Readonly<Record<ReviewSection, string>>;
  readonly about: (client: string, products: string) => string;
  readonly goThrough: string;
  /** What is spoken of in each section. */
  readonly points: Readonly<Record<ReviewSection, readonly string[]>>;
  readonly next: string;
  readonly promised: string;
  readonly by: (day: string) => string;
}

export const agendaVoices: Readonly<Record<Language, AgendaVoice>> = {
  en: {
    names: { review: 'quarterly review', 'check-in': 'check-in', 'success-check': 'success check' },
    about: (client, products) => `For ${client}: ${products}`,
    goThrough: 'What we will go through',
    points: {
      review: [
        'What was done since the last review',
        'What support was needed, and how it went',
        'What was promised, and what came of it',
      ],
      'check-in': ['How the first months went'],
      'success-check': ['Whether it has become the success that you bought it for'],
    },
    next: 'What comes next',
    promised: 'What was promised',
    by: (day) => ` by ${day}`,
  },
  de: {
    names: { review: 'Quartalsgespräch', 'check-in': 'Zwischengespräch', 'success-check': 'Erfolgsgespräch' },
    about: (client, products) => `Für ${client}: ${products}`,
    goThrough: 'Was wir besprechen',
    points: {
      review: [
        'Was seit dem letzten Gespräch geleistet wurde',
        'Welche Unterstützung nötig war und wie sie verlief',
        'Was zugesagt war und was daraus geworden ist',
      ],
      'check-in': ['Wie die ersten Monate verlaufen sind'],
      'success-check': ['Ob es der Erfolg geworden ist, für den Sie es gekauft haben'],
    },
    next: 'Wie es weitergeht',
    promised: 'Was zugesagt war',
    by: (day) => ` bis ${day}`,
  },
  fr: {
    names: { review: 'bilan trimestriel', 'check-in': 'point d’étape', 'success-check': 'point sur les résultats' },
    about: (client, products) => `Pour ${client} : ${products}`,
    goThrough: 'Ce que nous allons aborder',
    points: {
      review: [
        'Ce qui a été fait depuis le dernier bilan',
        'L’assistance qui a été nécessaire, et comment elle s’est passée',
        'Ce qui a été promis, et ce qu’il en est',
      ],
      'check-in': ['Comment se sont passés les premiers mois'],
      'success-check': ['La réussite attendue au moment de l’achat est-elle au rendez-vous ?'],
    },
    next: 'La suite',
    promised: 'Ce qui a été promis',
    by: (day) => ` pour le ${day}`,
  },
  es: {
    names: {
      review: 'revisión trimestral',
      'check-in': 'reunión de seguimiento',
      'success-check': 'revisión de resultados',
    },
    about: (client, products) => `Para ${client}: ${products}`,
    goThrough: 'Lo que vamos a tratar',
    points: {
      review: [
        'Lo que se ha hecho desde la última revisión',
        'La asistencia que hizo falta y cómo fue',
        'Lo que se prometió y en qué ha quedado',
      ],
      'check-in': ['Cómo han ido los primeros meses'],
      'success-check': ['Si ha llegado el éxito que esperaban al comprarlo'],
    },
    next: 'Próximos pasos',
    promised: 'Lo que se prometió',
    by: (day) => ` hasta el ${day}`,
  },
  it: {
    names: {
      review: 'incontro trimestrale',
      'check-in': 'punto della situazione',
      'success-check': 'verifica dei risultati',
    },
    about: (client, products) => `Per ${client}: ${products}`,
    goThrough: 'Di che cosa parleremo',
    points: {
      review: [
        'Che cosa è stato fatto dall’ultimo incontro',
        'Quale assistenza è servita e com’è andata',
        'Che cosa è stato promesso e che cosa ne è stato',
      ],
      'check-in': ['Come sono andati i primi mesi'],
      'success-check': ['Se è arrivato il successo per cui è stato acquistato'],
    },
    next: 'Come si prosegue',
    promised: 'Che cosa è stato promesso',
    by: (day) => ` entro ${day}`,
  },
};
