/** A contact of the client is told who looks after them from now on. */
import type { Occasion } from '../../domain/told/occasion';
import { introductionOf } from '../../domain/told/voice';
import type { Draft } from '../draft';

/** In the contact's language; it has no button. */
export function introductionMail({ language, rep, lifecycle }: Occasion): Draft {
  const { subject, headline, why, footer } = introductionOf(language, rep?.name ?? '', lifecycle.product.name);
  return { subject, matters: [{ headline, why }], sections: [], footer, language };
}
