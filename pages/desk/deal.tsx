/** A deal as it was closed, and what was agreed since. */
import type { Amendment, Deal, DealProduct } from '../../domain/core/deal';
import type { Instant } from '../../domain/core/json';
import { dayIn, dayOfMomentIn, type Locale } from '../../domain/told/locale';
import { clientWordsIn } from '../../domain/told/words/desk-client';
import { promiseIn } from '../../domain/told/words/known';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { Section } from '../parts/sections';
import { hrefOfClient } from './client-parts';
import { deskPage, type DeskPageProps } from './shell';

export interface DealView {
  readonly deal: Deal;
  readonly closedAt: Instant;
  readonly client: { readonly id: string; readonly name: string };
  readonly amendments: readonly Amendment[];
  readonly locale: Locale;
  readonly signedIn: DeskPageProps['signedIn'];
}

function Sold({ products, speech }: { readonly products: readonly DealProduct[]; readonly speech: Speech }) {
  const said = clientWordsIn(speech);
  return (
    <div class="wide">
      <table class="list">
        <thead>
          <tr>
            {[said.product, said.many, said.worth, said.starts, said.runs].map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {products.map(({ name, quantity = 1, annualValue, startsOn, termMonths }) => (
            <tr>
              <th scope="row">{name}</th>
              <td>{speech.number(quantity)}</td>
              <td>{said.aYear(speech.money(annualValue))}</td>
              <td>{speech.day(startsOn)}</td>
              <td>{said.monthsSaid(termMonths)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function amendmentLines({ products }: Amendment, deal: Deal, speech: Speech): readonly string[] {
  const said = clientWordsIn(speech);
  return products.map(({ code, name, quantity, annualValue }) => {
    const known = deal.products.find((one) => one.code === code)?.name;
    const parts = [
      ...(known === undefined ? [said.newLine] : []),
      ...(quantity === undefined ? [] : [said.quantity(speech.number(quantity))]),
      ...(annualValue === undefined ? [] : [said.aYear(speech.money(annualValue))]),
    ];
    return `${known ?? name ?? code}: ${parts.join(', ')}`;
  });
}

/** Only what is an address of the web is a link. */
const isWebAddress = (text: string): boolean => /^https?:\/\//i.test(text) && URL.canParse(text);

/** The page as HTML. */
export function dealPage({ deal, closedAt, client, amendments, locale, signedIn }: DealView): string {
  // A deal is read for years: its days stand there with theirs.
  const speech: Speech = {
    ...speechOf(locale, closedAt),
    day: (day) => dayIn(locale, day),
    dayOf: (at) => dayOfMomentIn(locale, at),
  };
  const said = clientWordsIn(speech);
  const { levels } = termsOf(speech);
  return deskPage({
    title: said.dealTitle(client.name),
    signedIn,
    current: 'clients',
    children: (
      <div class="client">
        <p>
          <a class="reach" href={hrefOfClient(client.id)}>
            {client.name}
          </a>
        </p>
        <h1>{said.dealTitle(client.name)}</h1>
        <p>
          {said.closed(speech.dayOf(closedAt))} {said.seller(deal.seller.name)}
        </p>
        <section>
          <h2>{said.sold}</h2>
          <Sold products={deal.products} speech={speech} />
        </section>
        {amendments.map((amendment) => (
          <Section
            title={`${said.amendments}: ${said.from(speech.day(amendment.effectiveOn))}`}
            lines={amendmentLines(amendment, deal, speech)}
          />
        ))}
        <Section
          title={said.promises}
          lines={deal.products.flatMap(({ name, promises = [] }) =>
            promises.map((promise) =>
              deal.products.length > 1 ? said.inProduct(promiseIn(speech, promise), name) : promiseIn(speech, promise),
            ),
          )}
        />
        <Section title={said.criteria} lines={deal.successCriteria === undefined ? [] : [deal.successCriteria]} />
        <Section title={said.requirements} lines={deal.requirements ?? []} />
        <Section title={said.agreements} lines={deal.agreements ?? []} />
        <Section
          title={said.people}
          lines={deal.contacts.map(({ name, role, level }) =>
            [name, role ?? (level === undefined ? undefined : levels[level])]
              .filter((one) => one !== undefined)
              .join(', '),
          )}
        />
        {deal.sourceUrl === undefined || !isWebAddress(deal.sourceUrl) ? null : (
          <p>
            <a class="reach" href={deal.sourceUrl} rel="noreferrer">
              {said.source}
            </a>
          </p>
        )}
      </div>
    ),
  });
}
