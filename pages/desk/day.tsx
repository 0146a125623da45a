/** My day: what must I do now, and why? The most urgent stands first; every line offers the next act. */
import type { ComponentChildren } from 'preact';
import type { BriefClient, BriefContact } from '../../domain/told/brief';
import {
  firstOfDay,
  isDoneAtOnce,
  isEmptyDay,
  shownOfADay,
  type BurningLine,
  type Day,
  type DueLine,
} from '../../domain/told/desk/day';
import type { Locale } from '../../domain/told/locale';
import {
  burningTold,
  dueTold,
  flaggedTold,
  newsTold,
  renewalTold,
  silentTold,
  tellingOfDay,
  type DayTelling,
  type LineTold,
} from '../../domain/told/words/desk-day';
import { namedContact } from '../../domain/told/words/known';
import type { hrefOfDoing, pathOfClient } from '../../links/doing';
import { Address, Phone } from '../parts/reach';
import { deskPage, type DeskPageProps } from './shell';

export interface DayView {
  readonly day: Day;
  readonly at: string;
  readonly clientOf: ReadonlyMap<string, string>;
  readonly known: ReadonlyMap<string, BriefClient>;
  readonly locale: Locale;
  /** A seller keeps no clients: nothing falls due with them. */
  readonly isSeller: boolean;
  /** Where acts begin, and where clients are. */
  readonly hrefs: { readonly doing: typeof hrefOfDoing; readonly client: typeof pathOfClient };
  readonly signedIn: DeskPageProps['signedIn'];
  /** What was just recorded, and the page on which it is corrected. */
  readonly recorded: { readonly what: string; readonly correctAt: string | null } | null;
}

/** What a line offers to do. */
type DayAct =
  | { readonly kind: 'form'; readonly label: string; readonly action: string }
  | { readonly kind: 'link'; readonly label: string; readonly href: string };

interface LineProps {
  readonly telling: DayTelling;
  readonly client: string;
  readonly open: string;
  readonly product: string | null;
  readonly place?: string | null;
  readonly mark?: { readonly word: string; readonly isUrgent: boolean };
  readonly told: LineTold;
  readonly known?: BriefClient | undefined;
  readonly contact?: BriefContact | null;
  readonly acts: readonly DayAct[];
  /** Whether its first act is asked now. */
  readonly isPressing?: boolean;
  /** Whether its reader may record a contact there. */
  readonly logs?: boolean;
}

/** One line: whose, what next, why now, whom to ask for, and the acts. Each act says to a screen reader what it is about. */
function Line({
  telling,
  client,
  open,
  product,
  place,
  mark,
  told,
  known,
  contact,
  acts,
  isPressing = false,
  logs = true,
}: LineProps) {
  const { said, speech } = telling;
  const about = product === null ? client : `${client}, ${product}`;
  const who = contact ?? known?.contact ?? null;
  return (
    <li data-row>
      <div class="told">
        <h3>
          <a href={open} data-open>
            {client}
          </a>
          {product === null ? null : (
            <span class="quiet">
              {product}
              {place === null || place === undefined ? '' : ` · ${place}`}
            </span>
          )}
          {mark === undefined ? null : <span class={mark.isUrgent ? 'badge alarm' : 'badge'}>{mark.word}</span>}
        </h3>
        <p class="next">{told.next}</p>
        <p>{told.why.join(' ')}</p>
        {known?.said === null || known === undefined ? null : (
          <p class="quiet">{said.lastWords(speech.day(known.said.on), speech.quoted(known.said.words))}</p>
        )}
        {who === null ? null : (
          <p class="reaches">
            <span>{said.askFor(namedContact(who))}</span>
            {who.phone === null ? null : <Phone of={who.phone} />}
            <Address of={who.email} />
          </p>
        )}
      </div>
      <div class="acts">
        {acts.map((act, index) =>
          act.kind === 'form' ? (
            <form method="post" action={act.action} class="plain">
              <button
                type="submit"
                {...(isPressing ? {} : { class: 'second' })}
                data-done
                aria-label={said.of(act.label, about)}
              >
                {act.label}
              </button>
            </form>
          ) : (
            <a
              class={index === 0 && isPressing ? 'button' : 'button second'}
              href={act.href}
              aria-label={said.of(act.label, about)}
            >
              {act.label}
            </a>
          ),
        )}
        {logs ? (
          <a class="button second" href={`${open}/contact`} data-log aria-label={said.of(said.acts.log, about)}>
            {said.acts.log}
          </a>
        ) : null}
      </div>
    </li>
  );
}

