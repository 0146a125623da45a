/** In which language somebody reads of whom nothing is known yet: their browser says. */
import type { Request, Response } from 'express';
import { ourLanguages, type OurLanguage } from '../../domain/core/language';

/** Nobody is known yet, so the browser says which of our languages is read. */
export function readerBy(request: Request | Response['req']): { readonly language: OurLanguage } {
  const language = request.acceptsLanguages(...ourLanguages);
  return { language: ourLanguages.find((one) => one === language) ?? 'en' };
}
