/** What the health and the promises of a year say, against what is known. */
import type { Fault } from './faults';
import type { YearLeft, YearLine, YearMail } from './left';
import { healthIn } from './mail-words';

const dayMs = 86_400_000;
/** A serious alarm that is open for so long is trouble. */
const troubleDays = 30;
/** So many contacts that were missed since anything was heard are trouble. */
const troubleMissed = 3;

/** How the mails of an alarm that is serious begin. */
const serious = /^(Urgent|More has come up|Nobody has reacted|Still open|Back again)/;

/** Serious alarms still open at the end, by the moment of their opening. */
function openAlarms(own: readonly YearLine[]): readonly string[] {
  const open = new Map<string, string>();
  for (const { kind, at, data } of own) {
    const alarm = String(data.escalation);
    if ((kind === 'escalation-opened' || kind === 'escalation-reopened') && data.severity !== 'small')
      open.set(alarm, at);
    if (kind === 'escalation-resolved') open.delete(alarm);
  }
  return [...open.values()];
}

const isHeard = ({ kind, data }: YearLine): boolean =>
  kind === 'satisfaction-answered' ||
  kind === 'usage-changed' ||
  ((kind === 'item-completed' || kind === 'touch-recorded') && data.outcome === 'done');

/** Contacts that were missed since anything was heard. */
function missedSince(own: readonly YearLine[]): number {
  const last = own.findLastIndex(isHeard);
  return own.slice(last + 1).filter(({ kind }) => kind === 'item-missed').length;
}

/** Where the health is green in a mail that says how bad it is, or in the end while nobody hears anything. */
export function greenInTrouble({ lives, lines, mails }: YearLeft): readonly Fault[] {
  const end = lines.reduce((last, { at }) => (at > last ? at : last), '');
  const isGreen = (mail: YearMail): boolean => healthIn(mail)?.band === 'green';
  return [
    ...mails
      .filter((mail) => mail.kind.includes('escalation') && serious.test(mail.subject) && isGreen(mail))
      .map(({ to, date, subject }): Fault => ({
        kind: 'green-in-trouble',
        what: `${to}, ${date.slice(0, 10)}: “${subject}” says green`,
      })),
    ...lives
      .filter(({ stage, health }) => (stage === 'retention' || stage === 'onboarding') && health.band === 'green')
      .flatMap(({ id, client, product, health }): Fault[] => {
        const own = lines.filter(({ life }) => life === id);
        const of = `${client}, ${product}: green, ${health.score}, `;
        const old = openAlarms(own).filter((at) => Date.parse(end) - Date.parse(at) > troubleDays * dayMs);
        const missed = missedSince(own);
        return [
          ...old.map((at): Fault => ({
            kind: 'green-in-trouble',
            what: `${of}with a serious alarm open since ${at.slice(0, 10)}`,
          })),
          ...(missed < troubleMissed
            ? []
            : [
                {
                  kind: 'green-in-trouble' as const,
                  what: `${of}and ${missed} contacts were missed since anything was heard`,
                },
              ]),
        ];
      }),
  ];
}

/** Promises whose date has passed, and that no review held since then has judged. */
export function unjudged({ promises, lives, lines }: YearLeft): readonly Fault[] {
  return promises.flatMap(({ client, product, metric, by }): Fault[] => {
    const ids = new Set(lives.filter((life) => life.client === client && life.product === product).map(({ id }) => id));
    const own = lines.filter(({ life, at }) => ids.has(life) && at.slice(0, 10) >= by);
    const held = own.filter(({ kind, data }) => kind === 'item-completed' && data.programme === 'review' && data.outcome === 'done'); // prettier-ignore
    const isJudged = own.some(({ kind }) => kind === 'promises-measured');
    return held.length === 0 || isJudged
      ? []
      : [
          {
            kind: 'promise-unjudged',
            what: `${client}, ${product}: “${metric}” by ${by}, ${held.length} reviews since, and no figure`,
          },
        ];
  });
}
