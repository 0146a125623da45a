/** A digest: alarms of several clients in one mail, the longest open first. */
import { capitalised } from '../../domain/core/item-steps';
import { groupBy } from '../../domain/core/grouped';
import type { Digest, DigestEntry } from '../../domain/told/digest';
import type { Locale } from '../../domain/told/locale';
import type { Draft, DraftButton, Matter, TaskList } from '../draft';
import { ageIn, whoWasAskedIn, wrongIn } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import { speechOf, type Speech } from '../../domain/told/words/speech';

const words = inBoth(
  {
    forYou: (day: string, what: string) => `For you, ${day}: ${what}`,
    yourWeek: (day: string, what: string) => `Your week, ${day}: ${what}`,
    untakenShort: (clients: string) => `nobody has taken on ${clients}`,
    smallShort: (count: number, clients: string) =>
      `${count} small ${count === 1 ? 'alarm' : 'alarms'} open (${clients})`,
    more: (clients: string, rest: number) => `${clients} and ${rest} more`,
    untaken: (count: number) => `${count} ${count === 1 ? 'client needs' : 'clients need'} you: nobody has reacted.`,
    untakenWhy:
      'Rep and manager were asked and have not taken these on. Take one on, or ask them why. You hear of each again ever more seldom, until somebody does.',
    small: (count: number, clients: number) =>
      `${count} small ${count === 1 ? 'alarm' : 'alarms'} with ${clients} ${clients === 1 ? 'client' : 'clients'}.`,
    smallWhy:
      'Nothing of this goes to the director. Each ends by itself once it is made up for; until then it stands here every Monday.',
    untakenTitle: (count: number) => `Nobody has taken these on (${count})`,
    smallTitle: (count: number) => `Small, and still open (${count})`,
    button: 'Take it on',
    taken: '; somebody has taken it on',
    entry: (product: string, wrong: string, day: string, age: string) => `${product}: ${wrong}, since ${day} (${age})`,
  },
  {
    forYou: (day, what) => `Für Sie, ${day}: ${what}`,
    yourWeek: (day, what) => `Ihre Woche, ${day}: ${what}`,
    untakenShort: (clients) => `niemand hat ${clients} übernommen`,
    smallShort: (count, clients) => `${count} ${count === 1 ? 'kleiner Alarm' : 'kleine Alarme'} offen (${clients})`,
    more: (clients, rest) => `${clients} und ${rest} weitere`,
    untaken: (count) => `${count} ${count === 1 ? 'Kunde braucht' : 'Kunden brauchen'} Sie: Niemand hat reagiert.`,
    untakenWhy:
      'Betreuung und Teamleitung wurden gefragt und haben nicht übernommen. Übernehmen Sie, oder fragen Sie nach dem Grund. Sie hören von jedem immer seltener, bis es jemand tut.',
    small: (count, clients) =>
      `${count} ${count === 1 ? 'kleiner Alarm' : 'kleine Alarme'} bei ${clients === 1 ? 'einem' : clients} Kunden.`,
    smallWhy:
      'Nichts davon geht an die Bereichsleitung. Jeder endet von selbst, sobald er nachgeholt ist; bis dahin steht er jeden Montag hier.',
    untakenTitle: (count) => `Von niemandem übernommen (${count})`,
    smallTitle: (count) => `Klein und noch offen (${count})`,
    button: 'Übernehmen',
    taken: '; jemand hat es übernommen',
    entry: (product, wrong, day, age) => `${product}: ${capitalised(wrong)}, seit ${day} (seit ${age})`,
  },
);

/** The digest as a mail: what the director must know first, then what is small. */
export function digestMail(digest: Digest, locale: Locale): Draft {
  const { small, untaken, day } = digest;
  const said = words(locale);
  const speech = speechOf(locale, `${day}T23:59:59.999Z`);
  return {
    subject: subjectOf(digest, speech),
    matters: [
      ...(untaken.length > 0 ? [{ headline: said.untaken(clientsOf(untaken).length), why: said.untakenWhy }] : []),
      ...(small.length > 0 ? [smallMatter(small, speech)] : []),
    ],
    tasks: [
      ...listOf(said.untakenTitle(untaken.length), untaken, speech),
      ...listOf(said.smallTitle(small.length), small, speech),
    ],
    sections: [],
    language: locale.language,
  };
}

const clientsOf = (entries: readonly DigestEntry[]): readonly string[] => [
  ...new Set(entries.map(({ client }) => client)),
];

/** Names of clients, the first few of them. */
function named(entries: readonly DigestEntry[], speech: Speech): string {
  const clients = clientsOf(entries);
  const rest = clients.length - 3;
  const first = clients.slice(0, 3).join(', ');
  return rest > 0 ? words(speech).more(first, rest) : first;
}

function subjectOf({ day, small, untaken }: Digest, speech: Speech): string {
  const said = words(speech);
  const parts = [
    ...(untaken.length > 0 ? [said.untakenShort(named(untaken, speech))] : []),
    ...(small.length > 0 ? [said.smallShort(small.length, named(small, speech))] : []),
  ];
  return (untaken.length > 0 ? said.forYou : said.yourWeek)(speech.day(day), parts.join('; '));
}

const smallMatter = (entries: readonly DigestEntry[], speech: Speech): Matter<DraftButton> => ({
  headline: words(speech).small(entries.length, clientsOf(entries).length),
  why: words(speech).smallWhy,
});

function listOf(title: string, entries: readonly DigestEntry[], speech: Speech): readonly TaskList<DraftButton>[] {
  if (entries.length === 0) return [];
  const groups = [...groupBy(entries, ({ client }) => client)].map(([name, ofClient]) => ({
    name,
    entries: ofClient.map((entry) => ({
      text: textOf(entry, speech),
      button: {
        label: words(speech).button,
        grant: { purpose: 'escalation', subject: entry.ask.id } as const,
        lifecycle: entry.lifecycle,
        ...(entry.forRep === null ? {} : { forRep: entry.forRep }),
      },
    })),
  }));
  return [{ title, groups }];
}

/** What is wrong, since when, and who was asked. */
function textOf({ product, ask, about, rep, manager }: DigestEntry, speech: Speech): string {
  const said = words(speech);
  const asked = whoWasAskedIn(
    speech,
    (ask.asked ?? []).filter(({ role }) => role !== 'director'),
    null,
    { rep, manager, director: null },
  );
  const who = ask.acknowledged === true ? said.taken : asked === null ? '' : `; ${asked.replace(/\.$/, '')}`;
  const wrong = wrongIn(speech, ask.reasons, about, ask.ownSignals);
  return `${said.entry(product, wrong, speech.dayOf(ask.at), ageIn(speech, ask.at, speech.now))}${who}`;
}
