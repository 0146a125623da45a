/** One client with several product lines, each with people of its own group. */
import { everyDay, today } from './dates';
import { aDeal, aGroup, type People } from './deals';
import { fresh, sales } from './api';

export interface SeveralLines {
  readonly client: string;
  readonly dealId: string;
  /** Lifecycles, in the order of their products. */
  readonly ids: readonly string[];
  readonly people: People;
  /** Address of each contact. */
  readonly mails: readonly string[];
}

/** A client that bought `lines` products in one deal; everything at once in retention unless `product` says else. */
export async function aClient(
  lines: number,
  rules: object,
  {
    product = {},
    country,
    birthday,
    seller,
  }: { product?: object; country?: string; birthday?: string; seller?: object } = {},
): Promise<SeveralLines> {
  // No holidays either.
  const people = await aGroup({ ...everyDay, ...rules });
  const client = fresh('C');
  const template = aDeal();
  const contacts = template.contacts.map((contact, index) => ({
    ...contact,
    email: `${client}-${index}.quetzalina@client.example`.toLowerCase(),
    ...(index === 0 && birthday !== undefined ? { birthday } : {}),
  }));
  const [line] = template.products;
  const products = Array.from({ length: lines }, (_, index) => ({
    ...line,
    code: `line-${index + 1}`,
    name: `Line ${index + 1}`,
    startsOn: today,
    skipOnboarding: true,
    group: people.group,
    ...product,
  }));
  const deal = {
    ...template,
    client: { id: client, name: 'Alpine Tools', timeZone: 'UTC', ...(country === undefined ? {} : { country }) },
    contacts,
    products,
    ...(seller === undefined ? {} : { seller }),
  };
  const { status, body } = await sales.post('/v1/deals', deal);
  if (status !== 201) throw new Error(`hand-off: ${status} ${JSON.stringify(body)}`);
  return {
    client,
    dealId: deal.dealId,
    ids: (body as { lifecycles: { id: string }[] }).lifecycles.map(({ id }) => id),
    people,
    mails: contacts.map(({ email }) => email),
  };
}
