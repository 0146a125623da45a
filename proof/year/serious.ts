/** What is serious, who must hear of it, and in which mails: the figures of the mission, and no rule of the product. */
import type { YearLeft, YearLife, YearLine, YearMail } from './left';

/** Something serious: somebody must hear of it on the same working day. */
export interface Serious {
  readonly what: 'unhappy answer' | 'departure' | 'red' | 'notice' | 'undecided' | 'contact bounced' | 'rep bounced' | 'feed broken'; // prettier-ignore
  readonly at: string;
  /** The client, the colleague or the feed. */
  readonly about: string;
  /** Ids of those who must hear. */
  readonly hear: readonly string[];
  /** True for a mail that tells it. */
  isTold(mail: YearMail): boolean;
}

/** True where a mail's subject or text names all of that. */
const names = ({ subject, text }: YearMail, ...words: readonly string[]): boolean =>
  words.every((word) => subject.includes(word) || text.includes(word));

const isAlarm = ({ kind }: YearMail): boolean => kind.includes('escalation');

function seriousIn(line: YearLine, life: YearLife, manager: string | undefined): Serious | null {
  const { at, kind, data, note = '' } = line;
  const of = { at, about: `${life.client}, ${life.product}` };
  const alarm = (what: Serious['what'], words: RegExp): Serious => ({
    ...of,
    what,
    hear: [life.rep],
    isTold: (mail) => isAlarm(mail) && names(mail, life.client) && words.test(`${mail.subject} ${mail.text}`),
  });
  switch (kind) {
    case 'satisfaction-answered':
      if (Number(data.score) > 6 || data.elsewhere !== undefined) return null;
      return {
        ...of,
        what: 'unhappy answer',
        hear: [life.rep, ...(manager === undefined ? [] : [manager])],
        isTold: (mail) =>
          (mail.kind.includes('answer') || isAlarm(mail)) && names(mail, life.client, `${String(data.score)} of 10`, note),
      }; // prettier-ignore
    case 'incident-noted':
      return data.incident === 'contactDeparted' ? alarm('departure', /ha(s|ve) left/) : null;
    case 'health-changed':
      return data.band === 'red' && data.from !== 'red' ? alarm('red', /needs you/) : null;
    case 'notice-given':
      return alarm('notice', /gave notice/);
    case 'renewal-undecided':
      return alarm('undecided', /nothing is decided/);
    case 'contact-unreachable':
      // Another lifecycle of the client tells its rep.
      if (data.silent === true) return null;
      return {
        ...of,
        what: 'contact bounced',
        hear: [life.rep],
        isTold: (mail) => mail.kind.includes('contact-unreachable') && names(mail, life.client),
      };
    default:
      return null;
  }
}

/** A rep who got no mail is their manager's to hear of, once until it is mended. */
function bounced({ refusals, readers }: YearLeft): readonly Serious[] {
  const told = new Set<string>();
  return refusals
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
    .flatMap(({ to, at, isContact }): Serious[] => {
      const reader = readers.find(({ id }) => id === to);
      if (isContact || reader?.manager === undefined || told.has(to)) return [];
      told.add(to);
      return [
        {
          what: 'rep bounced',
          at,
          about: reader.name,
          hear: [reader.manager],
          isTold: (mail) => /unreachable|undelivered/.test(mail.kind) && names(mail, reader.name),
        },
      ];
    });
}

/** Everything serious of the year, as it came. */
export function seriousOf(left: YearLeft): readonly Serious[] {
  const lifeOf = new Map(left.lives.map((life) => [life.id, life]));
  const managerOf = new Map(left.readers.map(({ id, manager }) => [id, manager]));
  const inLives = left.lines.flatMap((line) => {
    const life = lifeOf.get(line.life);
    return life === undefined ? [] : (seriousIn(line, life, managerOf.get(life.rep)) ?? []);
  });
  const feeds = left.feeds.map(({ name, setUpBy, brokenAt }): Serious => ({
    what: 'feed broken',
    at: brokenAt,
    about: name,
    hear: [setUpBy],
    isTold: (mail) => names(mail, name),
  }));
  return [...inLives, ...bounced(left), ...feeds].toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

const dayMs = 86_400_000;

/** The end (UTC) of the working day on which something is heard of that happened at a moment: of a weekend, Monday's. */
export function endOfWorkingDay(at: string): string {
  let day = Date.parse(at.slice(0, 10));
  while ([0, 6].includes(new Date(day).getUTCDay())) day += dayMs;
  return new Date(day + dayMs - 1).toISOString();
}
