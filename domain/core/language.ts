/** The languages in which a client's contacts are written to. */
export const languages = ['en', 'de', 'fr', 'es', 'it'] as const;
export type Language = (typeof languages)[number];

/** The languages in which our own people are written to. */
export const ourLanguages = ['en', 'de'] as const satisfies readonly Language[];
export type OurLanguage = (typeof ourLanguages)[number];
