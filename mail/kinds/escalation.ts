/** An alarm, with its first steps. */
import { reasonsText } from '../../domain/concerns/alarm-reasons';
import { itemName } from '../../domain/core/item';
import { firstStepsOf, type Occasion } from '../../domain/told/occasion';
import { about, backgroundSections, section } from '../sections';
import type { Draft } from '../draft';

/** To the person who must react: what the alarm is about, and the button to take it on or resolve it. */
export function escalationMail(occasion: Occasion): Draft {
  const { lifecycle, subject } = occasion;
  const alarm = lifecycle.escalations.find(({ id }) => id === subject);
  const steps = alarm === undefined ? [] : firstStepsOf(occasion, alarm.id);
  return {
    subject: `Burning: ${about(occasion)}`,
    matters: [
      {
        headline: `${lifecycle.client.name} needs you: ${reasonsText(alarm?.reasons ?? [])}.`,
        why: `Open since ${alarm?.openedAt.slice(0, 10) ?? 'today'}; it goes up the ladder until somebody acknowledges it.`,
        button: { label: 'Take it on', grant: { purpose: 'escalation', subject } },
      },
    ],
    sections: [
      ...section(
        'First steps',
        steps.map(({ kind, dueAt }) => `${itemName(kind)}, by ${dueAt.slice(0, 10)}`),
      ),
      ...backgroundSections(occasion),
    ],
  };
}