/** A section with its lines; of more than a day can hold, how many more. */
function DaySection<T>({
  telling: { said },
  of,
  lines,
  each,
}: {
  readonly telling: DayTelling;
  readonly of: keyof DayTelling['said']['titles'];
  readonly lines: readonly T[];
  readonly each: (line: T) => ComponentChildren;
}) {
  if (lines.length === 0) return null;
  const more = lines.length - shownOfADay;
  return (
    <section aria-labelledby={`day-${of}`} class={of === 'burning' ? 'day burning' : 'day'}>
      <h2 id={`day-${of}`}>
        {said.titles[of]} <span class="quiet">({lines.length})</span>
      </h2>
      <ul class="rows">{lines.slice(0, shownOfADay).map(each)}</ul>
      {more > 0 ? <p class="quiet">{said.more(more)}</p> : null}
    </section>
  );
}

const link = (label: string, href: string): DayAct => ({ kind: 'link', label, href });

/** The page as HTML. */
export function dayPage(view: DayView): string {
  const { day, locale, signedIn, known, clientOf, recorded, hrefs, isSeller } = view;
  const telling = tellingOfDay(locale, view);
  const { said, speech } = telling;
  const openOf = (lifecycle: string): string => hrefs.client(clientOf.get(lifecycle) ?? null, lifecycle);
  const openAct = (lifecycle: string): DayAct => link(said.acts.open, openOf(lifecycle));
  const inPlace = (forRep: string | null): string | null => (forRep === null ? null : said.inPlaceOf(forRep));

  const burning = (line: BurningLine, isSmall: boolean) => {
    const { lifecycle, client, product, ask, read, forRep, role } = line;
    const isTaken = ask.acknowledged === true;
    const first = read?.firstStep ?? null;
    return (
      <Line
        telling={telling}
        client={client}
        open={openOf(lifecycle)}
        product={product}
        place={forRep === null ? null : role === 'rep' ? said.inPlaceOf(forRep) : said.keptBy(forRep)}
        mark={{ word: isTaken ? said.takenOn : said.nobodyTookIt, isUrgent: !isTaken && !isSmall }}
        told={burningTold(telling, line, isSmall)}
        known={known.get(client)}
        acts={[
          link(isTaken ? said.acts.settle : said.acts.takeOn, hrefs.doing(lifecycle, 'escalation', ask.id)),
          ...(first === null ? [] : [link(said.acts.firstStep, hrefs.doing(lifecycle, 'item', first.id))]),
        ]}
        isPressing={!isSmall}
      />
    );
  };

  const actsOfDue = ({ ask, lifecycle }: DueLine): readonly DayAct[] => {
    switch (ask.kind) {
      case 'item': {
        const href = hrefs.doing(lifecycle, 'item', ask.id);
        const done: readonly DayAct[] = isDoneAtOnce(ask)
          ? [{ kind: 'form', label: said.acts.done, action: href }]
          : [];
        return [...done, link(said.acts.record, href), link(said.acts.putOff, `${href}#until`)];
      }
      case 'onboarding':
        return [link(said.acts.tickOff, hrefs.doing(lifecycle, 'onboarding', null))];
      case 'renewal':
        return [link(said.acts.decide, hrefs.doing(lifecycle, 'renewal', null))];
      default:
        return ask satisfies never;
    }
  };
  const due = (line: DueLine, isThisWeek: boolean) => {
    const { lifecycle, client, product, forRep, isOverdue } = line;
    const about = known.get(client);
    return (
      <Line
        telling={telling}
        client={client}
        open={openOf(lifecycle)}
        product={product}
        place={inPlace(forRep)}
        {...(isThisWeek
          ? {}
          : { mark: { word: isOverdue ? said.overdue : said.dueToday, isUrgent: isOverdue }, known: about })}
        told={dueTold(telling, line, about?.contact?.name ?? null)}
        contact={about?.contact ?? null}
        acts={actsOfDue(line)}
        isPressing={!isThisWeek}
      />
    );
  };

  const first = firstOfDay(day);
  const counts = (['burning', 'flagged', 'due', 'renewals', 'news', 'week'] as const).flatMap((section) =>
    day[section].length === 0 ? [] : [said.counted[section](day[section].length)],
  );
  const whom = first === null ? null : (known.get(first.client)?.contact ?? null);
  const isEmpty = isEmptyDay(day);
  return deskPage({
    title: said.title,
    signedIn,
    current: 'day',
    ...(recorded === null
      ? {}
      : {
          said: {
            text: recorded.what,
            ...(recorded.correctAt === null ? {} : { undo: { href: recorded.correctAt, label: said.undo } }),
          },
        }),
    children: (
      <>
        <p class="quiet">
          {said.title}, {speech.day(day.day)}
          {counts.length === 0 ? '' : `: ${counts.join(', ')}`}
        </p>
        <h1>
          {first === null
            ? isEmpty
              ? said.empty
              : said.onlyComing
            : whom?.phone === null || whom === null
              ? said.beginWith(first.client)
              : said.callFirst(whom.name, first.client)}
        </h1>
        {first !== null ? null : <p>{isEmpty ? (isSeller ? said.emptySeller : said.emptyWhy) : said.onlyComingWhy}</p>}
        {isEmpty ? (
          <p>
            <a class="button" href="/clients">
              {said.toClients}
            </a>
          </p>
        ) : null}
        <DaySection telling={telling} of="burning" lines={day.burning} each={(line) => burning(line, false)} />
        <DaySection
          telling={telling}
          of="flagged"
          lines={day.flagged}
          each={(line) => (
            <Line
              telling={telling}
              client={line.client}
              open={openOf(line.lifecycle)}
              product={line.product}
              place={said.keptBy(line.rep)}
              told={flaggedTold(telling, line)}
              logs={false}
              acts={[link(said.acts.answer, hrefs.doing(line.lifecycle, 'oversold', line.promise?.id ?? null))]}
              isPressing
            />
          )}
        />
        <DaySection
          telling={telling}
          of="news"
          lines={day.news}
          each={(line) => (
            <Line
              telling={telling}
              client={line.client}
              open={openOf(line.lifecycle)}
              product={line.product}
              place={inPlace(line.forRep?.name ?? null)}
              told={newsTold(telling, line)}
              contact={known.get(line.client)?.contact ?? null}
              acts={[openAct(line.lifecycle)]}
            />
          )}
        />
        <DaySection telling={telling} of="due" lines={day.due} each={(line) => due(line, false)} />
        <DaySection
          telling={telling}
          of="renewals"
          lines={day.renewals}
          each={(line) => (
            <Line
              telling={telling}
              client={line.client}
              open={openOf(line.lifecycle)}
              product={line.product}
              place={inPlace(line.forRep)}
              told={renewalTold(telling, line)}
              contact={known.get(line.client)?.contact ?? null}
              acts={[link(said.acts.decide, hrefs.doing(line.lifecycle, 'renewal', null))]}
            />
          )}
        />
        <DaySection telling={telling} of="small" lines={day.small} each={(line) => burning(line, true)} />
        <DaySection telling={telling} of="week" lines={day.week} each={(line) => due(line, true)} />
        <DaySection
          telling={telling}
          of="silent"
          lines={day.silent}
          each={(line) => (
            <Line
              telling={telling}
              client={line.client}
              open={hrefs.client(line.clientId, null)}
              product={null}
              told={silentTold(telling, line)}
              contact={line.contact}
              acts={[]}
            />
          )}
        />
      </>
    ),
  });
}
