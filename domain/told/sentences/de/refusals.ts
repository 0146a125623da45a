/** Why a message does not apply, in German. */
import type { Vocabulary } from '../catalogue';

export const refusals: Vocabulary['refusals'] = {
  'already-paused': 'Die Betreuung ist schon in Pause.',
  'asked-elsewhere':
    'Danach wird einmal gefragt, zusammen mit einem anderen Produkt dieses Kunden: Dort lässt es sich verschieben.',
  'beyond-next':
    'Dieser Tag liegt nicht vor dem nächsten Termin dieser Art oder dem Ende des Vertrags: Wählen Sie einen früheren.',
  'floor-of-four': 'Mit diesem Tag gäbe es weniger als vier Kontakte in einem Jahr: Wählen Sie einen früheren.',
  'nothing-said': 'Noch hat niemand ein Ergebnis eingetragen, also ist nichts zurückzunehmen: Tragen Sie es ein.',
  'not-later': 'Dieser Tag liegt nicht nach dem, an dem es fällig ist: Wählen Sie einen späteren.',
  'postponed-twice': 'Es wurde schon zweimal verschoben: Jetzt wird es erledigt oder gilt als versäumt.',
  'successor-due': 'Der nächste Termin dieser Art ist inzwischen fällig: Dieser lässt sich nicht wieder öffnen.',
  'too-old': 'Das ist mehr als neunzig Tage her: Es lässt sich nicht mehr berichtigen.',
  'already-answered': 'Das wurde schon beantwortet.',
  'already-there': 'Das steht schon so da: Es würde sich nichts ändern.',
  'effect-too-early':
    'Eine Kündigung wird frühestens an dem Tag wirksam, an dem sie eingegangen ist, und nicht vor Beginn des Vertrags.',
  'effect-too-late': 'Eine Kündigung wird spätestens zum Ende der Laufzeit wirksam.',
  'item-closed': 'Das ist schon abgeschlossen.',
  'nobody-to-invite': 'Beim Kunden gibt es niemanden, dem geschrieben werden darf.',
  'newer-known': 'Etwas Neueres ist schon bekannt.',
  'no-notice': 'Es gibt keine Kündigung, die sich zurücknehmen ließe.',
  'not-asked': 'Niemand wurde gefragt.',
  'not-flagged': 'Es ist nicht als zu viel versprochen gemeldet.',
  'not-in-onboarding': 'Der Kunde ist nicht in der Einführung.',
  'not-in-retention': 'Der Kunde ist nicht in der Betreuung.',
  'not-paused': 'Die Betreuung ist nicht in Pause.',
  'not-yet-received': 'Der Tag, an dem die Kündigung eingegangen sein soll, liegt noch in der Zukunft.',
  'receivable-closed': 'Diese Rechnung ist schon bezahlt oder abgeschrieben.',
  'opportunity-closed': 'Diese Verkaufschance ist schon gewonnen oder verloren.',
  'other-currency':
    'Der Jahreswert bleibt in seiner Währung; was in einer anderen verkauft wird, ist ein eigener Abschluss.',
  'past-date': 'Dieser Tag ist schon vorbei.',
  'step-completed': 'Dieser Schritt der Einführung ist schon abgeschlossen.',
  'rep-left': 'Wer es übernehmen sollte, arbeitet nicht mehr hier.',
  'term-over': 'Der Vertrag war schon zu Ende, als die Kündigung kam: Tragen Sie ein, dass der Kunde geht.',
  'too-late':
    'Die Kündigung kam für das Ende dieser Laufzeit zu spät, und der Vertrag verlängert sich von selbst: Tragen Sie ein, an welchem Tag sie wirksam wird.',
  'too-many-contacts':
    'Der Kunde hat so viele Ansprechpartner, wie betreut werden: Löschen Sie die, die nicht mehr da sind.',
  'too-many-invoices': 'Es sind so viele Rechnungen offen, wie gleichzeitig verfolgt werden können.',
  'too-many-own-signals': 'Es gibt schon so viele eigene Signale, wie bei einem Kunden zählen.',
  'unknown-escalation': 'Diesen Alarm gibt es nicht.',
  'unknown-item': 'Diese Aufgabe gibt es nicht.',
  'unknown-opportunity': 'Diese Verkaufschance gibt es nicht.',
  'unknown-promise': 'Eine solche Zusage wurde nicht gemacht.',
  'unknown-receivable': 'Diese Rechnung gibt es nicht.',
  'unknown-step': 'Diesen Schritt gibt es in der Einführung nicht.',
  'escalation-acknowledged': 'Diesen Alarm hat schon jemand übernommen.',
  'escalation-resolved': 'Dieser Alarm ist schon erledigt.',
  ended: 'Diese Laufzeit ist zu Ende.',
};
