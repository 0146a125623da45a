/** What comes, in German: what will happen, and why. */
import type { ComingOf } from '../../../core/concern';
import type { Say } from '../../telling';
import type { ComingSentences } from '../catalogue';
import { causesIn } from '../said';
import { arePast, wrong } from './reasons';
import {
  accusative,
  churn,
  collectors,
  dative,
  days,
  daysDative,
  itemWith,
  months,
  pauses,
  postponed,
  pronoun,
  quoted,
  roles,
  skipped,
  the,
  theInvoice,
  workingDays,
  workingDaysDative,
} from './words';

/** The item with the contact whom it is about, where they are known by name. */
const item = ({ itemKind, about }: Pick<ComingOf<'item-reminds'>, 'itemKind' | 'about'>, say: Say): string => {
  const name = about === undefined ? undefined : say.names.contacts.get(about);
  return itemWith(itemKind, name === undefined ? [] : [name], say);
};

/** What happened once, as a subject with its verb. */
const incidents: { readonly [I in ComingOf<'incident-fades'>['incident']]: string } = {
  serviceCall: 'der Serviceeinsatz zählt',
  billingError: 'der Rechnungsfehler zählt',
  contactDeparted: 'der Weggang eines Ansprechpartners zählt',
  competitorSeen: 'der Mitbewerber zählt',
  news: 'die Nachrichten zählen',
};

