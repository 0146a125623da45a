/** To whoever set up a feed, a source or a webhook, or to ops: it is broken, still broken, or works again. */
import { daysBetween } from '../../domain/core/calendar';
import { capitalised } from '../../domain/core/item-steps';
import type { ConnectionTold } from '../../domain/told/connection';
import type { Locale } from '../../domain/told/locale';
import type { Draft, MailSection } from '../draft';
import { section } from '../sections';
import { inBoth } from '../../domain/told/words/in-both';
import { speechOf } from '../../domain/told/words/speech';

const counted = (one: string, many: string) => (count: number) => `${count} ${count === 1 ? one : many}`;

const words = inBoth(
  {
    feed: (name: string, about: string | null) => `the news feed ${name}${about === null ? '' : ` about ${about}`}`,
    source: (name: string) => `the source ${name}`,
    webhook: (name: string) => `the webhook ${name}`,
    unread: 'cannot be read',
    closed: 'wants no more messages',
    takesNone: 'takes no messages',
    unknown: (clients: string) => `tells of ${clients} whom nobody has named`,
    lost: (events: string, count: number) => `told of ${events} that ${count === 1 ? 'has' : 'have'} gone nowhere`,
    clients: counted('client', 'clients'),
    events: counted('event', 'events'),
    days: counted('day', 'days'),
    /** Its name and what is wrong, since when, and for how long. */
    is: (name: string, wrong: string) => `${name} ${wrong}`,
    since: (name: string, wrong: string, day: string) => `Since ${day} ${name} ${wrong}.`,
    still: (name: string, wrong: string, age: string) => `${name} still ${wrong}, after ${age}`,
    stillSince: (name: string, wrong: string, age: string) => `For ${age} now ${name} ${wrong}.`,
    began: (day: string) => `It began on ${day}.`,
    broken: (from: string, to: string) => `It was broken from ${from} to ${to}.`,
    seldom: 'Of more of them you hear ever more seldom.',
    untilWell: 'You hear when it is well again, and ever more seldom while it is not.',
    costs: {
      feed: 'No news come from it, and nobody is proposed an article.',
      closed: 'It was switched off, and its receiver hears of nothing any more.',
      webhook: 'What happens is not heard there; each message is tried for three days.',
      unknown:
        'What it tells of them waits: no overdue invoice of theirs is collected, and their tickets count nowhere.',
      lost: 'Their client is not named, or nothing of it runs: nobody looks after what was told.',
    },
    toDo: 'What to do',
    steps: {
      feed: [
        'Open its address in a browser. Where it has moved, enter the new address; where it is gone, take the feed away or switch it off.',
        'There is nothing else to do once it answers again: it is read by itself, more seldom the longer it fails.',
      ],
      closed: ['Ask whoever runs the receiver. Switch it on again if that was a mistake; otherwise take it away.'],
      webhook: [
        'Ask whoever runs the receiver; where it has another address now, enter that.',
        'Messages that were given up can be sent again once it works.',
      ],
      unknown: ['Say which client each of them is. What was told of them before counts from then on, in its order.'],
      lost: [
        'Look at the events that have gone nowhere, in the list of the source: whose are they, and should something of that client run?',
      ],
    },
    unplaced: 'Whom nobody has named',
    unplacedOne: (id: string, events: string, day: string) => `${id}: ${events} since ${day}`,
    more: (count: number) => `and ${count} more`,
    messages: 'Messages',
    messagesAre: (waiting: number, failed: number) =>
      `${waiting} ${waiting === 1 ? 'waits' : 'wait'}, ${failed} ${failed === 1 ? 'was' : 'were'} given up`,
    works: { feed: 'can be read again', source: 'tells of nobody unknown any more', webhook: 'takes messages again' },
    after: {
      feed: 'What it brings now is looked at; what it no longer lists was not seen.',
      source: 'What waited was told on, in its order; what found nothing that runs stands in the list of its events.',
      webhook: (failed: number) =>
        failed === 0
          ? 'Nothing was given up: what waits is sent by itself.'
          : `${failed} ${failed === 1 ? 'message was' : 'messages were'} given up, and can be sent again.`,
    },
  },
  {
    feed: (name, about) => `der Newsfeed ${name}${about === null ? '' : ` über ${about}`}`,
    source: (name) => `die Quelle ${name}`,
    webhook: (name) => `der Webhook ${name}`,
    unread: 'lässt sich nicht lesen',
    closed: 'will keine Nachrichten mehr',
    takesNone: 'nimmt keine Nachrichten an',
    unknown: (clients) => `meldet ${clients}, die niemand zugeordnet hat`,
    lost: (events) => `hat ${events} gemeldet, die nirgends ankamen`,
    clients: counted('Kunden', 'Kunden'),
    events: counted('Ereignis', 'Ereignisse'),
    days: counted('Tag', 'Tagen'),
    is: (name, wrong) => `${name} ${wrong}`,
    since: (name, wrong, day) => `Seit ${day}: ${capitalised(name)} ${wrong}.`,
    still: (name, wrong, age) => `${name} ${wrong}, noch immer nach ${age}`,
    stillSince: (name, wrong, age) => `Seit ${age}: ${capitalised(name)} ${wrong}.`,
    began: (day) => `Es begann am ${day}.`,
    broken: (from, to) => `Die Störung dauerte von ${from} bis ${to}.`,
    seldom: 'Von weiteren hören Sie immer seltener.',
    untilWell: 'Sie hören davon, wenn alles wieder geht, und bis dahin immer seltener.',
    costs: {
      feed: 'Es kommen keine Nachrichten daraus, und niemandem wird ein Artikel vorgeschlagen.',
      closed: 'Er wurde abgeschaltet, und sein Empfänger erfährt von nichts mehr.',
      webhook: 'Was geschieht, ist dort nicht zu hören; jede Nachricht wird drei Tage lang versucht.',
      unknown:
        'Was sie von ihnen meldet, wartet: Keine ihrer überfälligen Rechnungen wird eingezogen, ihre Anfragen zählen nirgends.',
      lost: 'Ihr Kunde ist nicht benannt, oder es läuft nichts für ihn: Niemand kümmert sich um das Gemeldete.',
    },
    toDo: 'Was zu tun ist',
    steps: {
      feed: [
        'Öffnen Sie die Adresse im Browser. Ist sie umgezogen, tragen Sie die neue ein; gibt es sie nicht mehr, entfernen Sie den Feed oder schalten Sie ihn ab.',
        'Antwortet sie wieder, ist nichts weiter zu tun: Sie wird von selbst gelesen, seltener, je länger sie ausfällt.',
      ],
      closed: [
        'Fragen Sie, wer den Empfänger betreibt. War es ein Versehen, schalten Sie ihn wieder ein; sonst entfernen Sie ihn.',
      ],
      webhook: [
        'Fragen Sie, wer den Empfänger betreibt; hat er jetzt eine andere Adresse, tragen Sie diese ein.',
        'Aufgegebene Nachrichten lassen sich noch einmal senden, sobald er wieder geht.',
      ],
      unknown: [
        'Sagen Sie, welcher Kunde jeder von ihnen ist. Was vorher gemeldet wurde, zählt dann in seiner Reihenfolge.',
      ],
      lost: [
        'Sehen Sie die Ereignisse an, die nirgends ankamen (Liste der Quelle): Von wem sind sie, und sollte für diesen Kunden etwas laufen?',
      ],
    },
    unplaced: 'Von niemandem zugeordnet',
    unplacedOne: (id, events, day) => `${id}: ${events} seit ${day}`,
    more: (count) => `und ${count} weitere`,
    messages: 'Nachrichten',
    messagesAre: (waiting, failed) =>
      `${waiting} ${waiting === 1 ? 'wartet' : 'warten'}, ${failed} ${failed === 1 ? 'wurde' : 'wurden'} aufgegeben`,
    works: {
      feed: 'lässt sich wieder lesen',
      source: 'meldet nur noch Kunden, die zugeordnet sind',
      webhook: 'nimmt wieder Nachrichten an',
    },
    after: {
      feed: 'Was er jetzt bringt, wird angesehen; was er nicht mehr nennt, wurde nicht gesehen.',
      source:
        'Was wartete, wurde in seiner Reihenfolge weitergegeben; was nichts Laufendes fand, steht in der Liste der Ereignisse.',
      webhook: (failed) =>
        failed === 0
          ? 'Nichts wurde aufgegeben: Was wartet, wird von selbst gesendet.'
          : failed === 1
            ? 'Eine Nachricht wurde aufgegeben und lässt sich noch einmal senden.'
            : `${failed} Nachrichten wurden aufgegeben und lassen sich noch einmal senden.`,
    },
  },
);

