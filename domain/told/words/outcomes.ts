/** What can come of an item, in words that fit it: as it is chosen in a form, and as it is told afterwards. */
import type { ItemKind, Outcome } from '../../core/item';
import { inBoth } from './in-both';
import type { Speech } from './speech';

/** How an item is done: something is sent, somebody is called, people meet, or they are asked for their own words. */
type Manner = 'sent' | 'called' | 'met' | 'asked';

const manners: Readonly<Record<ItemKind, Manner>> = {
  call: 'called',
  email: 'sent',
  letter: 'sent',
  lunch: 'met',
  visit: 'met',
  'thank-you': 'sent',
  'birthday-card': 'sent',
  article: 'sent',
  training: 'met',
  event: 'met',
  'check-in': 'met',
  'success-check': 'met',
  'success-criteria': 'asked',
  'quarterly-review': 'met',
  'successor-call': 'called',
  'sponsor-call': 'called',
  'save-call': 'called',
};

/** An outcome as somebody chooses it, and as it is told of the item. */
interface OutcomeWords {
  readonly choice: string;
  readonly told: string;
}

const said = (choice: string, told: string): OutcomeWords => ({ choice, told });

type Table = Readonly<Record<Manner, Readonly<Record<Outcome, OutcomeWords>>>>;

const english: Table = {
  sent: {
    done: said('It was sent', 'sent'),
    'no-answer': said('It was not sent', 'not sent'),
    declined: said('They would not want it', 'not sent, since they would not want it'),
  },
  called: {
    done: said('We spoke', 'done'),
    'no-answer': said('Nobody answered', 'nobody answered'),
    declined: said('They did not want to talk', 'they did not want to talk'),
  },
  met: {
    done: said('It took place', 'done'),
    'no-answer': said('It did not take place', 'it did not take place'),
    declined: said('They declined', 'they declined'),
  },
  asked: {
    done: said('They told us', 'done'),
    'no-answer': said('We got no answer', 'we got no answer'),
    declined: said('They did not want to say', 'they did not want to say'),
  },
};

const german: Table = {
  sent: {
    done: said('Ist verschickt', 'verschickt'),
    'no-answer': said('Ist nicht verschickt', 'nicht verschickt'),
    declined: said('Wäre nicht erwünscht', 'nicht verschickt, weil nicht erwünscht'),
  },
  called: {
    done: said('Wir haben gesprochen', 'erledigt'),
    'no-answer': said('Niemand war zu erreichen', 'niemand war zu erreichen'),
    declined: said('Sie wollten nicht sprechen', 'sie wollten nicht sprechen'),
  },
  met: {
    done: said('Hat stattgefunden', 'erledigt'),
    'no-answer': said('Hat nicht stattgefunden', 'hat nicht stattgefunden'),
    declined: said('Sie haben abgesagt', 'sie haben abgesagt'),
  },
  asked: {
    done: said('Sie haben es uns gesagt', 'erledigt'),
    'no-answer': said('Wir haben keine Antwort bekommen', 'keine Antwort'),
    declined: said('Sie wollten es nicht sagen', 'sie wollten es nicht sagen'),
  },
};

const table = inBoth(english, german);

/** What can come of an item of that kind; a call's words where the item is not known. */
export function outcomesOf(
  reader: Pick<Speech, 'language'>,
  kind: ItemKind = 'call',
): Readonly<Record<Outcome, OutcomeWords>> {
  return table(reader)[manners[kind]];
}

/** True for what is sent: nobody tells on that occasion how happy they are. */
export const isSent = (kind: ItemKind): boolean => manners[kind] === 'sent';

/** True for a card: it is for one person, who is known. */
export const isCard = (kind: ItemKind): boolean => kind === 'birthday-card' || kind === 'thank-you';
