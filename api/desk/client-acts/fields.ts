/** What a form on a client's page says: which route is asked, and with what. What is wrong is said at its field. */
import { z } from 'zod';
import { recycleReasons } from '../../../domain/concerns/onboarding';
import { pauseReasons } from '../../../domain/concerns/standing';
import { longestTermMonths, shortestTermMonths } from '../../../domain/core/contract';
import { contactLevels } from '../../../domain/core/deal';
import { outcomes, touchKinds } from '../../../domain/core/item';
import { churnReasons } from '../../../domain/core/stages';
import type { ClientAct, ClientDesk, DeskLine } from '../../../domain/told/desk/client';
import type { Locale } from '../../../domain/told/locale';
import { clientWordsIn } from '../../../domain/told/words/desk-client';
import { lineField, linesField, type AskedBack } from '../../../pages/desk/client-act';
import { annualAmount } from '../../act/amount';
import {
  blank,
  dayField,
  fieldsOf,
  FormError,
  happinessField,
  maybeDayField,
  noteField,
  several,
} from '../../act/fields';
import { wrongWords } from '../../act/wrong-words';
import type { SentForm } from '../../http/form';

/** A form that was sent. */
export interface SentAct {
  readonly desk: ClientDesk;
  /** The lines for which its sender may do that. */
  readonly lines: readonly DeskLine[];
  readonly form: SentForm;
  readonly locale: Locale;
  /** The id of the form. */
  readonly formId: string;
}

/** A route of the API by its operation, and what it is asked with. */
export interface AskedOf {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Set where it is shown back before it counts. */
  readonly back?: AskedBack;
}

type ReadsForm = (sent: SentAct) => AskedOf;

/** The line that a form names; the one that there is where there is one. Throws `FormError`. */
function lineOf({ lines, form, locale }: SentAct): DeskLine {
  const named = lines.length === 1 ? lines[0] : lines.find(({ lifecycle }) => lifecycle.id === form[lineField]);
  if (named === undefined) throw new FormError({ [lineField]: clientWordsIn(locale).chooseProduct });
  return named;
}

/** Without what was left empty. */
const given = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

const chosenOf = (sent: unknown): readonly string[] => {
  const all = several(sent);
  return Array.isArray(all) ? all.filter((one) => typeof one === 'string' && one !== '') : [];
};

/** A decision that says no more than a reason, for one line. */
const withReason =
  (operation: string, reasons: readonly [string, ...string[]]): ReadsForm =>
  (sent) => {
    const { locale, form } = sent;
    const line = lineOf(sent);
    const fields = fieldsOf(
      z.object({ reason: z.enum(reasons, clientWordsIn(locale).chooseReason), note: noteField(locale) }),
      form,
    );
    return { operation, params: { id: line.lifecycle.id }, body: given(fields) };
  };

const withNote =
  (operation: string): ReadsForm =>
  (sent) => {
    const line = lineOf(sent);
    const fields = fieldsOf(z.object({ note: noteField(sent.locale) }), sent.form);
    return { operation, params: { id: line.lifecycle.id }, body: given(fields) };
  };