type ConnectionWords = ReturnType<typeof words>;

/** What it is: `the news feed alps-news about Alpine Tools`. */
function nameOf(said: ConnectionWords, { kind, name, about }: ConnectionTold): string {
  return kind === 'feed' ? said.feed(name, about) : said[kind](name);
}

/** What is wrong with it, after its name. */
function wrongWith(said: ConnectionWords, { kind, isClosed, unplacedCount, lost }: ConnectionTold): string {
  switch (kind) {
    case 'feed':
      return said.unread;
    case 'webhook':
      return isClosed ? said.closed : said.takesNone;
    case 'source':
      return unplacedCount > 0 ? said.unknown(said.clients(unplacedCount)) : said.lost(said.events(lost), lost);
  }
}

/** How one hears further. What has gone nowhere for good does not get well. */
const further = (said: ConnectionWords, { kind, unplacedCount }: ConnectionTold): string =>
  kind === 'source' && unplacedCount === 0 ? said.seldom : said.untilWell;

/** What it costs while nobody acts. */
function costOf({ costs }: ConnectionWords, { kind, isClosed, unplacedCount }: ConnectionTold): string {
  switch (kind) {
    case 'feed':
      return costs.feed;
    case 'webhook':
      return isClosed ? costs.closed : costs.webhook;
    case 'source':
      return unplacedCount > 0 ? costs.unknown : costs.lost;
  }
}

