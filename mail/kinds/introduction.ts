/** A contact of the client is told who looks after them from now on. */
import type { Occasion } from '../../domain/told/occasion';
import { introductionOf } from '../../domain/told/voice';
import type { Draft } from '../draft';
import { letterTo } from '../letter';

/** In the contact's language: who it is from now on, who it was, and how to reach them. It has no button. */
export function introductionMail(occasion: Occasion): Draft {
  const { language, rep, lifecycle, vendor, formerRep = null } = occasion;
  const { subject, headline, says, footer } = introductionOf(language, {
    rep: rep?.name ?? vendor.name,
    former: formerRep,
    product: lifecycle.product.name,
    vendor: vendor.name,
  });
  return {
    subject,
    matters: [{ headline, why: '', says }],
    sections: [],
    footer,
    language,
    letter: letterTo(occasion),
  };
}
