/** The parts of a brief beside its reader's own clients: of who leads, collects or sells. */
import type { Locale } from '../../domain/told/locale';
import type { RoleBriefs } from '../../domain/told/role-briefs';
import { speechOf } from '../../domain/told/words/speech';
import { collectorsPart } from './collectors-part';
import { developersPart } from './developers-part';
import { leadersPart } from './leaders-part';
import { noPart, type RolesReading, type RolesTold } from './roles-listed';

/** So many counts of a part stand in the subject. */
const countsOfPart = 2;

/** The parts of a brief, in the words of its reader; nothing of a part without anything in it. */
export function rolesTold({ day, leading, collecting, selling }: RoleBriefs, locale: Locale): RolesTold {
  const reading: RolesReading = { speech: speechOf(locale, `${day}T12:00:00.000Z`), day };
  const parts = [
    leading === null ? noPart : leadersPart(reading, leading),
    collecting === null ? noPart : collectorsPart(reading, collecting),
    selling === null ? noPart : developersPart(reading, selling),
  ];
  return {
    // A subject says what matters most of each part.
    counts: parts.flatMap(({ counts }) => counts.slice(0, countsOfPart)),
    matters: parts.flatMap(({ matters }) => matters),
    tasks: parts.flatMap(({ tasks }) => tasks),
    sections: parts.flatMap(({ sections }) => sections),
  };
}