function whatToDo(
  { steps }: ConnectionWords,
  { kind, isClosed, unplacedCount, lost }: ConnectionTold,
): readonly string[] {
  switch (kind) {
    case 'feed':
      return steps.feed;
    case 'webhook':
      return isClosed ? steps.closed : steps.webhook;
    case 'source':
      return [...(unplacedCount > 0 ? steps.unknown : []), ...(lost > 0 ? steps.lost : [])];
  }
}

const answerOf = ({ why }: ConnectionTold): string => (why === null ? '' : ` ${why}`);

function detailsOf(told: ConnectionTold, locale: Locale): readonly MailSection[] {
  const { kind, at, unplaced, unplacedCount, messages } = told;
  const said = words(locale);
  const speech = speechOf(locale, at);
  return [
    ...section(said.toDo, whatToDo(said, told)),
    ...section(said.unplaced, [
      ...unplaced.map(({ externalId, since, events }) =>
        said.unplacedOne(externalId, said.events(events), speech.dayOf(since)),
      ),
      ...(unplacedCount > unplaced.length ? [said.more(unplacedCount - unplaced.length)] : []),
    ]),
    ...section(
      said.messages,
      kind === 'webhook' && messages.waiting + messages.failed > 0
        ? [said.messagesAre(messages.waiting, messages.failed)]
        : [],
    ),
  ];
}

/** It is broken. */
export function connectionBrokenMail(told: ConnectionTold, locale: Locale): Draft {
  const said = words(locale);
  const [name, wrong] = [nameOf(said, told), wrongWith(said, told)];
  const since = said.since(name, wrong, speechOf(locale, told.at).dayOf(told.since));
  return {
    subject: capitalised(said.is(name, wrong)),
    matters: [{ headline: `${since}${answerOf(told)}`, why: `${costOf(said, told)} ${further(said, told)}` }],
    sections: detailsOf(told, locale),
    language: locale.language,
  };
}

/** It is still broken. Each time it is for longer, so no two say the same. */
export function connectionStillBrokenMail(told: ConnectionTold, locale: Locale): Draft {
  const { since, at } = told;
  const said = words(locale);
  const [name, wrong] = [nameOf(said, told), wrongWith(said, told)];
  const age = said.days(daysBetween(since.slice(0, 10), at.slice(0, 10)));
  return {
    subject: capitalised(said.still(name, wrong, age)),
    matters: [
      {
        headline: `${said.stillSince(name, wrong, age)}${answerOf(told)}`,
        why: `${said.began(speechOf(locale, at).dayOf(since))} ${costOf(said, told)}`,
      },
    ],
    sections: detailsOf(told, locale),
    language: locale.language,
  };
}

/** It works again. */
export function connectionWellMail(told: ConnectionTold, locale: Locale): Draft {
  const { kind, since, at, messages } = told;
  const said = words(locale);
  const speech = speechOf(locale, at);
  const is = capitalised(said.is(nameOf(said, told), said.works[kind]));
  const after = kind === 'webhook' ? said.after.webhook(messages.failed) : said.after[kind];
  return {
    subject: is,
    matters: [{ headline: `${is}.`, why: `${said.broken(speech.dayOf(since), speech.dayOf(at))} ${after}` }],
    sections: [],
    language: locale.language,
  };
}
