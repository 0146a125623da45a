/** The page of a client: how the relationship is and why, what comes next, what is open, and what can be done. */
import { capitalised } from '../../domain/core/item-steps';
import { hasEnded } from '../../domain/core/stages';
import { actsOffered, type ClientAct, type ClientDesk, type DeskLine } from '../../domain/told/desk/client';
import { countryIn, type Locale } from '../../domain/told/locale';
import { clientActsIn, clientWordsIn } from '../../domain/told/words/desk-client';
import { contractIn, noticeIn, worthAYearIn } from '../../domain/told/words/known';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import type { Purpose } from '../../links/links';
import { RecordedNotice } from '../parts/notice';
import {
  anchorOf,
  BandIn,
  Courses,
  Headline,
  hrefOfClient,
  OpenList,
  People,
  PromiseTables,
  Timeline,
  WhyAndNext,
  type ClientParts,
} from './client-parts';
import { deskPage, type DeskPageProps } from './shell';

export interface ClientView {
  readonly desk: ClientDesk;
  readonly locale: Locale;
  readonly signedIn: DeskPageProps['signedIn'];
  /** What was done a moment ago. */
  readonly done: ClientAct | null;
  readonly doing: (lifecycle: string, purpose: Purpose, subject: string | null) => string;
  /** Addresses in the Temporal UI, for those who run the house; absent for everybody else. */
  readonly temporal?: (lifecycle: string) => string;
}

/** The address of a form on a client's page. */
export const hrefOfAct = (client: string, act: ClientAct): string => `${hrefOfClient(client)}/${act}`;

/** So many acts stand beside the first; the others are opened. */
const oftenDone = 4;

function Acts({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const acts = clientActsIn(speech);
  const [first, ...others] = actsOffered(desk.lines);
  if (first === undefined) return null;
  const button = (act: ClientAct) => (
    <a class="button second" href={hrefOfAct(desk.id, act)}>
      {acts[act].do}
    </a>
  );
  const rare = others.slice(oftenDone);
  return (
    <div class="acts" role="group" aria-label={said.doTitle}>
      <a class="button" href={hrefOfAct(desk.id, first)} {...(first === 'contact' ? { 'data-log': true } : {})}>
        {acts[first].do}
      </a>
      {others.slice(0, oftenDone).map(button)}
      {rare.length === 0 ? null : (
        <details aria-label={said.more}>
          <summary>{said.more}</summary>
          <div class="acts">{rare.map(button)}</div>
        </details>
      )}
    </div>
  );
}

function Line({ line, speech, temporal }: { line: DeskLine; speech: Speech; temporal: ClientView['temporal'] }) {
  const said = clientWordsIn(speech);
  const terms = termsOf(speech);
  const { lifecycle, keeper } = line;
  const { id, product, term, stage, quantity, paused } = lifecycle;
  return (
    <article id={anchorOf(id)} class="line">
      <h3>{product.name}</h3>
      <p>
        {capitalised(terms.stages[stage])}
        {paused === undefined ? '' : `, ${said.paused(terms.pauses[paused.reason])}`} · {said.term(term)} ·{' '}
        {said.quantity(speech.number(quantity))}
        {hasEnded(stage) ? null : (
          <>
            {' '}
            · <BandIn speech={speech} lifecycle={lifecycle} /> · {worthAYearIn(speech, lifecycle)}
            {keeper === null ? '' : ` · ${said.keptBy} ${keeper}`}
          </>
        )}
      </p>
      {hasEnded(stage) ? null : (
        <p>
          {contractIn(speech, lifecycle)} {noticeIn(speech, lifecycle)}
        </p>
      )}
      {temporal === undefined ? null : (
        <p class="quiet small">
          {id} ·{' '}
          <a class="reach" href={temporal(id)}>
            {said.temporal}
          </a>
        </p>
      )}
    </article>
  );
}

/** The page as HTML. */
export function clientPage({ desk, locale, signedIn, done, doing, temporal }: ClientView): string {
  const speech = speechOf(locale, desk.now);
  const said = clientWordsIn(speech);
  const parts: ClientParts = { desk, speech, doing };
  const about = [desk.industry, desk.country === null ? null : countryIn(locale, desk.country)].filter(
    (one) => one !== null,
  );
  return deskPage({
    title: desk.name,
    signedIn,
    current: 'clients',
    children: (
      <div class="client">
        {done === null ? null : <RecordedNotice what={clientActsIn(speech)[done].done} />}
        <h1>{desk.name}</h1>
        {about.length === 0 ? null : <p class="quiet">{about.join(' · ')}</p>}
        {desk.optedOut ? <p class="error">{said.optedOut}</p> : null}
        <Headline {...parts} />
        <Acts {...parts} />
        <OpenList {...parts} />
        <WhyAndNext {...parts} />
        <PromiseTables {...parts} />
        <Courses {...parts} />
        <Timeline {...parts} />
        <People {...parts} />
        <section aria-labelledby="lines">
          <h2 id="lines">{said.linesTitle}</h2>
          {desk.lines.map((line) => (
            <Line line={line} speech={speech} temporal={temporal} />
          ))}
        </section>
        <section aria-labelledby="deals">
          <h2 id="deals">{said.dealsTitle}</h2>
          <ul class="plain">
            {desk.deals.map(({ id, products }) => (
              <li>
                <a class="reach" href={`/deals/${encodeURIComponent(id)}`}>
                  {said.dealOf(speech.list(products.map(({ name }) => name)))}
                </a>
              </li>
            ))}
          </ul>
        </section>
      </div>
    ),
  });
}
