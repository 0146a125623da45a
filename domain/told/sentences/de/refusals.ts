/** Why a message does not apply, in German. */
import type { Vocabulary } from '../catalogue';

export const refusals: Vocabulary['refusals'] = {
  'already-paused': 'Die Betreuung ist bereits unterbrochen.',
  'asked-elsewhere':
    'Danach wird einmal gefragt, bei einem anderen Produkt dieses Kunden: dort lässt es sich verschieben.',
  'beyond-next':
    'Dieser Tag liegt nicht vor dem nächsten Termin dieser Art oder dem Vertragsende: bitte einen früheren wählen.',
  'floor-of-four':
    'Mit diesem Tag fänden weniger als vier Kontakte innerhalb eines Jahres statt: bitte einen früheren wählen.',
  'nothing-said':
    'Niemand hat gesagt, was daraus wurde, also gibt es nichts zurückzunehmen: bitte das Ergebnis angeben.',
  'not-later': 'Dieser Tag liegt nicht nach dem Tag, an dem es fällig ist: bitte einen späteren wählen.',
  'postponed-twice': 'Es wurde schon zweimal verschoben: jetzt wird es erledigt, oder es fällt aus.',
  'successor-due': 'Der nächste Termin dieser Art ist inzwischen fällig: dieser lässt sich nicht mehr öffnen.',
  'too-old': 'Das ist mehr als neunzig Tage her: es lässt sich nicht mehr berichtigen.',
  'already-answered': 'Das wurde bereits beantwortet.',
  'already-there': 'Das ist bereits so: es würde sich nichts ändern.',
  'effect-too-early':
    'Eine Kündigung wirkt frühestens an dem Tag, an dem sie einging, und nicht vor dem Beginn des Vertrags.',
  'effect-too-late': 'Eine Kündigung wirkt spätestens am Ende der Laufzeit.',
  'item-closed': 'Das ist bereits abgeschlossen.',
  'nobody-to-invite': 'Beim Kunden gibt es niemanden, dem geschrieben werden darf.',
  'newer-known': 'Etwas Neueres ist bereits bekannt.',
  'no-notice': 'Es gibt keine Kündigung, die zurückgenommen werden könnte.',
  'not-asked': 'Niemand wurde gefragt.',
  'not-flagged': 'Das ist nicht als zu viel versprochen gemeldet.',
  'not-in-onboarding': 'Der Kunde ist nicht in der Einführung.',
  'not-in-retention': 'Der Kunde ist nicht in der Betreuung.',
  'not-paused': 'Die Betreuung ist nicht unterbrochen.',
  'not-yet-received': 'Der Tag, an dem die Kündigung einging, liegt noch in der Zukunft.',
  'receivable-closed': 'Diese Rechnung ist bereits bezahlt oder abgeschrieben.',
  'opportunity-closed': 'Diese Verkaufschance ist bereits gewonnen oder verloren.',
  'other-currency':
    'Der Jahreswert bleibt in seiner Währung; was in einer anderen verkauft wird, ist ein eigener Abschluss.',
  'past-date': 'Dieser Tag liegt in der Vergangenheit.',
  'step-completed': 'Dieser Schritt der Einführung ist bereits erledigt.',
  'rep-left': 'Wer es übernehmen sollte, arbeitet nicht mehr hier.',
  'term-over': 'Der Vertrag war schon zu Ende, als die Kündigung kam: bitte erfassen, dass der Kunde geht.',
  'too-late':
    'Die Kündigung kam zu spät für das Ende dieser Laufzeit, und der Vertrag verlängert sich von selbst: bitte den Tag angeben, an dem sie wirkt.',
  'too-many-contacts':
    'Der Kunde hat so viele Ansprechpartner, wie betreut werden: bitte löschen, wer nicht mehr da ist.',
  'too-many-invoices': 'Es sind so viele Rechnungen offen, wie gleichzeitig verfolgt werden können.',
  'too-many-own-signals': 'Es gibt bereits so viele eigene Signale, wie bei einem Kunden zählen.',
  'unknown-escalation': 'Diesen Alarm gibt es nicht.',
  'unknown-item': 'Diese Aufgabe gibt es nicht.',
  'unknown-opportunity': 'Diese Verkaufschance gibt es nicht.',
  'unknown-promise': 'Eine Zusage mit dieser Kennzahl wurde nicht gemacht.',
  'unknown-receivable': 'Diese Rechnung gibt es nicht.',
  'unknown-step': 'Einen solchen Schritt hat die Einführung nicht.',
  'escalation-acknowledged': 'Diesen Alarm hat bereits jemand übernommen.',
  'escalation-resolved': 'Dieser Alarm ist bereits erledigt.',
  ended: 'Diese Laufzeit ist zu Ende.',
};
