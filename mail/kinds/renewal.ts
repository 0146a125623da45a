/** The contract's end comes nearer; and after it was renewed, the next term begins. */
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

/** To the rep: the next term has begun. */
export function nextTermMail(occasion: Occasion): Draft {
  const { term, renewal, previous = 'the earlier term' } = occasion.lifecycle;
  return {
    subject: `Renewed: ${about(occasion)}, term ${term}`,
    matters: [
      {
        headline: `Term ${term} has begun; it runs to ${renewal.renewsOn}.`,
        why: `It goes on from ${previous}: touches keep their rhythm and open items stay open.`,
      },
    ],
    sections: [...comingSection(occasion), ...backgroundSections(occasion)],
  };
}
