/** Hand-offs as sales would send them. Every person and every word in them is a canary: none may enter a history. */
import { birthdayInDays, today } from './dates';
import { admin, fresh, sales } from './api';

/** Looked for in every history by test/after/privacy.test.ts. */
export const canaries = ['Quetzalina', 'Zyzzyva', 'Wobblewort', 'canary-words'] as const;
const [contactName, sellerName, repName, words] = canaries;

export interface People {
  readonly group: string;
  readonly rep: string;
  readonly repMail: string;
  readonly managerMail: string;
  readonly directorMail: string;
}

const mailOf = (id: string): string => `${id}.${repName}@holdfast.example`.toLowerCase();

/** A group with a rep, a manager and a director of its own. */
export async function aGroup(rules?: object): Promise<People> {
  const [group, rep, manager, director] = [fresh('group'), fresh('rep'), fresh('manager'), fresh('director')];
  for (const id of [rep, manager, director])
    await ok(admin.put(`/v1/reps/${id}`, { name: `${repName} ${id}`, email: mailOf(id) }));
  const policy = rules === undefined ? 'default' : fresh('policy');
  if (rules !== undefined) await ok(admin.put(`/v1/policies/${policy}`, { rules }));
  await ok(admin.put(`/v1/groups/${group}`, { name: 'A group', rep, manager, director, policy }));
  return { group, rep, repMail: mailOf(rep), managerMail: mailOf(manager), directorMail: mailOf(director) };
}

async function ok(call: Promise<{ status: number; body: unknown }>): Promise<void> {
  const { status, body } = await call;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/**
 * The body of a hand-off; any part can be replaced. The client is in UTC and in no country, and the one birthday comes
 * when nothing else does, so that what falls due is the same on every day of the year. Each deal's people
 * have addresses of their own: what one says of a mailbox holds for everybody with that address.
 */
export function aDeal(parts: Record<string, unknown> = {}, product: Record<string, unknown> = {}) {
  const dealId = fresh('D');
  return {
    dealId,
    client: { id: fresh('C'), name: 'Alpine Tools', timeZone: 'UTC', industry: 'tools' },
    contacts: [
      {
        id: `${contactName}-1`,
        name: `${contactName} Main`,
        email: `${dealId}.${contactName}.main@client.example`.toLowerCase(),
        level: 'manager',
        role: `${words} head`,
        birthday: birthdayInDays(200),
        phone: '+43 1 000',
      },
      {
        id: `${contactName}-2`,
        name: `${contactName} Boss`,
        email: `${dealId}.${contactName}.boss@client.example`.toLowerCase(),
        level: 'executive',
      },
    ],
    seller: {
      id: fresh('seller'),
      name: `${sellerName} Seller`,
      email: `${sellerName.toLowerCase()}@holdfast.example`,
    },
    successCriteria: `Half the time to a quote (${words}).`,
    requirements: [`${words}: single sign-on`],
    agreements: [`${words}: two trainings a year`],
    products: [
      {
        code: 'crm-pro',
        name: 'CRM Pro',
        annualValue: { amount: 1_200_000, currency: 'EUR' },
        startsOn: today,
        termMonths: 12,
        promises: [{ metric: `time to quote ${words}`, target: 2, unit: 'hours' }],
        ...product,
      },
    ],
    ...parts,
  };
}

/** Hands a deal over and returns the id of its first lifecycle. */
export async function handOff(deal: object): Promise<string> {
  const { status, body } = await sales.post('/v1/deals', deal);
  if (status !== 201) throw new Error(`hand-off: ${status} ${JSON.stringify(body)}`);
  return (body as { lifecycles: { id: string }[] }).lifecycles[0]?.id ?? '';
}