const reads: Readonly<Record<ClientAct, ReadsForm>> = {
  contact: (sent) => {
    const { lines, form, locale, desk } = sent;
    const said = clientWordsIn(locale);
    const chosen = chosenOf(form[linesField]);
    const about = lines.length === 1 ? lines : lines.filter(({ lifecycle }) => chosen.includes(lifecycle.id));
    const [first, ...others] = about;
    if (first === undefined) throw new FormError({ [linesField]: said.chooseProduct });
    const { contacts, ...fields } = fieldsOf(
      z.object({
        kind: z.enum(touchKinds, said.chooseKind),
        outcome: z.enum(outcomes, wrongWords(locale).outcome),
        contacts: z.unknown().optional().transform(chosenOf),
        happiness: happinessField(locale),
        note: noteField(locale),
      }),
      form,
    );
    if (contacts.some((id) => !desk.contacts.some((one) => one.givenId === id && one.departedAt === undefined)))
      throw new FormError({ contacts: wrongWords(locale).contacts });
    return {
      operation: 'recordTouch',
      params: { id: first.lifecycle.id },
      body: given({
        ...fields,
        contacts: contacts.length === 0 ? undefined : contacts,
        alsoFor: others.length === 0 ? undefined : others.map(({ lifecycle }) => lifecycle.id),
      }),
    };
  },
  left: (sent) => {
    const { lines, form, locale, desk } = sent;
    const { contact, note } = fieldsOf(
      z.object({ contact: z.string(clientWordsIn(locale).chooseWho), note: noteField(locale) }),
      form,
    );
    const [line] = lines;
    if (line === undefined || !desk.contacts.some((one) => one.givenId === contact && one.departedAt === undefined))
      throw new FormError({ contact: clientWordsIn(locale).chooseWho });
    return {
      operation: 'sendSignal',
      params: { id: line.lifecycle.id },
      body: given({ kind: 'contact-departed', contactId: contact, note }),
    };
  },
  person: ({ desk, form, locale, formId }) => {
    const said = clientWordsIn(locale);
    const maybe = (longest: number) =>
      z.preprocess(blank, z.string().max(longest, wrongWords(locale).longestAction(longest)).optional());
    const fields = fieldsOf(
      z.object({
        name: z.preprocess(blank, z.string(said.saveName).max(200, wrongWords(locale).longestAction(200))),
        email: z.preprocess(blank, z.email(said.saveEmail).max(254, said.saveEmail)),
        role: maybe(120),
        level: z.preprocess(blank, z.enum(contactLevels, wrongWords(locale).fromTheList).optional()),
        phone: maybe(40),
      }),
      form,
    );
    return { operation: 'putContact', params: { id: desk.id, contactId: `desk-${formId}` }, body: given(fields) };
  },
  notice: (sent) => {
    const { form, locale } = sent;
    const line = lineOf(sent);
    const said = wrongWords(locale);
    const fields = fieldsOf(
      z.object({
        receivedOn: dayField(locale, said.receivedOn),
        endsOn: maybeDayField(locale, said.realDay),
        reason: z.enum(churnReasons, said.whyTheyLeave),
        note: noteField(locale),
      }),
      form,
    );
    return { operation: 'giveNotice', params: { id: line.lifecycle.id }, body: given(fields) };
  },
  withdraw: withNote('withdrawNotice'),
  renew: (sent) => {
    const { form, locale } = sent;
    const line = lineOf(sent);
    const said = wrongWords(locale);
    const { termMonths, annualValue, note } = fieldsOf(
      z.object({
        termMonths: z.preprocess(
          blank,
          z.coerce
            .number(said.howManyMonths)
            .int(said.wholeMonths)
            .min(shortestTermMonths, said.oneMonth)
            .max(longestTermMonths, said.mostMonths),
        ),
        annualValue: annualAmount(line.lifecycle.renewal.annualValue, locale),
        note: noteField(locale),
      }),
      form,
    );
    return {
      operation: 'renew',
      params: { id: line.lifecycle.id },
      body: given({ termMonths, annualValue, note }),
      back: { line, termMonths, annualValue },
    };
  },
  pause: (sent) => {
    const { form, locale } = sent;
    const line = lineOf(sent);
    const fields = fieldsOf(
      z.object({
        reason: z.enum(pauseReasons, clientWordsIn(locale).chooseReason),
        until: maybeDayField(locale, wrongWords(locale).realDay),
        note: noteField(locale),
      }),
      form,
    );
    return { operation: 'pause', params: { id: line.lifecycle.id }, body: given(fields) };
  },
  resume: withNote('resume'),
  hint: withNote('hintOpportunity'),
  recycle: withReason('recycle', recycleReasons),
  oversold: ({ lines, form, locale }) => {
    const said = clientWordsIn(locale);
    const { promise, note } = fieldsOf(
      z.object({
        promise: z.string(said.chooseMetric),
        note: z.preprocess(blank, z.string(said.sayWhat).max(5_000, wrongWords(locale).noteTooLong)),
      }),
      form,
    );
    const [place = '', ...rest] = promise.split('~');
    const line = lines.find(({ lifecycle }) => lifecycle.id === rest.join('~'));
    const metric = line?.promises[Number(place)]?.metric;
    if (line === undefined || metric === undefined) throw new FormError({ promise: said.chooseMetric });
    return { operation: 'flagOversold', params: { id: line.lifecycle.id }, body: { metric, note } };
  },
};

/** What a form says. Throws `FormError`. */
export const readAct = (act: ClientAct, sent: SentAct): AskedOf => reads[act](sent);
