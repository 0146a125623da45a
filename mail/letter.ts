/** What stands around a mail to a client's contact: the vendor, the salutation, who signs and how to reach them. */
import { letterVoices } from '../domain/told/letter-voice';
import type { Occasion } from '../domain/told/occasion';
import type { Letter, WayToReach } from './draft';

/** A telephone number as an address: digits, and the plus before them. */
const dialled = (phone: string): string => `tel:${phone.replaceAll(/[^\d+]/g, '')}`;

/** The letter around a mail to the contact who reads it, in their language and in the vendor's name. */
export function letterTo({ contact, language, vendor, rep }: Occasion): Letter {
  const voice = letterVoices[language];
  const reach: readonly WayToReach[] =
    rep === null
      ? []
      : [
          ...(rep.phone === null ? [] : [{ label: voice.phone, text: rep.phone, url: dialled(rep.phone) }]),
          { label: voice.mail, text: rep.email, url: `mailto:${rep.email}` },
        ];
  return {
    vendor,
    salutation: voice.salutation(contact ?? ''),
    regards: voice.regards,
    signedBy: rep?.name ?? null,
    reach,
    wayOut: voice.wayOut,
  };
}
