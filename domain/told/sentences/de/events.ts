/** What events say in German. */
import { capitalised } from '../../../core/item-steps';
import type { HealthMove, HealthReason } from '../../../concerns/health-weighing';
import type { EventOf } from '../../../core/concern';
import type { ContactLevel } from '../../../core/deal';
import type { Done } from '../../../core/item';
import { changeOf } from '../../../core/money';
import { regionsOf } from '../../../core/regions';
import type { Say } from '../../telling';
import { inOrderOf } from '../bands';
import type { EventSentences } from '../catalogue';
import { signalNamed } from '../details';
import { causesIn, ratedWith, routedWith } from '../said';
import { arePast, opportunities, over, wrong } from './reasons';
import { refusals } from './refusals';
import { routing } from './routing';
import {
  accusative,
  bandNamed,
  bands,
  churn,
  collectors,
  contact,
  contacts,
  counted,
  dative,
  days,
  daysDative,
  invoice,
  items,
  itemWith,
  levels,
  months,
  outcomes,
  own,
  pauses,
  person,
  personDative,
  points,
  postponed,
  programmes,
  quoted,
  readers,
  recycles,
  roles,
  signals,
  skipped,
  step,
  the,
  theInvoice,
  tickets,
  unasked,
  usage,
  weekdays,
} from './words';

const named = (reason: Pick<HealthReason, 'signal' | 'name'>): string => signalNamed(reason, signals);
const costs = (reasons: readonly HealthReason[]): string =>
  reasons.map((one) => `${named(one)} ${points(-one.points)}`).join(', ');
const moves = (moved: readonly HealthMove[]): string =>
  moved.map((one) => `${named(one)} ${points(one.by)}`).join(', ');

/** Why there is an alarm. */
const causes = (e: Pick<EventOf<'escalation-opened'>, 'reasons' | 'own'>, say: Say): string =>
  capitalised(causesIn({ wrong, arePast }, e, say).join('; '));

const ended = (reasons: EventOf<'escalation-eased'>['ended']): string =>
  capitalised([...new Set(reasons.map(over))].join('; '));

/** Who heard of it. */
const told = (role: keyof typeof roles): string => `${capitalised(roles[role])} wurde informiert.`;

const promise = (id: string | null, { names }: Say): string => {
  const metric = id === null ? undefined : names.promises.get(id);
  return metric === undefined ? 'eine Zusage' : quoted(metric);
};

const campaign = (id: string, { names }: Say): string => {
  const title = names.campaigns.get(id);
  return title === undefined ? 'die Einladung' : `die Einladung zu ${quoted(title)}`;
};

/** `erledigt, Zufriedenheit 8 von 10`. */
const said = (outcome: keyof typeof outcomes, happiness: number | null | undefined): string =>
  ratedWith(outcomes[outcome], happiness, (score) => `Zufriedenheit ${score} von 10`);

/** What came of an item or a touch, with whom, and who of ours was there. */
function met(
  kind: keyof typeof items,
  { outcome, happiness, with: ours = [], contacts: theirs = [] }: Done,
  say: Say,
): string {
  const whom = theirs.flatMap((id) => say.names.contacts.get(id) ?? []);
  const beside = ours.length === 0 ? '' : `, gemeinsam mit ${say.list(ours.map((id) => personDative(id, say)))}`;
  return `${itemWith(kind, whom, say)}: ${said(outcome, happiness)}${beside}.`;
}

const level = (of: ContactLevel | undefined): string => (of === undefined ? '' : ` (${levels[of]})`);

const policy = ({ id, version }: { readonly id: string; readonly version: number }): string =>
  `das Regelwerk ${quoted(id)}, Version ${version}`;

/** What the contract says from a day on. */
const terms = (
  { quantity, annualValue }: Pick<EventOf<'contract-amended'>, 'quantity' | 'annualValue'>,
  say: Say,
): string =>
  [
    ...(quantity === undefined ? [] : [`Menge ${say.number(quantity)}`]),
    ...(annualValue === undefined ? [] : [`Jahreswert ${say.money(annualValue)}`]),
  ].join(', ') || 'geänderte Bedingungen';

