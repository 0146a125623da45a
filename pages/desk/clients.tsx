/** The book of clients: how each stands and what comes next, to be searched, narrowed, sorted and opened. */
import type { JSX } from 'preact';
import { bands } from '../../domain/concerns/health-bands';
import { dayOf } from '../../domain/core/calendar';
import type { Instant } from '../../domain/core/json';
import {
  bookAddress,
  bookColumns,
  bookQuery,
  clientsOnPage,
  isNarrowed,
  keptOfBook,
  longestSearch,
  longestViewName,
  nothingAsked,
  pagesOf,
  renewalWindows,
  silentFor,
  stagesShown,
  type BookAsked,
  type BookColumn,
  type BookEntry,
} from '../../domain/told/desk/clients';
import type { Locale } from '../../domain/told/locale';
import {
  bookStageIn,
  bookWords,
  courseIn,
  dayAwayIn,
  bookHealthIn,
  isRenewalNear,
  lastContactIn,
  nextStepIn,
} from '../../domain/told/words/desk-clients';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { deskPage, type DeskPageProps } from './shell';

/** A client in the book, and where it leads. */
export interface ClientRow extends BookEntry {
  readonly name: string;
  readonly href: string;
  /** Where the next step is done; null for who may not. */
  readonly doing: string | null;
}

interface NarrowedTo {
  readonly id: string;
  readonly name: string;
}

export interface ClientsView {
  readonly asked: BookAsked;
  readonly rows: readonly ClientRow[];
  readonly found: number | null;
  readonly more: boolean;
  readonly byNameOnly: boolean;
  readonly tooMany: boolean;
  /** Whom the book can be narrowed to: nobody where it is one person's. */
  readonly reps: readonly NarrowedTo[];
  readonly workgroups: readonly NarrowedTo[];
  readonly views: readonly { readonly id: string; readonly name: string; readonly query: string }[];
  /** What was wrong with the name of a view, and what was typed. */
  readonly wrong: { readonly name: string; readonly why: string } | null;
  readonly now: Instant;
  readonly locale: Locale;
}

interface BookTold {
  readonly view: ClientsView;
  readonly said: ReturnType<typeof bookWords>;
  readonly speech: Speech;
}

/** So many products of a client are named in its row. */
const productsNamed = 3;

interface NarrowingChoice {
  readonly name: string;
  readonly label: string;
  readonly all: string | null;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly chosen: string | null;
}

