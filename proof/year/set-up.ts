/** Brightline is set up and its clients are handed over, by the API alone. */
import { addDays } from '../../domain/core/calendar';
import { goneDomain } from '../../dev/mailbox';
import type { Asking } from '../asking';
import { brightline, sold, workgroups, yearSellers, type Colleague } from './company';
import type { ClientContact, Fate, YearProduct } from './fates';
import { YearStuck, type Stand } from './stand';

/** A product line of a client, and the lifecycle that runs for it now. */
export interface PlayedLine {
  readonly product: YearProduct;
  life: string;
}

/** A client of the year, as it is played. */
export interface PlayedClient {
  readonly fate: Fate;
  readonly lines: readonly PlayedLine[];
}

export interface Company {
  readonly clients: readonly PlayedClient[];
  /** Each rep, as they call the API. */
  readonly reps: ReadonlyMap<string, Asking>;
}

/** Says it, and fails where the answer is no. */
export async function told(asking: Promise<{ readonly status: number; readonly body: unknown }>, what: string): Promise<unknown> {
  const { status, body } = await asking;
  if (status >= 300) throw new YearStuck(`${what}: ${status} ${JSON.stringify(body)}`);
  return body;
} // prettier-ignore

/** The address of whoever works at Brightline. */
export const mailOf = (id: string): string => `${id}@brightline.example`;
/** The address of a contact; of some it never worked. */
export const contactMail = ({ id: client }: Pick<Fate, 'id'>, { id, bounces }: ClientContact): string =>
  `${id}.${client}@${bounces === true ? goneDomain : `${client}.example`}`;

/** A colleague, as ops enter them; with another address where they have one. */
export const colleagueBody = ({ id, name, timeZone, country, mails }: Colleague, email = mailOf(id)): object => ({
  name,
  email,
  phone: country === 'AT' ? '+43 512 5550100' : '+44 117 496 0100',
  timeZone,
  country,
  ...(mails === undefined ? {} : { mails }),
});

/** A contact, as sales hand them over. */
export const contactBody = (fate: Fate, contact: ClientContact): object => ({
  name: contact.name,
  email: contactMail(fate, contact),
  level: contact.level,
  role: contact.role,
  phone: '+43 512 000',
  ...(contact.birthday === undefined ? {} : { birthday: contact.birthday }),
});

const stepCode = (title: string): string => title.toLowerCase().replaceAll(' ', '-');

function lineBody({ product, value, months = 12, autoRenews, promise }: YearProduct, fate: Fate, today: string) {
  return {
    code: product,
    name: sold[product].name,
    type: sold[product].type,
    group: fate.rep,
    annualValue: { amount: value * 100, currency: fate.currency },
    startsOn: today,
    termMonths: months,
    ...(autoRenews === undefined ? {} : { autoRenews, noticeDays: 10 }),
    ...(promise === undefined
      ? {}
      : {
          promises: [
            {
              metric: promise.metric,
              unit: promise.unit,
              target: promise.target,
              better: promise.better,
              by: addDays(today, promise.by),
            },
          ],
        }),
  };
}

async function houseOf({ admin, asHolder }: Stand, people: readonly Colleague[]): Promise<ReadonlyMap<string, Asking>> {
  for (const colleague of people)
    await told(admin.put(`/v1/reps/${colleague.id}`, colleagueBody(colleague)), colleague.name);
  await told(admin.put('/v1/brand', brightline), 'brand');
  for (const { id, name, collects, sellsMore, reps, brand } of workgroups) {
    await told(
      admin.put(`/v1/workgroups/${id}`, { name, receivablesManager: collects, businessDeveloper: sellsMore, reps }),
      name,
    );
    await told(admin.put(`/v1/workgroups/${id}/brand`, brand), `brand of ${name}`);
  }
  const keys = new Map<string, Asking>();
  for (const { id, name, post, manager } of people) {
    if (post !== 'rep') continue;
    const body = { name: `${name}’s clients`, rep: id, manager, director: 'sofia', policy: 'default' };
    await told(admin.put(`/v1/groups/${id}`, body), name);
    const made = (await told(admin.post('/v1/keys', { name, role: 'rep', rep: id }), `key of ${name}`)) as { key: string };
    keys.set(id, asHolder(made.key));
  } // prettier-ignore
  for (const [code, { name, type, steps }] of Object.entries(sold))
    await told(
      admin.put(`/v1/products/${code}`, {
        name,
        type,
        onboarding: steps.map((title, index) => ({ code: stepCode(title), title, targetDays: 10 * (index + 1) })),
      }),
      name,
    );
  return keys;
}

async function handOver(fate: Fate, today: string, admin: Asking): Promise<PlayedClient> {
  const { id, name, country, timeZone, seller, criteria, contacts, lines } = fate;
  const body = (await told(
    admin.post('/v1/deals', {
      dealId: `D-${id}`,
      client: { id, name, country, timeZone },
      contacts: contacts.map((contact) => ({ id: contact.id, ...contactBody(fate, contact) })),
      seller: yearSellers.flatMap((one) => (one.id === seller ? { ...one, email: mailOf(seller) } : []))[0],
      ...(criteria === undefined ? {} : { successCriteria: criteria }),
      products: lines.map((line) => lineBody(line, fate, today)),
    }),
    name,
  )) as { readonly lifecycles: readonly { readonly id: string }[] };
  return { fate, lines: lines.map((product, index) => ({ product, life: body.lifecycles[index]?.id ?? '' })) };
}

/** Sets Brightline up, and hands its clients over on a day. */
export async function setUp(
  stand: Stand,
  fates: readonly Fate[],
  { today, people }: { readonly today: string; readonly people: readonly Colleague[] },
): Promise<Company> {
  const reps = await houseOf(stand, people);
  const clients: PlayedClient[] = [];
  for (const fate of fates) clients.push(await handOver(fate, today, stand.admin));
  for (const { id, name, feed } of fates)
    if (feed !== undefined)
      await told(
        stand.admin.put(`/v1/feeds/${feed.id}`, {
          url: stand.news.address,
          about: { client: id },
          words: [name],
          everyMinutes: 1_440,
        }),
        feed.id,
      );
  return { clients, reps };
}