const place = (country: string, region: string | undefined, say: Say): string => {
  const part = region === undefined ? undefined : regionsOf(country).get(region);
  return part === undefined ? say.country(country) : `${part}, ${say.country(country)}`;
};

const was = (count: number): string => (count === 1 ? 'wurde' : 'wurden');

export const events: EventSentences = {
  'article-found': (e, { names }) => {
    const title = names.articles.get(e.article);
    return `ein Artikel wurde gefunden, der den Kunden interessieren könnte${title === undefined ? '' : `: ${quoted(title)}`}.`;
  },

  'contact-added': (e, say) => `${contact(e.contact, say)}${level(e.level)} ist neu hinzugekommen.`,
  'contact-changed': (e, say) =>
    `die Angaben zu ${say.names.contacts.get(e.contact) ?? 'einem Ansprechpartner'}${level(e.level)} wurden geändert.`,
  'contact-erased': () => 'die Daten eines Ansprechpartners wurden gelöscht.',
  'contact-opted-out': (e, say) => `${contact(e.contact, say)} möchte keine Mails mehr von uns.`,
  'contact-opted-in': (e, say) => `${contact(e.contact, say)} darf wieder angeschrieben werden.`,
  'contact-unreachable': (e, say) =>
    `${contact(e.contact, say)} ist per Mail nicht erreichbar: Die Adresse wird abgewiesen.`,
  'client-opted-out': () =>
    'der Kunde möchte nicht mehr kontaktiert werden: Niemand spricht ihn an, und ein Alarm wurde ausgelöst.',
  'client-opted-in': (e, say) =>
    `der Kunde darf wieder angesprochen werden (nicht erwünscht seit ${say.dayOf(e.since)}).`,
  'review-sent': ({ contacts: to }, { names }) => {
    const [one] = to;
    const whom =
      one === undefined || to.length > 1 ? contacts(to) : (names.contacts.get(one) ?? 'einen Ansprechpartner');
    return `die Zusammenfassung des Quartalsgesprächs ging an ${whom}.`;
  },
  'rep-introduced': (e, say) =>
    `${contacts(e.contacts)} ${e.contacts.length === 1 ? 'weiß' : 'wissen'} jetzt, dass ${person(e.rep, say)} die Betreuung übernommen hat.`,
  'client-merged': ({ client, same }) =>
    `zwei Einträge von ${client.name} sind jetzt einer${same.length === 0 ? '' : `; ${same.length === 1 ? 'eine Person stand' : `${same.length} Personen standen`} in beiden`}.`,

  'amendment-heard': (e, say) => `der Vertrag wurde geändert: ab ${say.day(e.on)} ${terms(e, say)}.`,
  'contract-amended': (e, say) =>
    e.agreed === true
      ? `wie im Vertrag vereinbart gilt ab ${say.day(e.on)}: ${terms(e, say)}.`
      : `eine Vertragsänderung gilt ab ${say.day(e.on)}: ${terms(e, say)}.`,

  'escalation-opened': (e, say) => `alarm: ${causes(e, say)}. ${told(e.role)}`,
  'escalation-reopened': (e, say) => `der Alarm ist wieder offen: ${causes(e, say)}. ${told(e.role)}`,
  'escalation-joined': (e, say) =>
    `${e.fell === true ? 'der Zustand ist auf Rot gefallen. Der' : 'der'} Alarm hat einen weiteren Grund: ${causes(e, say)}.${e.role === undefined ? '' : ` ${told(e.role)}`}`,
  'escalation-eased': (e) => `der Alarm hat weniger Gründe: ${ended(e.ended)}.`,
  'escalation-climbed': (e, say) => {
    const whom = [...(e.also ?? []), e.role].map((role) => roles[role]);
    return e.again
      ? `niemand hat den Alarm übernommen: ${capitalised(say.list(whom))} ${was(whom.length)} erneut informiert.`
      : `niemand hat den Alarm übernommen: ${told(e.role)}`;
  },
  'escalation-acknowledged': () => 'jemand hat den Alarm übernommen.',
  'escalation-resolved': (e) =>
    e.by === undefined
      ? 'der Alarm ist erledigt.'
      : `der Alarm hat sich erledigt: ${e.by === 'correction' ? 'Worauf er beruhte, wurde berichtigt' : ended(e.ended ?? [])}.`,

  'success-criteria-heard': () => 'der Kunde hat gesagt, woran er den Erfolg erkennen wird.',

  'opportunity-opened': (e) =>
    `der Kunde könnte mehr brauchen: ${capitalised(opportunities[e.reason])}. Der Bestandskundenvertrieb wurde informiert.`,
  'opportunity-joined': (e) => `noch ein Grund für eine Erweiterung: ${capitalised(opportunities[e.reason])}.`,
  'opportunity-reminded': (e) =>
    `der Bestandskundenvertrieb wurde daran erinnert, dass der Kunde mehr brauchen könnte (${e.reminder}. Erinnerung).`,
  'opportunity-postponed': (e, say) =>
    `der Kunde möchte derzeit nicht erweitern: Am ${say.day(e.until)} kommt es wieder zur Sprache.`,
  'opportunity-returned': () =>
    'der Kunde wollte damals nicht erweitern: Es kommt wieder zur Sprache, der Bestandskundenvertrieb wurde informiert.',
  'opportunity-closed': (e) => (e.end === 'won' ? 'der Kunde hat erweitert.' : 'der Kunde erweitert vorerst nicht.'),
  'annual-value-changed': (e, say) => {
    const change = changeOf(e.from, e.to);
    const before = change === null ? '' : ` (bisher: ${say.money(e.from)})`;
    const to = say.money(e.to);
    if (change === null || change.kind === 'flat') return `der Jahreswert beträgt ${to}${before}.`;
    return `der Jahreswert ist auf ${to} ${change.kind === 'expansion' ? 'gestiegen' : 'gesunken'}${before}.`;
  },

  'usage-changed': (e) => `nutzung: ${capitalised(usage[e.bucket])}.`,
  'tickets-changed': (e) => `supportanfragen: ${tickets[e.bucket]}.`,
  'own-signal-changed': (e) => `${e.name ?? 'ein eigenes Signal'}: ${own[e.bucket]}.`,
  'health-looked-at': (e) =>
    `der Zustand wurde neu bewertet: ${
      {
        invoice: 'Eine überfällige Rechnung ist älter geworden',
        alarm: 'Ein Alarm ist seit Langem offen',
        silence: 'Seit Langem war nichts vom Kunden zu hören',
        'good-news': 'Die letzte gute Nachricht ist eine Weile her',
      }[e.because]
    }.`,
  'happiness-heard': (e) => `der Kunde bewertet seine Zufriedenheit mit ${e.score} von 10.`,
  'invoice-became-overdue': (e, say) =>
    `${invoice(e.invoice)}${e.amount === undefined ? '' : ` über ${say.money(e.amount)}`} ist seit ${daysDative(e.days)} überfällig.`,
  'invoice-was-paid': (e) =>
    `${theInvoice(e.invoice)} wurde ${{ paid: 'bezahlt', 'written-off': 'abgeschrieben', voided: 'storniert' }[e.end ?? 'paid']}.`,
  'incident-noted': (e, say) =>
    ({
      serviceCall: e.badness > 0 ? 'ein Serviceeinsatz ist misslungen.' : 'ein Serviceeinsatz verlief gut.',
      billingError: 'es gab einen Rechnungsfehler.',
      contactDeparted: `${e.contact === undefined ? 'ein Ansprechpartner' : contact(e.contact, say)} hat den Kunden verlassen${e.to === undefined ? '' : ` und ist jetzt bei ${e.to}`}.`,
      competitorSeen: 'beim Kunden wurde ein Mitbewerber gesehen.',
      news: 'es gibt Nachrichten über den Kunden.',
    })[e.incident],
  'incident-faded': () => 'ein früherer Vorfall zählt nicht mehr gegen den Zustand.',
  'news-noted': () => 'es gibt Nachrichten über den Kunden.',
  'health-changed': (e) => {
    const way = inOrderOf(e.from, e.band);
    const stands =
      way === 'same' ? bands[e.band] : `auf ${bandNamed(e.band)} ${way === 'worse' ? 'gefallen' : 'gestiegen'}`;
    const [cost, moved] = [costs(e.reasons), moves(e.moved ?? [])];
    const why = cost === '' ? '' : `: ${cost}`;
    return `der Zustand ist ${stands}, ${e.score} von 100${why}.${moved === '' || moved === cost ? '' : ` Bewegt durch: ${moved}.`}`;
  },

  'campaign-invited': (e, say) => {
    const title = say.names.campaigns.get(e.campaign);
    const what = `${e.touchKind === 'event' ? 'zur Veranstaltung' : 'zur Schulung'}${title === undefined ? '' : ` ${quoted(title)}`}`;
    return `${contacts(e.contacts)} ${was(e.contacts.length)} ${what} am ${say.dayOf(e.startsAt)} eingeladen.`;
  },
  'invitation-answered': (e, say) =>
    `${contact(e.contact, say)} hat ${campaign(e.campaign, say)} ${e.answer === 'accepted' ? 'angenommen' : 'abgelehnt'}.`,
  'invitation-moved': (e, say) => {
    const title = say.names.campaigns.get(e.campaign);
    const what = title === undefined ? 'der Termin der Einladung' : quoted(title);
    return e.from === e.startsAt
      ? `${title === undefined ? 'der Termin der Einladung' : what} hat einen anderen Ort oder eine andere Dauer.`
      : `${what} wurde von ${say.dayOf(e.from)} auf ${say.dayOf(e.startsAt)} verlegt.`;
  },
  'invitation-called-off': (e, say) => {
    const title = say.names.campaigns.get(e.campaign);
    return `${title === undefined ? 'der Termin der Einladung' : quoted(title)} wurde abgesagt.`;
  },

  'items-planned': (e, say) => {
    const [first] = e.items;
    if (first === undefined) return `es sind keine weiteren ${programmes[e.programme]} geplant.`;
    const kinds = [...new Set(e.items.map(({ kind }) => items[kind]))];
    return e.items.length === 1
      ? `geplant für ${say.day(first.on)}: ${say.list(kinds)}.`
      : `geplant: ${say.list(kinds)}, insgesamt ${e.items.length}, zuerst am ${say.day(first.on)}.`;
  },
  'item-prepared': (e) => `zeit, ${accusative(e.itemKind)} vorzubereiten.`,
  'item-due': (e) => `${the(e.itemKind)} ist fällig.`,
  'item-reminded': (e) => `die Betreuung wurde an ${accusative(e.itemKind)} erinnert (${e.reminder}. Erinnerung).`,
  'item-missed': (e) =>
    `${the(e.itemKind)} wurde versäumt${e.successor === undefined ? '' : ': Der nächste Termin ist fällig geworden'}.`,
  'item-skipped': (e) => `${the(e.itemKind)} entfällt: ${capitalised(skipped[e.reason])}.`,
  'item-covered': (e, say) => {
    if (e.by.lifecycle === say.lifecycle) return `${the(e.itemKind)} ist Teil des Quartalsgesprächs.`;
    const product = say.names.products.get(e.by.lifecycle);
    return `${the(e.itemKind)} wird mit ${dative(e.itemKind, '').trim()} für ${product ?? 'ein anderes Produkt'} zusammengelegt.`;
  },
  'item-uncovered': (e) => `${the(e.itemKind)} steht wieder für sich allein.`,
  'item-completed': (e, say) => met(e.itemKind, e, say),
  'item-corrected': (e) =>
    e.outcome === 'open'
      ? `${the(e.itemKind)} ist wieder offen: ${quoted(said(e.before.outcome, e.before.happiness))} war ein Irrtum.`
      : `${items[e.itemKind]}: berichtigt auf ${quoted(said(e.outcome, e.happiness))} (vorher: ${quoted(said(e.before.outcome, e.before.happiness))}).`,
  'item-postponed': (e, say) => `${the(e.itemKind)} wurde auf ${say.day(e.until)} verschoben: ${postponed[e.reason]}.`,

  'past-told': ({ on, touchKind }, say) =>
    `aus der Zeit vor der Übernahme: ${touchKind === undefined ? 'eine Notiz' : items[touchKind]}${on === undefined ? '' : `, ${say.day(on)}`}.`,
  'touch-recorded': (e, say) => `ungeplant: ${met(e.touchKind, e, say)}`,

  'onboarding-step-nudged': (e, say) => {
    const whom =
      e.owner === null
        ? readers.rep
        : e.owner === 'client'
          ? 'den Kunden'
          : (say.names.people.get(e.owner) ?? readers.owner);
    return `erinnerung an ${whom}: ${step(e.step, say)} soll bis ${say.day(e.targetOn)} erledigt sein.`;
  },
  'onboarding-step-overdue': (e, say) =>
    `${step(e.step, say)} ist überfällig: Fällig war der Schritt am ${say.day(e.targetOn)}.`,
  'onboarding-step-escalated': (e, say) =>
    `${step(e.step, say)} ist noch immer nicht erledigt: Ein Alarm wurde ausgelöst.`,
  'onboarding-step-completed': (e, say) => `${step(e.step, say)} ist erledigt.`,
  'onboarding-completed': (e) => `die Einführung ist abgeschlossen (${counted(e.steps, 'Schritt', 'Schritte')}).`,
  recycled: (e, say) => {
    const titles = e.steps.flatMap((code) => say.names.steps.get(code) ?? []);
    return `zurück in die Einführung (${recycles[e.reason]})${titles.length === 0 ? '' : `: ${say.list(titles.map(quoted))}`}.`;
  },

  'promises-measured': (e, say) => {
    const verdict = {
      met: 'erreicht',
      missed: 'verfehlt',
      coming: 'noch nicht fällig',
      improving: 'auf gutem Weg',
    } as const;
    const found = e.promises.map(({ promise: id, met: isMet, as }) => ({
      metric: say.names.promises.get(id),
      told: verdict[as ?? (isMet ? 'met' : 'missed')],
    }));
    const lines = found.every(({ metric }) => metric !== undefined)
      ? found.map(({ metric, told: is }) => `${quoted(metric ?? '')} ${is}`)
      : Object.values(verdict).flatMap((is) => {
          const count = found.filter((one) => one.told === is).length;
          return count === 0 ? [] : [`${count} ${is}`];
        });
    return `zusagen geprüft${lines.length === 0 ? '' : `: ${lines.join(', ')}`}.`;
  },
  'oversold-proposed': (e, say) =>
    `${promise(e.promise, say)} wurde ${e.times === 2 ? 'zweimal' : `${e.times}-mal`} in Folge verfehlt: Wurde zu viel versprochen?`,
  'oversold-flagged': (e, say) =>
    `${e.promise === null ? 'der Abschluss' : promise(e.promise, say)} wurde als zu viel versprochen gemeldet: Verkauf und Teamleitung wurden informiert.`,
  'oversold-answered': (e, say) =>
    `der Verkauf ${e.answer === 'agreed' ? 'stimmt zu' : 'widerspricht'}: ${e.promise === null ? 'Der Abschluss' : capitalised(promise(e.promise, say))} ${e.answer === 'agreed' ? 'war' : 'war nicht'} zu viel versprochen.`,

  'receivable-opened': (e, say) =>
    `${invoice(e.invoice)}${e.amount === undefined ? '' : ` über ${say.money(e.amount)}`} ist seit ${daysDative(e.days)} überfällig: ${capitalised(collectors[e.role])} wurde informiert.`,
  'receivable-aged': (e) => `die Rechnung ist jetzt seit ${daysDative(e.days)} überfällig.`,
  'receivable-climbed': (e) =>
    `die Rechnung ist noch immer nicht bezahlt: ${capitalised(collectors[e.role])} wurde informiert.`,
  'receivable-tried': (e, say) =>
    `der Kunde wurde auf die überfällige Rechnung angesprochen: ${{ promised: `Er hat die Zahlung${e.until === undefined ? '' : ` bis ${say.day(e.until)}`} zugesagt`, 'no-answer': 'Niemand war zu erreichen', disputed: 'Er bestreitet sie' }[e.outcome]}.`,
  'receivable-at-risk': (e) => `die Rechnung ist seit ${daysDative(e.days)} überfällig: Der Kunde ist gefährdet.`,
  'receivable-remains': (e, say) =>
    e.paid === undefined
      ? `von der Rechnung sind noch ${say.money(e.amount)} offen.`
      : `${say.money(e.paid)} sind eingegangen: Von der Rechnung sind noch ${say.money(e.amount)} offen.`,
  'receivable-closed': (e) =>
    `die überfällige Rechnung wurde nach ${daysDative(e.days)}${e.tries === 0 ? '' : ` und ${counted(e.tries, 'Versuch', 'Versuchen')}`} ${{ paid: 'bezahlt', 'written-off': 'abgeschrieben', voided: 'storniert' }[e.end]}.`,

  'renewal-noticed': (e, say) =>
    `bis zur Verlängerung am ${say.day(e.renewsOn)} ${e.days === 1 ? 'ist' : 'sind'} es noch ${days(e.days)}: Die Betreuung wurde informiert.`,
  'renewal-undecided': (e, say) => `der Verlängerungstermin, ${say.day(e.renewsOn)}, kam ohne Entscheidung.`,
  'renewal-lapsed': (e, say) =>
    `über die Verlängerung zum ${say.day(e.renewsOn)} hat niemand entschieden, die Frist dafür ist vorbei.`,
  'notice-given': (e, say) =>
    `der Kunde hat am ${say.day(e.receivedOn)} zum ${say.day(e.endsOn)} gekündigt (${churn[e.reason]}).`,
  'notice-withdrawn': (e) =>
    e.by === 'renewal'
      ? 'die Kündigung ist hinfällig: Der Kunde hat verlängert.'
      : 'der Kunde hat die Kündigung zurückgenommen.',
  'last-notice-day': (e, say) =>
    `der letzte Tag für eine Kündigung ist da: Ohne sie verlängert sich der Vertrag am ${say.day(e.renewsOn)} von selbst.`,
  'term-prolonged': (e, say) =>
    `der Vertrag hat sich am ${say.day(e.on)} von selbst bis ${say.day(e.until)} verlängert.`,
  'renewal-decided': (e, say) => {
    const change = e.before === undefined ? null : changeOf(e.before, e.annualValue);
    const by = say.money({ ...e.annualValue, amount: Math.abs(change?.amount ?? 0) });
    const than =
      change === null || change.kind === 'flat'
        ? ''
        : ` (${by} ${change.kind === 'expansion' ? 'mehr' : 'weniger'} als bisher)`;
    return `um ${months(e.termMonths)} verlängert, zu ${say.money(e.annualValue)} im Jahr${than}${e.by === 'policy' ? ', nach den Regeln' : ''}.`;
  },

  'satisfaction-asked': (e) => `${contacts(e.contacts)} ${was(e.contacts.length)} nach der Zufriedenheit gefragt.`,
  'satisfaction-passed': (e) => `niemand wurde nach der Zufriedenheit gefragt: ${capitalised(unasked[e.reason])}.`,
  'satisfaction-answered': (e, say) => `${contact(e.contact, say)} hat geantwortet: ${e.score} von 10.`,
  'satisfaction-covered': (e, say) =>
    `die Ansprechpartner werden für alle ihre Produkte nur einmal gefragt, zusammen mit ${say.names.products.get(e.by.lifecycle) ?? 'einem anderen Produkt'}.`,
  'satisfaction-reminded': (e) => `${contacts(e.contacts)} ohne Antwort ${was(e.contacts.length)} erinnert.`,
  'satisfaction-not-reminded': (e) => `niemand wurde an die Frage erinnert: ${capitalised(unasked[e.reason])}.`,
  'satisfaction-not-asked': (e, say) =>
    `${contact(e.contact, say)} wurde nicht gefragt: Die letzte Frage an dieses Postfach ist erst kurze Zeit her.`,

  'lifecycle-began': (e) => {
    if (e.previous !== undefined) return `die ${e.term}. Laufzeit hat begonnen.`;
    return e.imported === undefined
      ? 'der Verkauf hat den Kunden übergeben.'
      : 'der Kunde wurde mitten in der Laufzeit übernommen.';
  },
  'stage-changed': (e, say) => {
    switch (e.to) {
      case 'retention':
        return e.reason === 'onboarding-skipped'
          ? 'gleich in die Betreuung: Eine Einführung gibt es nicht.'
          : 'die Einführung ist vorbei: Die Betreuung hat begonnen.';
      case 'onboarding':
        return `zurück in der Einführung${e.reason === 'onboarding-skipped' || e.reason === 'onboarding-completed' ? '' : ` (${recycles[e.reason]})`}.`;
      case 'renewed':
        return `die Laufzeit ist zu Ende: verlängert${e.reason === 'policy' ? ', nach den Regeln' : ''}.`;
      case 'churned':
      case 'ineligible': {
        const why = e.reason === 'decision' || e.reason === 'policy' ? '' : ` (${churn[e.reason]})`;
        const when = e.on === undefined ? '' : ` am ${say.day(e.on)}`;
        return e.to === 'churned'
          ? `der Kunde ist${when} gegangen${why}.`
          : `der Kunde kann nicht mehr betreut werden${why}.`;
      }
    }
  },
  reassigned: (e, say) => {
    const [from, to] = [say.names.people.get(e.from), say.names.people.get(e.to)];
    if (to === undefined) return 'jemand anderes aus dem Team betreut den Kunden jetzt.';
    return `${to} betreut den Kunden jetzt${from === undefined ? '' : ` (vorher: ${from})`}.`;
  },
  regrouped: (e, say) => {
    const [from, to] = [say.names.groups.get(e.from), say.names.groups.get(e.to)];
    const why = e.why.map((reason) => routedWith(reason, say, routing)).join(' ');
    return `der Kunde kam in ${to === undefined ? 'eine andere Gruppe' : `die Gruppe ${quoted(to)}`}${from === undefined ? '' : ` (vorher: ${quoted(from)})`}.${why === '' ? '' : ` ${why}`}`;
  },
  'policy-scheduled': (e, say) => `ab ${say.day(e.on)} gilt ${policy(e.policy)}.`,
  'policy-changed': (e) => `jetzt gilt ${policy(e.policy)} (vorher: ${quoted(e.from.id)}, Version ${e.from.version}).`,
  paused: (e, say) =>
    `in Pause ${e.until === undefined ? 'ohne Enddatum' : `bis ${say.day(e.until)}`}: ${pauses[e.reason]}.`,
  'pause-reminded': (e, say) => `noch immer in Pause seit ${say.dayOf(e.since)}: Die Betreuung wurde erinnert.`,
  resumed: (e) =>
    e.by === 'date'
      ? 'es geht weiter: Die Pause ist vorbei. Anrufe und Besuche folgen wie geplant.'
      : 'es geht weiter. Anrufe und Besuche folgen wie geplant.',
  'holidays-refreshed': (e, say) => `die Feiertage des Kunden sind bis ${say.day(e.through)} bekannt.`,
  'client-known': (e, say) => {
    const span = (from: string, until: string): string =>
      from === until ? say.day(from) : `${say.day(from)} bis ${say.day(until)}`;
    return [
      `die Angaben zum Kunden: ${e.name}${e.country === undefined ? '' : `, ${place(e.country, e.region, say)}`}, Zeitzone ${e.zone}.`,
      ...(e.weekend === undefined
        ? []
        : [
            `Wochenende: ${e.weekend.length === 0 ? 'keines' : say.list(e.weekend.map((day) => weekdays[day - 1] ?? ''))}.`,
          ]),
      ...(e.closed === undefined || e.closed.length === 0
        ? []
        : [`Geschlossen: ${e.closed.map(({ from, until }) => span(from, until)).join('; ')}.`]),
    ].join(' ');
  },
  'mail-refused': (e, say) => {
    const role = Object.hasOwn(readers, e.role) ? readers[e.role as keyof typeof readers] : 'jemanden';
    const whom = e.contact === undefined ? role : (say.names.contacts.get(e.contact) ?? readers.contact);
    return `eine Mail an ${whom} kam nicht an: ${e.why === 'content' ? 'Der Mailserver hat den Inhalt abgewiesen' : 'Die Adresse nimmt keine Mails an'}.`;
  },
  'fact-ignored': (e) => `eine Meldung von außen gilt hier nicht. ${refusals[e.reason]}`,
};