function Choice({ name, label, all, options, chosen }: NarrowingChoice) {
  return (
    <p>
      <label class="field" for={`book-${name}`}>
        {label}
      </label>
      <select id={`book-${name}`} name={name}>
        {all === null ? null : <option value="">{all}</option>}
        {options.map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </p>
  );
}

/** The form of the search and the filters: what it sends is the address of the page. */
function Narrowing({ view: { asked, reps, workgroups }, said, speech }: BookTold) {
  const terms = termsOf(speech);
  const { show } = asked;
  const some = (one: number | string | null): string | null => (one === null ? null : String(one));
  const columns = bookColumns.filter((column) => column !== 'rep' || reps.length > 1);
  return (
    <form
      class="book-form"
      method="get"
      action="/clients"
      data-book
      hx-get="/clients"
      hx-trigger="submit, change, input changed delay:300ms from:#book-q"
      hx-target="#book"
      hx-select="#book"
      hx-swap="outerHTML"
      hx-push-url="true"
      hx-sync="this:replace"
    >
      {show === 'running' ? null : <input type="hidden" name="show" value={show} />}
      <div class="book-search">
        <label class="field" for="book-q">
          {said.search}
        </label>
        <input id="book-q" type="search" name="q" value={asked.q} maxlength={longestSearch} autocomplete="off" />
        <button type="submit" class="small">
          {said.apply}
        </button>
      </div>
      <details open={isNarrowed({ ...asked, q: '' })}>
        <summary>{said.filters}</summary>
        <div class="book-filters">
          <Choice
            name="health"
            label={said.health}
            all={said.any}
            options={bands.toReversed().map((band) => [band, terms.bands[band]])}
            chosen={asked.health}
          />
          {show === 'ended' ? null : (
            <Choice
              name="renewal"
              label={said.renewal}
              all={said.any}
              options={renewalWindows.map((days) => [String(days), said.within(days)])}
              chosen={some(asked.renewal)}
            />
          )}
          {show === 'ended' ? null : (
            <Choice
              name="silent"
              label={said.silent}
              all={said.any}
              options={silentFor.map((days) => [String(days), said.silentFor(days)])}
              chosen={some(asked.silent)}
            />
          )}
          <Choice
            name="stage"
            label={said.stage}
            all={said.any}
            options={stagesShown[show].map((stage) => [stage, said.stages[stage]])}
            chosen={asked.stage}
          />
          {reps.length < 2 ? null : (
            <Choice
              name="rep"
              label={said.rep}
              all={said.any}
              options={reps.map(({ id, name }) => [id, name])}
              chosen={asked.rep}
            />
          )}
          {workgroups.length < 2 ? null : (
            <Choice
              name="workgroup"
              label={said.workgroup}
              all={said.any}
              options={workgroups.map(({ id, name }) => [id, name])}
              chosen={asked.workgroup}
            />
          )}
          <Choice
            name="sort"
            label={said.sort}
            all={null}
            options={columns.flatMap((column) => [
              [column, said.columns[column]] as const,
              [`-${column}`, said.down(said.columns[column])] as const,
            ])}
            chosen={`${asked.descending ? '-' : ''}${asked.sort}`}
          />
        </div>
        <p>
          <a class="reach" href={bookAddress({ ...nothingAsked, show })}>
            {said.clear}
          </a>
        </p>
      </details>
    </form>
  );
}

/** The head of a column: it sorts by it, and the other way when it does already. */
function Heading({ told: { view, said }, of }: { readonly told: BookTold; readonly of: BookColumn }) {
  const { asked, byNameOnly } = view;
  const label = of === 'renewal' && asked.show === 'ended' ? said.ended.renewal : said.columns[of];
  const isSorted = asked.sort === of && !byNameOnly;
  const way = isSorted ? (asked.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th
      scope="col"
      {...(way === undefined ? {} : { 'aria-sort': way })}
      {...(of === 'worth' ? { class: 'number' } : {})}
    >
      {byNameOnly ? (
        label
      ) : (
        <a
          class={way === undefined ? 'sort' : `sort ${way}`}
          href={bookAddress(asked, { sort: of, descending: isSorted && !asked.descending })}
          title={said.sortedBy(label)}
        >
          {label}
        </a>
      )}
    </th>
  );
}

function Row({ told: { view, said, speech }, row }: { readonly told: BookTold; readonly row: ClientRow }) {
  const { products, worth, health, ending, isNew, next, renewsOn, reps } = row;
  const more = products.length - productsNamed;
  const course = courseIn(speech, row);
  const step = next === null ? null : nextStepIn(speech, next);
  const text = step === null ? said.nothingNext : step.text;
  const today = dayOf(view.now, view.locale.zone);
  const cell = (of: BookColumn, what: JSX.Element | string, kind = '') => (
    <td data-label={said.columns[of]} {...(kind === '' ? {} : { class: kind })}>
      {what}
    </td>
  );
  return (
    <tr data-row>
      <th scope="row">
        <a href={row.href} data-open>
          {row.name}
        </a>
        {isNew ? <span class="badge">{said.isNew}</span> : null}
        {ending === null ? null : <span class="badge">{bookStageIn(speech, row)}</span>}
      </th>
      {cell(
        'lines',
        more > 0 ? `${products.slice(0, productsNamed).join(', ')} ${said.more(more)}` : products.join(', '),
      )}
      {cell(
        'worth',
        worth.length === 0 ? (
          <span class="quiet">{said.noMoney}</span>
        ) : (
          <>
            {worth.map((money) => (
              <span class="line">{speech.money(money)}</span>
            ))}
          </>
        ),
        'number',
      )}
      {cell(
        'health',
        <>
          <span class={`band ${health.band}`}>{bookHealthIn(speech, health)}</span>
          {course === null ? null : <span class={`line quiet course-${row.course?.to ?? 'steady'}`}>{course}</span>}
        </>,
      )}
      {cell('contact', lastContactIn(speech, row.lastContact))}
      {view.asked.show === 'ended'
        ? null
        : cell(
            'next',
            row.doing === null || step === null ? text : <a href={row.doing}>{text}</a>,
            step?.isLate === true ? 'late' : step === null ? 'quiet' : '',
          )}
      {cell(
        'renewal',
        isRenewalNear(today, row) ? <strong>{dayAwayIn(speech, renewsOn)}</strong> : speech.day(renewsOn),
      )}
      {view.reps.length < 2 ? null : cell('rep', speech.list(reps))}
    </tr>
  );
}

/** What stands where no client does. */
function Nobody({ view: { asked }, said }: BookTold) {
  const other = asked.show === 'running' ? 'ended' : 'running';
  return (
    <div class="empty">
      {asked.q === '' ? (
        <p>{isNarrowed(asked) ? said.noneSo : asked.show === 'running' ? said.nobodyYet : said.nobodyLeft}</p>
      ) : (
        <>
          <p>{said.noHits(asked.q)}</p>
          <p class="quiet">{said.noHitsWhy}</p>
        </>
      )}
      {isNarrowed(asked) ? (
        <p class="acts">
          <a href={bookAddress(asked, { show: other, stage: null })}>
            {other === 'ended' ? said.lookAmongEnded : said.lookAmongRunning}
          </a>
          <a href={bookAddress({ ...nothingAsked, show: asked.show })}>{said.clear}</a>
        </p>
      ) : null}
    </div>
  );
}

function Paging({ view: { asked, found, more }, said }: BookTold) {
  if (asked.page === 1 && !more) return null;
  return (
    <nav class="acts" aria-label={said.pages}>
      {asked.page === 1 ? null : <a href={bookAddress(asked, { page: asked.page - 1 })}>{said.previous}</a>}
      {found === null ? null : <span class="quiet">{said.page(asked.page, pagesOf(found))}</span>}
      {more ? <a href={bookAddress(asked, { page: asked.page + 1 })}>{said.following}</a> : null}
    </nav>
  );
}

/** What changes with every search. */
function Found(told: BookTold) {
  const { view, said } = told;
  const { asked, rows, found, byNameOnly, tooMany } = view;
  const first = (asked.page - 1) * clientsOnPage + 1;
  const last = first + rows.length - 1;
  const query = bookQuery({ ...asked, page: 1 });
  const columns = bookColumns.filter(
    (column) => (column !== 'rep' || view.reps.length > 1) && (column !== 'next' || asked.show === 'running'),
  );
  return (
    <div id="book">
      {byNameOnly ? <p class="quiet">{said.byNameOnly}</p> : null}
      {tooMany ? <p class="quiet">{said.tooMany}</p> : null}
      <p class="acts" role="status">
        {rows.length === 0 ? null : (
          <strong>{found === null ? said.counted(first, last) : said.count(first, last, found)}</strong>
        )}
        {rows.length === 0 ? null : <a href={`/clients.csv${query === '' ? '' : `?${query}`}`}>{said.csv}</a>}
      </p>
      {rows.length === 0 ? (
        <Nobody {...told} />
      ) : (
        <div class="wide">
          <table class="list book">
            <thead>
              <tr>
                {columns.map((of) => (
                  <Heading told={told} of={of} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row told={told} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Paging {...told} />
      <Saving {...told} />
    </div>
  );
}

/** A form that keeps what is asked now, under a name. */
function Saving({ view: { asked, wrong }, said }: BookTold) {
  return (
    <details class="saving" open={wrong !== null}>
      <summary>{said.saveView}</summary>
      <form method="post" action="/clients/views">
        <input type="hidden" name="query" value={bookQuery(keptOfBook(asked))} />
        <label class="field" for="view-name">
          {said.viewName}
          {asked.q === '' ? null : (
            <>
              {' '}
              <span class="quiet">{said.searchNotKept}</span>
            </>
          )}
        </label>
        {wrong === null ? null : (
          <p class="error" id="view-name-error" role="alert">
            {wrong.why}
          </p>
        )}
        <input
          id="view-name"
          type="text"
          name="name"
          value={wrong?.name ?? ''}
          maxlength={longestViewName}
          autocomplete="off"
          {...(wrong === null
            ? {}
            : { 'aria-invalid': true as const, 'aria-describedby': 'view-name-error', autofocus: true })}
        />
        <button type="submit">{said.saveView}</button>
      </form>
    </details>
  );
}

/** The views of whoever reads: each leads to its address. */
function Views({ view: { views, asked }, said }: BookTold) {
  const now = bookQuery(keptOfBook(asked));
  if (views.length === 0) return null;
  return (
    <nav class="views" aria-label={said.views}>
      <ul>
        {views.map(({ id, name, query }) => (
          <li>
            <a
              href={query === '' ? '/clients' : `/clients?${query}`}
              {...(query === now && asked.q === '' ? { 'aria-current': 'page' as const } : {})}
            >
              {name}
            </a>
            <form method="post" action={`/clients/views/${encodeURIComponent(id)}/delete`} class="inline">
              <button type="submit" class="second small" aria-label={said.deleteNamed(name)}>
                {said.deleteView}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Those we have, and those who left. */
function Shelves({ view: { asked }, said }: BookTold) {
  return (
    <nav class="shelves" aria-label={said.show}>
      <ul>
        {(['running', 'ended'] as const).map((show) => (
          <li>
            <a
              href={bookAddress({ ...nothingAsked, q: asked.q, show })}
              {...(asked.show === show ? { 'aria-current': 'page' as const } : {})}
            >
              {said.shown[show]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The page as HTML. */
export function clientsPage(view: ClientsView, signedIn: DeskPageProps['signedIn']): string {
  const said = bookWords(view.locale);
  const told: BookTold = { view, said, speech: speechOf(view.locale, view.now) };
  return deskPage({
    title: said.title,
    signedIn,
    current: 'clients',
    children: (
      <div class="clients">
        <h1>{said.title}</h1>
        <Shelves {...told} />
        <Views {...told} />
        <Narrowing {...told} />
        <Found {...told} />
      </div>
    ),
  });
}
