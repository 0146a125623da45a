/** A form on a client's page: what somebody did, heard or decides. Nothing that was typed is lost. */
import { recycleReasons } from '../../domain/concerns/onboarding';
import { pauseReasons } from '../../domain/concerns/standing';
import { longestTermMonths, shortestTermMonths, usualTermMonths } from '../../domain/core/contract';
import { contactLevels } from '../../domain/core/deal';
import { outcomes, touchKinds } from '../../domain/core/item';
import { capitalised } from '../../domain/core/item-steps';
import type { CivilDate, Money } from '../../domain/core/json';
import { churnReasons } from '../../domain/core/stages';
import { linesFor, type ClientAct, type ClientDesk, type DeskLine } from '../../domain/told/desk/client';
import { amountShownIn, type Locale } from '../../domain/told/locale';
import { clientActsIn, clientWordsIn } from '../../domain/told/words/desk-client';
import { contractIn, promiseIn } from '../../domain/told/words/known';
import { speechOf, type Speech } from '../../domain/told/words/speech';
import { termsOf } from '../../domain/told/words/terms';
import { ChooseOne, ChooseSeveral } from '../parts/choice';
import { DateField, LineField, NoteField, NumberField, SelectField, Send, WholeNumberField } from '../parts/field';
import { errorAt, typedInto, type Filled } from '../parts/filled';
import { formNumberField } from '../parts/form-number';
import { Wrong } from '../parts/notice';
import { hrefOfAct } from './client';
import { hrefOfClient } from './client-parts';
import { deskPage, type DeskPageProps } from './shell';

/** What is asked back before it counts. */
export interface AskedBack {
  readonly line: DeskLine;
  readonly termMonths: number;
  readonly annualValue: Money;
}

export interface ClientActView {
  readonly act: ClientAct;
  readonly desk: ClientDesk;
  readonly locale: Locale;
  readonly signedIn: DeskPageProps['signedIn'];
  readonly form: Filled;
  /** An id of its own, by which a form that is sent twice counts once. */
  readonly formId: string;
  /** Today, where its reader is. */
  readonly today: CivilDate;
  /** Set where what was typed is shown back, and nothing is done yet. */
  readonly sure?: AskedBack;
}

interface Fields {
  readonly view: ClientActView;
  readonly lines: readonly DeskLine[];
  readonly speech: Speech;
}

/** The field in which a form names its line, and that in which it names several. */
export const lineField = 'line';
export const linesField = 'lines';

/** For which line; nothing is asked where there is one. */
function WhichLine({ view, lines, speech }: Fields) {
  const said = clientWordsIn(speech);
  return lines.length < 2 ? null : (
    <SelectField
      form={view.form}
      name={lineField}
      label={said.which}
      none={said.choose}
      options={lines.map(({ lifecycle }) => ({ value: lifecycle.id, text: lifecycle.product.name }))}
    />
  );
}

const levelOptions = (speech: Speech) =>
  contactLevels.map((level) => ({ value: level, text: capitalised(termsOf(speech).levels[level]) }));

function ContactFields(fields: Fields) {
  const { view, lines, speech } = fields;
  const { form, desk } = view;
  const said = clientWordsIn(speech);
  const terms = termsOf(speech);
  const there = desk.contacts.filter(({ departedAt }) => departedAt === undefined);
  return (
    <>
      {lines.length < 2 ? null : (
        <ChooseSeveral
          form={form}
          name={linesField}
          legend={said.alsoAbout}
          options={lines.map(({ lifecycle }) => ({ value: lifecycle.id, label: lifecycle.product.name }))}
        />
      )}
      <SelectField
        form={form}
        name="kind"
        label={said.kind}
        none={said.choose}
        options={touchKinds.map((kind) => ({ value: kind, text: capitalised(terms.items[kind].name) }))}
      />
      <ChooseOne
        form={form}
        legend={said.outcome}
        options={outcomes.map((outcome) => ({ value: outcome, label: said.outcomes[outcome] }))}
      />
      <ChooseSeveral
        form={form}
        name="contacts"
        legend={said.withWhom}
        options={there.map(({ givenId, name }) => ({ value: givenId, label: name }))}
      />
      <WholeNumberField form={form} name="happiness" label={said.happiness} hint={said.mayBeEmpty} min={0} max={10} />
      <NoteField form={form} label={said.note} />
    </>
  );
}

