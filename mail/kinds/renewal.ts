/** The contract's end comes nearer; and after it was renewed, the next term begins. */
import { dateText } from '../../domain/told/day-text';
import { callLines, contractEndText, forecastLines, noticeDaysOf, type Occasion } from '../../domain/told/occasion';
import { about, backgroundSections, comingSection, section } from '../sections';
import type { Draft } from '../draft';

/** To the rep, ahead of the renewal date: the forecast, and the button to decide. */
export function renewalNoticeMail(occasion: Occasion): Draft {
  const days = noticeDaysOf(occasion);
  return {
    subject: `Renewal in ${days} days: ${about(occasion)}`,
    matters: [
      {
        headline: `${contractEndText(occasion)} What will the client do?`,
        why: `Notice ${days} days ahead, as the group’s policy says.`,
        button: { label: 'Record the decision', grant: { purpose: 'renewal', subject: null } },
      },
    ],
    sections: [
      ...section('Forecast', forecastLines(occasion)),
      ...section('What the rep and the manager make of it', callLines(occasion)),
      ...backgroundSections(occasion),
    ],
  };
}

/** To the rep: the next term is agreed. It may be months until it starts, so the mail does not say that it has. */
export function nextTermMail(occasion: Occasion): Draft {
  const { term, renewal } = occasion.lifecycle;
  return {
    subject: `Renewed: ${about(occasion)}, term ${term}`,
    matters: [
      {
        headline: `Term ${term} follows the one before, and runs to ${dateText(renewal.renewsOn)}.`,
        why: 'Touches keep their rhythm, and what is open stays open.',
      },
    ],
    sections: [...comingSection(occasion), ...backgroundSections(occasion)],
  };
}
