/** How each figure is computed, in the language of its reader; in English it is what the API says beside its figures. */
import { definitions, type FigureName } from '../../figures/figures';
import { inBoth } from './in-both';

export const definitionsIn = inBoth<Readonly<Record<FigureName, string>>>(definitions, {
  renewals:
    'Verlängerungsquote = verlängert ÷ zur Verlängerung angestanden: Laufzeiten, deren Verlängerungstermin im Zeitraum liegt und schon da war, nach Produkt. Eine Laufzeit, die sich von selbst verlängert hat, zählt an diesem Tag als verlängert, und am nächsten Termin wieder. Wer nicht mehr betreut werden konnte, stand nicht an; wer vor dem Termin ging, zählt an dessen Tag; kam der Termin ohne Entscheidung, stand die Laufzeit an und gilt als nicht verlängert.',
  logos:
    'Kundenbindung = Kunden vom Beginn des Zeitraums, die an seinem Ende noch da sind ÷ Kunden an seinem Beginn. Ein Kunde ist da, solange eines seiner Produkte läuft, bis zu dem Tag, an dem der Verlust wirksam wird; Abwanderung = 1 − Kundenbindung.',
  value:
    'Brutto-Umsatzbindung = (Beginn − Verringerung − Verlust) ÷ Beginn, Netto-Umsatzbindung = (Beginn + Erweiterung − Verringerung − Verlust) ÷ Beginn: der Jahreswert der Kunden vom Beginn des Zeitraums (ohne neue), je Kunde und Währung, damals und an seinem Ende. Was an einem Tag des Zeitraums wirksam wird, zählt in ihm. Ein Kunde, von dem kein Produkt mehr läuft, ist ein Verlust; weniger ist Verringerung, mehr (auch weitere Produkte) Erweiterung. Stufen im Wert, die beim Abschluss vereinbart wurden, sind keines davon und stehen für sich: Ende = Beginn + Vereinbartes + Erweiterung − Verringerung − Verlust.',
  growth:
    'Nettowachstum = Zugewinn − (1 − Kundenbindung): Kunden, die am Ende des Zeitraums da sind und an seinem Beginn nicht da waren, und Kunden, die geblieben sind, jeweils ÷ Kunden an seinem Beginn.',
  onboarding:
    'Zeit bis zum Nutzen = Median der Tage vom Vertragsbeginn bis zum ersten Abschluss der Einführung, für Produkte, deren Einführung im Zeitraum zum ersten Mal abgeschlossen wurde.',
  churn:
    'Laufzeiten, deren Ende (der Kunde ist gegangen, oder er kann nicht mehr betreut werden) im Zeitraum wirksam wird, nach Grund (wo gekündigt wurde, dem der Kündigung), mit ihrem Jahreswert.',
  saved:
    'Nach Kündigung gehalten = gehalten ÷ (gehalten + verloren): Kündigungen, die im Zeitraum eingingen, nach Grund. Gehalten: zurückgenommen oder doch verlängert; verloren: der Kunde ist gegangen; offen: noch keines von beiden. Eine Kündigung, die durch eine zweite ersetzt wurde, zählt nicht. Erste Schritte: die nach Alarmen, die erledigt wurden, während die Kündigung bestand.',
  oversold:
    'Anteil zu viel versprochener Verkäufe = Produkte, die im Zeitraum verkauft wurden (nach Vertragsbeginn) und seither als zu viel versprochen gemeldet sind ÷ Produkte, die in ihm verkauft wurden, nach Verkäufer und Produkt.',
  cohorts:
    'Jahrgang = Kunden nach dem Zeitraum ihres ersten Vertragsbeginns; Bindung nach n Zeiträumen = Kunden, die n Zeiträume nach ihrem eigenen Beginn noch da sind ÷ Kunden des Jahrgangs. Gezeigt wird sie, sobald jeder Kunde des Jahrgangs so lange dabei sein kann.',
});