function ActFields(fields: Fields) {
  const { view, lines, speech } = fields;
  const { act, form, desk, today } = view;
  const said = clientWordsIn(speech);
  const terms = termsOf(speech);
  const note = <NoteField form={form} label={said.note} />;
  const which = <WhichLine {...fields} />;
  switch (act) {
    case 'contact':
      return <ContactFields {...fields} />;
    case 'left':
      return (
        <>
          <ChooseOne
            form={form}
            name="contact"
            legend={said.whoLeft}
            options={desk.contacts
              .filter(({ departedAt }) => departedAt === undefined)
              .map(({ givenId, name }) => ({ value: givenId, label: name }))}
          />
          {note}
        </>
      );
    case 'person':
      return (
        <>
          <LineField form={form} name="name" label={said.name} max={200} />
          <LineField form={form} name="email" label={said.email} max={254} />
          <LineField form={form} name="role" label={said.role} max={120} />
          <SelectField form={form} name="level" label={said.level} none={said.choose} options={levelOptions(speech)} />
          <LineField form={form} name="phone" label={said.phone} max={40} />
        </>
      );
    case 'notice':
      return (
        <>
          {which}
          <DateField form={form} name="receivedOn" label={said.received} value={today} />
          <DateField form={form} name="endsOn" label={said.ends} hint={said.endsHint} />
          <SelectField
            form={form}
            name="reason"
            label={said.reason}
            none={said.choose}
            options={churnReasons.map((reason) => ({ value: reason, text: capitalised(terms.churn[reason]) }))}
          />
          {note}
        </>
      );
    case 'renew': {
      const chosen = lines.find(({ lifecycle }) => lifecycle.id === typedInto(form, lineField)) ?? lines[0];
      const value = chosen?.lifecycle.renewal.annualValue;
      return (
        <>
          {which}
          <WholeNumberField
            form={form}
            name="termMonths"
            label={said.months}
            min={shortestTermMonths}
            max={longestTermMonths}
            value={usualTermMonths}
          />
          <NumberField
            form={form}
            name="annualValue"
            label={said.yearly([...new Set(lines.map((one) => one.lifecycle.renewal.annualValue.currency))].join(', '))}
            {...(value === undefined || lines.length > 1 ? {} : { value: amountShownIn(view.locale, value) })}
          />
          {note}
        </>
      );
    }
    case 'pause':
      return (
        <>
          {which}
          <SelectField
            form={form}
            name="reason"
            label={said.why}
            none={said.choose}
            options={pauseReasons.map((reason) => ({ value: reason, text: capitalised(terms.pauses[reason]) }))}
          />
          <DateField form={form} name="until" label={said.until} hint={said.untilHint} />
          {note}
        </>
      );
    case 'recycle':
      return (
        <>
          {which}
          <SelectField
            form={form}
            name="reason"
            label={said.why}
            none={said.choose}
            options={recycleReasons.map((reason) => ({
              value: reason,
              text: capitalised(said.recycleReasons[reason]),
            }))}
          />
          {note}
        </>
      );
    case 'oversold':
      return (
        <>
          <SelectField
            form={form}
            name="promise"
            label={said.metric}
            none={said.choose}
            options={lines.flatMap(({ lifecycle, promises }) =>
              promises.map((promise, index) => ({
                value: `${index}~${lifecycle.id}`,
                text:
                  lines.length < 2
                    ? promiseIn(speech, promise)
                    : said.inProduct(promiseIn(speech, promise), lifecycle.product.name),
              })),
            )}
          />
          <NoteField form={form} label={said.whatCannot} />
        </>
      );
    case 'withdraw':
    case 'resume':
    case 'hint':
      return (
        <>
          {which}
          {note}
        </>
      );
    default:
      return act satisfies never;
  }
}

/** What was typed, sent along unseen. */
function Again({ form }: { readonly form: Filled }) {
  return (
    <>
      {Object.entries(form.values).flatMap(([name, all]) =>
        name === formNumberField || name === 'sure'
          ? []
          : all.map((value) => <input type="hidden" name={name} value={value} />),
      )}
    </>
  );
}

/** The form as a page. */
export function clientActPage(view: ClientActView): string {
  const { act, desk, locale, signedIn, form, formId, sure } = view;
  const speech = speechOf(locale, desk.now);
  const said = clientWordsIn(speech);
  const title = clientActsIn(speech)[act].title(desk.name);
  const lines = linesFor(act, desk.lines);
  const wrong = errorAt(form, '');
  const action = hrefOfAct(desk.id, act);
  const number = <input type="hidden" name={formNumberField} value={formId} />;
  return deskPage({
    title,
    signedIn,
    current: 'clients',
    children: (
      <div class="client-act">
        <p>
          <a class="reach" href={hrefOfClient(desk.id)}>
            {desk.name}
          </a>
        </p>
        <h1>{title}</h1>
        {wrong === undefined ? null : <Wrong why={wrong} />}
        {lines.length === 1 && (act === 'notice' || act === 'renew') && lines[0] !== undefined ? (
          <p class="quiet">{contractIn(speech, lines[0].lifecycle)}</p>
        ) : null}
        {sure === undefined ? (
          <form method="post" action={action} novalidate>
            {number}
            <ActFields view={view} lines={lines} speech={speech} />
            <Send label={said.send} />
          </form>
        ) : (
          <>
            <h2>{said.sureTitle}</h2>
            <p>
              <strong>
                {said.sure(
                  sure.line.lifecycle.product.name,
                  said.monthsSaid(sure.termMonths),
                  speech.money(sure.annualValue),
                )}
              </strong>{' '}
              {said.change(speech.money(sure.line.lifecycle.renewal.annualValue))}
            </p>
            <form method="post" action={action}>
              {number}
              <Again form={form} />
              <button type="submit" name="sure" value="yes">
                {said.yes}
              </button>{' '}
              <button type="submit" name="sure" value="no" class="second">
                {said.no}
              </button>
            </form>
          </>
        )}
      </div>
    ),
  });
}
