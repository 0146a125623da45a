/** What happens to clients beside the mails: telemetry, billing, and what reps tell and decide by the API. */
import type { Asking } from '../asking';
import type { Turn } from './fates';
import { contactBody, told, type PlayedClient, type PlayedLine } from './set-up';

const waiting = { Prefer: 'wait=10' };

interface Doing {
  readonly client: PlayedClient;
  readonly line: PlayedLine;
  /** The day on which it happens. */
  readonly day: string;
  /** A day of the year, as a date. */
  dateOf(on: number): string;
  readonly admin: Asking;
  readonly rep: Asking;
}

/** The next term of a lifecycle. */
const nextTerm = (life: string): string => life.replace(/\d+$/, (term) => String(Number(term) + 1));

/** Takes a turn of a client’s fate. */
export async function takeTurn(turn: Turn, { client, line, day, dateOf, admin, rep }: Doing): Promise<void> {
  const { fate } = client;
  const what = `${fate.name}, ${turn.does} on day ${turn.on}`;
  const at = `/v1/lifecycles/${line.life}`;
  const signal = (body: object): Promise<unknown> => told(admin.post(`${at}/signals`, body, waiting), what);
  switch (turn.does) {
    case 'usage':
    case 'tickets':
    case 'service-call':
      await signal({ kind: turn.does, value: turn.value });
      break;
    case 'contact-left':
      await told(rep.post(`${at}/signals`, { kind: 'contact-departed', contactId: turn.who }, waiting), what);
      break;
    case 'contact-comes':
      await told(admin.put(`/v1/clients/${fate.id}/contacts/${turn.who.id}`, contactBody(fate, turn.who)), what);
      break;
    case 'invoice':
      await signal({
        kind: 'invoice-overdue',
        value: turn.days,
        invoiceId: turn.invoice,
        amount: { amount: turn.amount * 100, currency: fate.currency },
      });
      break;
    case 'pays':
      await signal({ kind: 'invoice-paid', invoiceId: turn.invoice });
      break;
    case 'gives-notice': {
      const { reason, words, leavesOn } = turn;
      const ends = leavesOn === undefined ? {} : { endsOn: dateOf(leavesOn) };
      await told(rep.post(`${at}/notice`, { receivedOn: day, reason, note: words, ...ends }), what);
      break;
    }
    case 'stays':
      await told(rep.post(`${at}/notice/withdraw`, { note: turn.words }), what);
      break;
    case 'renews': {
      const annualValue = { amount: turn.value * 100, currency: fate.currency };
      await told(rep.post(`${at}/renew`, { termMonths: turn.months, annualValue, note: turn.words }), what);
      line.life = nextTerm(line.life);
      break;
    }
    default:
      turn satisfies never;
  }
}
