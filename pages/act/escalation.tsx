/** An alarm: somebody takes it on, resolves it, or says that the client needs something else. */
import { capitalised } from '../../domain/core/item-steps';
import { aboutWhom } from '../../domain/told/occasion';
import { wrongIn } from '../../domain/told/words/alarms';
import { inBoth } from '../../domain/told/words/in-both';
import { speechFor } from '../../domain/told/words/speech';
import { ChooseOne } from '../parts/choice';
import { NoteField } from '../parts/field';
import { askPage, Background, RecordIt, type Asking } from './ask';

const words = inBoth(
  {
    needsYou: (client: string) => `${client} needs you`,
    since: (wrong: string, day: string) => `${wrong}. Open since ${day}.`,
    taken: (day: string) => `Somebody took it on on ${day}.`,
    next: 'What happens next?',
    takeItOn: 'I take it on',
    resolved: 'It is resolved (say how)',
    otherScope: 'They need another scope: tell the business developer',
    note: 'Note',
  },
  {
    needsYou: (client) => `${client} braucht Sie`,
    since: (wrong, day) => `${wrong}. Offen seit ${day}.`,
    taken: (day) => `Am ${day} hat es jemand übernommen.`,
    next: 'Wie geht es weiter?',
    takeItOn: 'Ich übernehme es',
    resolved: 'Es ist gelöst (bitte schreiben, wie)',
    otherScope: 'Sie brauchen einen anderen Umfang: dem Vertrieb Bescheid geben',
    note: 'Notiz',
  },
);

/** What is said of what was done about an alarm. */
export const escalationReceipts = inBoth(
  {
    acknowledge: 'You have taken this on; it will not be escalated further.',
    resolve: 'It is resolved.',
    'change-scope': 'The business developer hears of it; the alarm stays open until it is resolved.',
  },
  {
    acknowledge: 'Sie haben es übernommen; es geht nicht weiter nach oben.',
    resolve: 'Es ist gelöst.',
    'change-scope': 'Der Vertrieb hört davon; der Alarm bleibt offen, bis er gelöst ist.',
  },
);

/** The alarm with its reasons, and what can be done about it. */
export function escalationPage(asking: Asking): string {
  const { form, occasion, subject } = asking;
  const { lifecycle, locale } = occasion;
  const said = words(locale);
  const speech = speechFor(occasion);
  const alarm = lifecycle.escalations.find(({ id }) => id === subject);
  const whom = (alarm?.about ?? []).flatMap((id) => aboutWhom(occasion, id) ?? []);
  const isTaken = alarm?.acknowledgedAt !== undefined;
  const when =
    alarm === undefined
      ? []
      : [
          said.since(capitalised(wrongIn(speech, alarm.reasons, whom, alarm.ownSignals)), speech.dayOf(alarm.openedAt)),
          ...(alarm.acknowledgedAt === undefined ? [] : [said.taken(speech.dayOf(alarm.acknowledgedAt))]),
        ];
  return askPage({
    asking,
    title: said.needsYou(lifecycle.client.name),
    when: when.join(' '),
    children: (
      <>
        <ChooseOne
          form={form}
          legend={said.next}
          options={[
            ...(isTaken ? [] : [{ value: 'acknowledge', label: said.takeItOn }]),
            { value: 'resolve', label: said.resolved },
            { value: 'change-scope', label: said.otherScope },
          ]}
        />
        <NoteField form={form} label={said.note} />
        <RecordIt locale={locale} />
      </>
    ),
    sections: <Background occasion={occasion} />,
  });
}