export const coming: ComingSentences = {
  'item-prepares': (s, say) => ({
    what: `zeit, ${accusative(s.itemKind)} vorzubereiten.`,
    why: `${pronoun(s.itemKind)} ist für ${say.day(s.on)} geplant und wird ${days(s.leadDays)} vorher vorbereitet.`,
  }),
  'item-asks': (s, say) => {
    const it = pronoun(s.itemKind);
    const when =
      s.postponed === undefined
        ? `${it} ist für ${say.day(s.on)} geplant`
        : `${it} war für ${say.day(s.on)} geplant und wurde auf ${say.day(s.postponed.until)} verschoben (${postponed[s.postponed.reason]})`;
    const named = item(s, say);
    if (s.rest !== null)
      return { what: `${the(s.itemKind, named)} entfällt.`, why: `${when}, aber ${skipped[s.rest]}.` };
    return s.afterwards === true && s.postponed === undefined
      ? {
          what: `die Betreuung wird gefragt, was aus ${dative(s.itemKind, named)} wurde.`,
          why: `der Termin ist am ${say.day(s.on)}.`,
        }
      : { what: `${the(s.itemKind, named)} wird fällig.`, why: `${when}.` };
  },
  'item-reminds': (s, say) => ({
    what: `die Betreuung wird an ${accusative(s.itemKind, item(s, say))} erinnert.`,
    why: `${workingDays(s.workingDays)} nach der Fälligkeit hat noch niemand gesagt, was daraus wurde.`,
  }),
  'item-counts-missed': (s, say) => ({
    what: `${the(s.itemKind, item(s, say))} gilt als versäumt.`,
    why: `innerhalb von ${workingDaysDative(s.workingDays)} hat niemand gesagt, was daraus wurde.`,
  }),

  'value-steps': (s, say) => ({
    what: `der Jahreswert beträgt dann ${say.money(s.annualValue)}.`,
    why: `so steht es ab ${say.day(s.on)} im Vertrag.`,
  }),
  'amendment-comes': (s, say) => {
    const terms = [
      ...(s.quantity === undefined ? [] : [`Menge ${say.number(s.quantity)}`]),
      ...(s.annualValue === undefined ? [] : [`Jahreswert ${say.money(s.annualValue)}`]),
    ].join(', ');
    return {
      what: `eine Vertragsänderung gilt${terms === '' ? '' : `: ${terms}`}.`,
      why: `der Vertrag wurde geändert, mit Wirkung ab ${say.day(s.on)}.`,
    };
  },

  'escalation-climbs': (s, say) => {
    const about = causesIn({ wrong, arePast }, s, say).join('; ');
    return {
      what: s.again ? `${roles[s.role]} wird erneut über den Alarm informiert.` : `der Alarm geht an ${roles[s.role]}.`,
      why:
        s.forWeeks === true
          ? `seit Wochen hat ihn niemand übernommen (${about}).`
          : `${roles[s.asked]} hat ${workingDays(s.workingDays)}, um ihn zu übernehmen (${about}).`,
    };
  },

  'opportunity-reminds': (s) => ({
    what: 'der Bestandskundenvertrieb wird daran erinnert, dass der Kunde mehr brauchen könnte.',
    why: `innerhalb von ${workingDaysDative(s.workingDays)} hat niemand gesagt, was daraus wurde.`,
  }),
  'opportunity-returns': () => ({
    what: 'der Bestandskundenvertrieb wird erneut darauf hingewiesen, dass der Kunde mehr brauchen könnte.',
    why: 'der Kunde wollte damals nicht erweitern.',
  }),

  'incident-fades': (s) => ({
    what: `${incidents[s.incident]} nicht mehr gegen den Zustand.`,
    why: `was einmal vorgefallen ist, zählt ${days(s.days)} lang.`,
  }),
  'invoice-ages': (s) => ({
    what: `eine Rechnung ist seit ${daysDative(s.days)} überfällig.`,
    why: 'je älter eine Rechnung ist, desto mehr zählt sie gegen den Zustand.',
  }),
  'alarm-ages': (s) => ({
    what: `ein Alarm ist seit ${daysDative(s.days)} offen.`,
    why: 'ein Alarm, der offen bleibt, zählt gegen den Zustand.',
  }),
  'silence-lasts': (s) => ({
    what: `seit ${daysDative(s.days)} war nichts vom Kunden zu hören.`,
    why: s.unknown
      ? 'nach so langer Funkstille kann niemand sagen, wie es steht.'
      : 'Funkstille zählt gegen den Zustand.',
  }),
  'good-news-fades': (s) => ({
    what: 'gute Nachrichten zählen weniger.',
    why: `gute Nachrichten verblassen innerhalb von ${daysDative(s.days)}.`,
  }),

  'notice-takes-effect': (s, say) => ({
    what: 'die Kündigung wird wirksam: Der Kunde geht.',
    why: `der Kunde hat am ${say.day(s.receivedOn)} zum ${say.day(s.endsOn)} gekündigt (${churn[s.reason]}).`,
  }),

  'onboarding-step-nudges': (s, say) => ({
    what: `erinnerung an die Person, die ${quoted(s.title)} übernimmt.`,
    why: `der Schritt soll bis ${say.day(s.targetOn)} erledigt sein.`,
  }),
  'onboarding-step-is-late': (s, say) => ({
    what: `${quoted(s.title)} ist überfällig.`,
    why: `der Schritt soll bis ${say.day(s.targetOn)} erledigt sein.`,
  }),
  'onboarding-step-alarms': (s, say) => ({
    what: `ein Alarm wird ausgelöst: ${quoted(s.title)} ist noch immer nicht erledigt.`,
    why: `der Schritt soll bis ${say.day(s.targetOn)} erledigt sein; ${workingDays(s.workingDays)} später ist es ein Alarm.`,
  }),

  'policy-changes': (s, say) => ({
    what: `das Regelwerk ${quoted(s.policy.id)}, Version ${s.policy.version}, gilt.`,
    why: `so wurde es für das Quartal entschieden, das am ${say.day(s.on)} beginnt.`,
  }),

  'question-reminds': (s) => ({
    what: 'wer noch nicht geantwortet hat, wird erinnert.',
    why: `nach der Zufriedenheit wurde vor ${workingDaysDative(s.workingDays)} gefragt.`,
  }),
  'question-after-onboarding': (s) => ({
    what: 'die Ansprechpartner werden nach der Zufriedenheit gefragt.',
    why: `gefragt wird ${days(s.days)} nach der Einführung.`,
  }),
  'question-before-review': (s, say) => ({
    what: 'die Ansprechpartner werden nach der Zufriedenheit gefragt.',
    why: `gefragt wird ${days(s.days)} vor dem Quartalsgespräch am ${say.day(s.on)}.`,
  }),

  'receivable-climbs': (s) => ({
    what: s.again
      ? `${collectors[s.role]} wird erneut an ${theInvoice(s.invoice)} erinnert.`
      : `${theInvoice(s.invoice)} geht an ${collectors[s.role]}.`,
    why: `${collectors[s.asked]} hat nach jedem Versuch ${workingDays(s.workingDays)} Zeit.`,
  }),
  'receivable-risks': (s) => ({
    what: `${theInvoice(s.invoice)} gefährdet den Kunden.`,
    why: `bei einer Rechnung, die seit ${daysDative(s.days)} überfällig ist, geht es um mehr als das Geld.`,
  }),

  'renewal-nears': (s, say) => ({
    what: `die Betreuung erfährt, dass es bis zur Verlängerung noch ${days(s.days)} sind.`,
    why: s.autoRenews
      ? `der Vertrag verlängert sich am ${say.day(s.on)} von selbst.`
      : `der Vertrag endet am ${say.day(s.on)}.`,
  }),
  'last-notice-day-comes': (s, say) => ({
    what: 'der letzte Tag für eine Kündigung.',
    why: `eine Kündigung muss ${days(s.noticeDays)} vor ${say.day(s.on)} da sein; sonst verlängert sich der Vertrag von selbst.`,
  }),
  'term-prolongs': (s, say) => ({
    what: `der Vertrag verlängert sich von selbst um ${months(s.months)}.`,
    why: `so steht es im Vertrag, wenn bis ${say.day(s.lastNoticeOn)} keine Kündigung kommt.`,
  }),
  'renewal-date-comes': (s, say) => ({
    what: 'der Verlängerungstermin: Ist nichts entschieden, wird ein Alarm ausgelöst.',
    why: `der Vertrag endet am ${say.day(s.on)}.`,
  }),
  'grace-ends': (s, say) => ({
    what:
      s.ending === 'renewed'
        ? 'ohne Entscheidung gilt der Vertrag als verlängert.'
        : 'ohne Entscheidung gilt der Kunde als verloren.',
    why: `so sagen es die Regeln, ${days(s.days)} nach ${say.day(s.on)}.`,
  }),

  'pause-ends': (s, say) => ({
    what: 'die Pause endet.',
    why: `in Pause bis ${say.day(s.until)}: ${pauses[s.reason]}.`,
  }),
  'pause-reminds': (s) => ({
    what: 'die Betreuung wird an die Pause erinnert.',
    why: `eine Pause ohne Enddatum kommt alle ${days(s.days)} zur Sprache.`,
  }),
};
