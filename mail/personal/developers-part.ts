/** The part of a brief for who sells: which opportunities are back, why now, what the client pays, whom to call. */
import type { DevelopersDay, DevelopersSection, OpenOpportunity } from '../../domain/told/developers-day';
import { inBoth } from '../../domain/told/words/in-both';
import { termsOf } from '../../domain/told/words/terms';
import type { DraftButton, Matter, TaskList } from '../draft';
import { section } from '../sections';
import {
  awayOf,
  callAbout,
  counted,
  askedAt,
  taskListOf,
  placed,
  type RolesReading,
  type RolesTold,
} from './roles-listed';

/** So many opportunities of a list are named. */
const opportunitiesNamed = 10;

const words = inBoth(
  {
    counts: {
      back: (count: number) => `${count} ${count === 1 ? 'opportunity' : 'opportunities'} back`,
      stale: (count: number) => `${count} ${count === 1 ? 'opportunity' : 'opportunities'} waiting`,
      soon: (count: number) => `${count} ${count === 1 ? 'opportunity' : 'opportunities'} back this week`,
    },
    opportunityTitles: { back: 'Opportunities that are back', stale: 'Opportunities waiting for two weeks or longer' },
    isBack: 'the day until which their opportunity rested is here',
    isStale: (day: string) => `nothing has come of their opportunity since ${day}`,
    whyNow: (reasons: string) => `Why now: ${reasons}.`,
    pay: (worth: string, day: string) => `They pay ${worth} a year until ${day}.`,
    onlySoon: (count: number) =>
      count === 1 ? 'One opportunity comes back this week.' : `${count} opportunities come back this week.`,
    seeBelow: 'It is time to prepare what you will offer.',
    opportunity: (product: string, reasons: string, worth: string, day: string) =>
      `${product}: ${reasons}; they pay ${worth} a year until ${day}`,
    putOff: (times: number) =>
      times === 1 ? 'put off once' : times === 2 ? 'put off twice' : `put off ${times} times`,
    openSince: (day: string) => `waiting since ${day}`,
    soonTitle: 'Opportunities back this week',
    soon: (client: string, product: string, day: string, reasons: string, worth: string) =>
      `${client}, ${product}, on ${day}: ${reasons}; they pay ${worth} a year.`,
    record: 'Record the outcome',
  },
  {
    counts: {
      back: (count) => `${count} ${count === 1 ? 'Verkaufschance' : 'Verkaufschancen'} wieder da`,
      stale: (count) => `${count} ${count === 1 ? 'Verkaufschance liegt' : 'Verkaufschancen liegen'}`,
      soon: (count) => `${count} ${count === 1 ? 'Verkaufschance' : 'Verkaufschancen'} diese Woche`,
    },
    opportunityTitles: {
      back: 'Verkaufschancen, die wieder da sind',
      stale: 'Verkaufschancen, seit zwei Wochen oder länger offen',
    },
    isBack: 'die Verkaufschance ruhte bis jetzt und steht wieder an',
    isStale: (day) => `seit ${day} ist aus der Verkaufschance nichts geworden`,
    whyNow: (reasons) => `Warum jetzt: ${reasons}.`,
    pay: (worth, day) => `Der Kunde zahlt ${worth} im Jahr bis ${day}.`,
    onlySoon: (count) =>
      count === 1
        ? 'Eine Verkaufschance steht diese Woche wieder an.'
        : `${count} Verkaufschancen stehen diese Woche wieder an.`,
    seeBelow: 'Zeit, das Angebot vorzubereiten.',
    opportunity: (product, reasons, worth, day) => `${product}: ${reasons}; zahlt ${worth} im Jahr bis ${day}`,
    putOff: (times) => (times === 1 ? 'einmal verschoben' : `${times}-mal verschoben`),
    openSince: (day) => `offen seit ${day}`,
    soonTitle: 'Verkaufschancen, die diese Woche wieder anstehen',
    soon: (client, product, day, reasons, worth) =>
      `${client}, ${product}, am ${day}: ${reasons}; zahlt ${worth} im Jahr.`,
    record: 'Ergebnis eintragen',
  },
);

/** What who sells reads. */
export function developersPart(reading: RolesReading, lines: DevelopersDay): RolesTold {
  const { speech } = reading;
  const said = words(speech);
  const of = (one: DevelopersSection): readonly OpenOpportunity[] =>
    lines.flatMap(({ section: is, open }) => (is === one ? [open] : []));
  const [back, stale, soon] = [of('back'), of('stale'), of('soon')];
  const reasonsOf = ({ reasons }: OpenOpportunity): string =>
    reasons.map((one) => termsOf(speech).opportunities[one]).join('; ');
  const first = back[0] ?? stale[0];
  const whyFirst = back.length > 0 ? said.isBack : said.isStale(speech.day(first?.toldOn ?? reading.day));
  const matter: readonly Matter<DraftButton>[] =
    first !== undefined
      ? [
          {
            headline: callAbout(reading, first, whyFirst),
            why: `${said.whyNow(reasonsOf(first))} ${said.pay(speech.money(first.worth), speech.day(first.renewsOn))}`,
          },
        ]
      : soon.length > 0
        ? [{ headline: said.onlySoon(soon.length), why: said.seeBelow }]
        : [];
  const list = (title: string, here: readonly OpenOpportunity[]): readonly TaskList<DraftButton>[] =>
    taskListOf(reading, title, here, opportunitiesNamed, {
      head: ({ client, contact }) => askedAt(reading, client, contact),
      text: (one) => {
        const { product, worth, renewsOn, postponed, restsUntil, toldOn, forDeveloper } = one;
        const parts = [
          said.opportunity(product, reasonsOf(one), speech.money(worth), speech.day(renewsOn)),
          ...(postponed === 0 ? [] : [said.putOff(postponed)]),
          ...(restsUntil === null ? [said.openSince(speech.day(toldOn))] : []),
        ];
        return `${parts.join('; ')}${awayOf(reading, forDeveloper)}`;
      },
      button: ({ opportunity, lifecycle, forDeveloper }) => ({
        label: said.record,
        grant: { purpose: 'opportunity', subject: opportunity },
        lifecycle,
        ...placed(forDeveloper),
      }),
    });
  return {
    counts: [
      ...counted(back.length, said.counts.back),
      ...counted(stale.length, said.counts.stale),
      ...counted(soon.length, said.counts.soon),
    ],
    matters: matter,
    tasks: [...list(said.opportunityTitles.back, back), ...list(said.opportunityTitles.stale, stale)],
    sections: section(
      said.soonTitle,
      soon.map((one) =>
        said.soon(
          one.client,
          one.product,
          speech.day(one.restsUntil ?? reading.day),
          reasonsOf(one),
          speech.money(one.worth),
        ),
      ),
    ),
  };
}
