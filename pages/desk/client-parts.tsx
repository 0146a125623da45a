/** The parts of a client's page: what stands first, what is open, what was promised, who is there, what happened. */
import { signedPoints } from '../../domain/concerns/health-weighing';
import {
  comingThings,
  headlineOf,
  openThings,
  promiseCourses,
  runningLines,
  whyThings,
  timelineFilters,
  type ClientDesk,
  type DeskContact,
  type DeskLine,
  type OpenThing,
} from '../../domain/told/desk/client';
import { capitalised } from '../../domain/core/item-steps';
import { monthIn } from '../../domain/told/locale';
import { movedText } from '../../domain/told/news';
import { reasonNamed } from '../../domain/told/sentences';
import { wrongIn } from '../../domain/told/words/alarms';
import { clientWordsIn } from '../../domain/told/words/desk-client';
import { isHealthUnheard, itemIn, promiseIn } from '../../domain/told/words/known';
import type { Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import type { Purpose } from '../../links/links';
import { Chart } from '../parts/chart';
import { Address, Phone } from '../parts/reach';

/** What every part of the page is made with. */
export interface ClientParts {
  readonly desk: ClientDesk;
  readonly speech: Speech;
  /** The address at which a signed-in person acts. */
  readonly doing: (lifecycle: string, purpose: Purpose, subject: string | null) => string;
}

/** The client's own address, with what it shows. */
export const hrefOfClient = (id: string, query: Readonly<Record<string, string>> = {}): string => {
  const asked = new URLSearchParams(query).toString();
  return `/clients/${encodeURIComponent(id)}${asked === '' ? '' : `?${asked}`}`;
};

/** Where an event stands in the timeline. */
const hrefOfEvent = (client: string, lifecycle: string, seq: number): string =>
  `${hrefOfClient(client, { event: `${seq}~${lifecycle}` })}#event`;

/** The anchor of a line: ids of lifecycles hold dots, which are fine in an anchor. */
export const anchorOf = (lifecycle: string): string => `line-${lifecycle}`;

const severalRun = ({ lines }: ClientDesk): boolean => runningLines(lines).length > 1;

/** The band as a word, with the score, in the reader's language. */
export function BandIn({ speech, lifecycle }: { readonly speech: Speech; readonly lifecycle: DeskLine['lifecycle'] }) {
  const { band, score } = lifecycle.health;
  return (
    <span class={`band ${band}`}>
      {termsOf(speech).bands[band]}
      {band === 'unknown' ? '' : ` ${score}`}
    </span>
  );
}

/** How the relationship is, and why. */
export function Headline({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const { worth, worst, reasons, keepers, renewal, leaving } = headlineOf(desk.lines);
  const named = (line: DeskLine, what: string): string =>
    severalRun(desk) ? said.inProduct(what, line.lifecycle.product.name) : what;
  return (
    <dl class="headline">
      <div>
        <dt>{said.health}</dt>
        <dd>
          {worst === null ? said.noRenewal : <BandIn speech={speech} lifecycle={worst.lifecycle} />}
          {worst === null ? null : (
            <>
              {' '}
              {reasons.length > 0
                ? named(
                    worst,
                    capitalised(
                      speech.list(
                        reasons.map((one) => `${reasonNamed(one, speech.locale)} ${signedPoints(-one.points)}`),
                      ),
                    ),
                  )
                : isHealthUnheard(worst.lifecycle)
                  ? said.notHeard
                  : said.noReasons}
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{said.worth}</dt>
        <dd>{worth.length === 0 ? said.noRenewal : said.aYear(speech.list(worth.map((one) => speech.money(one))))}</dd>
      </div>
      <div>
        <dt>{said.keptBy}</dt>
        <dd>{keepers.length === 0 ? said.nobody : speech.list(keepers)}</dd>
      </div>
      <div>
        <dt>{said.renewal}</dt>
        <dd>
          {leaving.map((line) => (
            <strong class="burns">
              {said.leaves(line.lifecycle.product.name, speech.day(line.lifecycle.leaving?.endsOn ?? ''))}
            </strong>
          ))}
          {renewal !== null
            ? named(renewal, speech.day(renewal.lifecycle.renewal.renewsOn))
            : leaving.length > 0
              ? null
              : worst === null
                ? said.noRenewal
                : capitalised(said.decided)}
        </dd>
      </div>
    </dl>
  );
}

const mostWhy = 6;
const mostComing = 6;

/** Why it stands so, and what comes next, side by side. */
export function WhyAndNext({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const of = (line: DeskLine): string => (severalRun(desk) ? ` · ${line.lifecycle.product.name}` : '');
  return (
    <div class="pair">
      <section aria-labelledby="why">
        <h2 id="why">{said.whyTitle}</h2>
        <ol class="told">
          {whyThings(runningLines(desk.lines), mostWhy).map(({ line, seq, at, what, causedBy }) => (
            <li>
              <a href={hrefOfEvent(desk.id, line.lifecycle.id, seq)}>{what}</a>
              <span class="quiet">
                {speech.dayOf(at)} · {said.causedBy(causedBy)}
                {of(line)}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="next">
        <h2 id="next">{said.nextTitle}</h2>
        <ol class="told">
          {comingThings(desk.lines, mostComing).map(({ line, at, what, why }) => (
            <li>
              <strong>{speech.dayOf(at)}</strong> {what}
              <span class="quiet">
                {why}
                {of(line)}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

function openIn(thing: OpenThing, { desk, speech, doing }: ClientParts) {
  const said = clientWordsIn(speech);
  const { lifecycle } = thing.line;
  const href = (purpose: Purpose, subject: string | null): string => doing(lifecycle.id, purpose, subject);
  switch (thing.kind) {
    case 'alarm': {
      const { reasons, about = [], ownSignals, id, acknowledgedAt } = thing.alarm;
      const names = about.flatMap((one) => desk.contacts.find((contact) => contact.id === one)?.name ?? []);
      return {
        what: (
          <>
            <strong class="burns">{said.alarm}</strong>: {wrongIn(speech, reasons, names, ownSignals)}
          </>
        ),
        when: said.since(speech.dayOf(thing.at)),
        href: href('escalation', id),
        act: acknowledgedAt === undefined ? said.takeOn : said.record,
      };
    }
    case 'item':
      return {
        what: capitalised(itemIn(speech, thing.item)),
        when: said.dueSince(speech.dayOf(thing.at)),
        href: href('item', thing.item.id),
        act: said.record,
      };
    case 'step':
      return {
        what: said.step(thing.title),
        when: said.by(speech.day(thing.at)),
        href: href('onboarding', null),
        act: said.record,
      };
    case 'renewal':
      return {
        what: said.renewalOpen,
        when: said.by(speech.day(thing.at)),
        href: href('renewal', null),
        act: said.decide,
      };
    case 'invoice': {
      const { id, invoice, amount } = thing.invoice;
      const which = [invoice, amount === undefined ? undefined : speech.money(amount)].filter(
        (one) => one !== undefined,
      );
      return {
        what: said.invoice(which.length === 0 ? '' : ` ${which.join(', ')}`),
        when: said.since(speech.dayOf(thing.at)),
        href: href('receivable', id),
        act: said.record,
      };
    }
    case 'opportunity': {
      const { id, reasons } = thing.opportunity;
      return {
        what: said.opportunity(speech.list(reasons.map((one) => termsOf(speech).opportunities[one]))),
        when: said.since(speech.dayOf(thing.at)),
        href: href('opportunity', id),
        act: said.record,
      };
    }
    default:
      return thing satisfies never;
  }
}

/** What is open, each with its act. */
export function OpenList(parts: ClientParts) {
  const { desk, speech } = parts;
  const said = clientWordsIn(speech);
  const open = openThings(desk.lines, desk.now);
  return (
    <section aria-labelledby="open">
      <h2 id="open">{said.openTitle}</h2>
      {open.length === 0 ? <p>{said.nothingOpen}</p> : null}
      <ul class="open">
        {open.map((thing) => {
          const { what, when, href, act } = openIn(thing, parts);
          return (
            <li data-row>
              <span>
                {what}
                <span class="quiet">
                  {when}
                  {severalRun(desk) ? ` · ${thing.line.lifecycle.product.name}` : ''}
                </span>
              </span>
              {thing.mine ? (
                <a class="button" href={href} data-open data-done>
                  {act}
                </a>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** PromiseTables against what came of them, line by line. */
export function PromiseTables({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const lines = runningLines(desk.lines).filter(({ promises }) => promises.length > 0);
  return (
    <section aria-labelledby="promises">
      <h2 id="promises">{said.promisesTitle}</h2>
      {lines.length === 0 ? <p>{said.noPromises}</p> : null}
      {lines.map((line) => (
        <div class="wide">
          <table class="stack">
            <caption>{line.lifecycle.product.name}</caption>
            <thead>
              <tr>
                {[said.promise, said.last, said.stands, said.courseOf].map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {promiseCourses(line).map(({ promise, last, verdict, trend, heard }) => {
                const unit = promise.unit === undefined ? '' : ` ${promise.unit}`;
                return (
                  <tr>
                    <th scope="row">{promiseIn(speech, promise)}</th>
                    <td>
                      {last === null ? said.noFigure : `${speech.number(last.value)}${unit}, ${speech.day(last.on)}`}
                    </td>
                    <td>{verdict !== null ? said.verdicts[verdict] : last === null ? '' : said.peopleSay}</td>
                    <td>
                      {heard.length < 2 ? '' : `${heard.map(({ value }) => speech.number(value)).join(' → ')}: `}
                      {heard.length < 2 || trend === null ? '' : said.trends[trend]}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  );
}

const mostCourses = 4;

/** How health went, drawn and told, with what moved it; and touches by month. */
export function Courses({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const { bands } = termsOf(speech);
  const lines = runningLines(desk.lines)
    .filter(({ course }) => course.some(({ band }) => band !== 'unknown'))
    .slice(0, mostCourses);
  const months = desk.contactsMade;
  return (
    <section aria-labelledby="course">
      <h2 id="course">{said.courseTitle}</h2>
      {lines.length === 0 ? <p>{said.notHeard}</p> : null}
      {lines.map(({ lifecycle, course }, index) => (
        <Chart
          id={`health-${index}`}
          title={said.courseChart(lifecycle.product.name)}
          heads={[said.day, said.health, said.moved]}
          max={100}
          figures={course
            .filter(({ band }) => band !== 'unknown')
            .map(({ at, score, band, moved, reasons }) => ({
              label: speech.dayOf(at),
              value: score,
              text: `${bands[band]} ${score}`,
              more: movedText({ moved, reasons }, speech.locale),
              at: Date.parse(at),
            }))}
        />
      ))}
      <h3>{said.touchesTitle}</h3>
      {months.length === 0 ? (
        <p>{said.noTouches}</p>
      ) : (
        <div class="wide">
          <table>
            <thead>
              <tr>
                {[said.month, said.planned, said.made].map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {months.map(({ month, planned, made }) => (
                <tr>
                  <th scope="row">{monthIn(speech.locale, month)}</th>
                  <td>{speech.number(planned)}</td>
                  <td>
                    <svg class="bar" viewBox="0 0 100 8" width="100" height="8" aria-hidden="true">
                      <rect class="planned" width={Math.min(100, planned * 10)} height="8" />
                      <rect class="made" width={Math.min(100, made * 10)} height="8" />
                    </svg>{' '}
                    {speech.number(made)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What happened, the newest first, page by page. */
export function Timeline({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const { filter, entries, older, fromThePast } = desk.timeline;
  const several = desk.lines.length > 1;
  const show = filter === 'all' ? {} : { show: filter };
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{said.timelineTitle}</h2>
      <nav class="filters" aria-label={said.timelineTitle}>
        {timelineFilters.map((one) => (
          <a
            href={`${hrefOfClient(desk.id, one === 'all' ? {} : { show: one })}#timeline`}
            {...(one === filter ? { 'aria-current': 'true' as const } : {})}
          >
            {said.filters[one]}
          </a>
        ))}
      </nav>
      {fromThePast ? (
        <p>
          <a class="reach" href={`${hrefOfClient(desk.id, show)}#timeline`}>
            {said.newest}
          </a>
        </p>
      ) : null}
      {entries.length === 0 ? <p>{said.nothingHappened}</p> : null}
      <ol class="told timeline">
        {entries.map(({ at, what, causedBy, words, product, asked }) => (
          <li {...(asked ? { id: 'event', class: 'asked', tabindex: -1 } : {})}>
            <span class="quiet on">{speech.dayOf(at)}</span>
            <span>
              {what}
              {words === null ? null : <q>{words}</q>}
              <span class="quiet">
                {said.causedBy(causedBy)}
                {several && product !== '' ? ` · ${product}` : ''}
              </span>
            </span>
          </li>
        ))}
      </ol>
      {older === null ? null : (
        <p>
          <a class="reach" href={`${hrefOfClient(desk.id, { ...show, before: older })}#timeline`}>
            {said.older}
          </a>
        </p>
      )}
    </section>
  );
}

function Person({ contact, speech, hasMap }: { contact: DeskContact; speech: Speech; hasMap: boolean }) {
  const said = clientWordsIn(speech);
  const { levels, days, channels } = termsOf(speech);
  const { name, role, level, email, phone, channel, departedAt, optedOut, unreachableSince, reached, overdueDays } =
    contact;
  const what = role ?? (level === null ? null : levels[level]);
  const notes = [
    ...(departedAt === undefined ? [] : [said.gone(speech.dayOf(departedAt))]),
    ...(optedOut ? [said.wrote] : []),
    ...(unreachableSince === null ? [] : [said.unreachable]),
    ...(channel === null || departedAt !== undefined ? [] : [channels[channel]]),
    ...(departedAt !== undefined || !hasMap
      ? []
      : [reached === null ? said.neverReached : said.reached(speech.day(reached.on), reached.who)]),
    ...(overdueDays > 0 && departedAt === undefined ? [said.overdueFor(days(overdueDays))] : []),
  ];
  return (
    <li {...(departedAt === undefined ? {} : { class: 'gone' })}>
      <strong>{name}</strong>
      {what === null ? '' : `, ${what}`}
      {departedAt === undefined ? (
        <span class="reaches">
          {phone === null ? null : <Phone of={phone} />}
          <Address of={email} />
        </span>
      ) : null}
      <span class="quiet">{capitalised(notes.join(' · '))}</span>
    </li>
  );
}

const mostTalks = 12;

/** Who is there, how they are reached, and who talks to whom. */
export function People({ desk, speech }: ClientParts) {
  const said = clientWordsIn(speech);
  const { items } = termsOf(speech);
  const { talks } = desk;
  const howTalked = (channel: string): string =>
    Object.entries(items).find(([kind]) => kind === channel)?.[1].name ??
    Object.entries(said.howTalked).find(([how]) => how === channel)?.[1] ??
    channel;
  return (
    <section aria-labelledby="people">
      <h2 id="people">{said.peopleTitle}</h2>
      {desk.contacts.length === 0 ? <p>{said.noPeople}</p> : null}
      <ul class="people">
        {desk.contacts
          .toSorted((a, b) => Number(a.departedAt !== undefined) - Number(b.departedAt !== undefined))
          .map((contact) => (
            <Person contact={contact} speech={speech} hasMap={talks !== undefined} />
          ))}
      </ul>
      {talks === undefined ? null : (
        <>
          <h3>{said.talksTitle}</h3>
          {talks.length === 0 ? (
            <p>{said.noTalks}</p>
          ) : (
            <div class="wide">
              <table>
                <thead>
                  <tr>
                    {[said.who, said.whom, said.how, said.times, said.lastOn].map((head) => (
                      <th scope="col">{head}</th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {talks.slice(0, mostTalks).map(({ who, whom, channel, times, unanswered, last }) => (
                    <tr>
                      <th scope="row">{who}</th>
                      <td>{whom ?? said.somebody}</td>
                      <td>{howTalked(channel)}</td>
                      <td>{speech.number(times + unanswered)}</td>
                      <td>{speech.day(last)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </section>
  );
}
