/** Fields of a form. Each shows what was typed before and, beside it, what was wrong; the first wrong one has the focus. */
import type { ComponentChildren, JSX } from 'preact';
import { errorAt, isFirstWrong, typedInto, type Filled } from './filled';

export interface FieldProps {
  readonly form: Filled;
  /** As the API names it. */
  readonly name: string;
  readonly label: string;
  /** What else to know before typing, beside the label. */
  readonly hint?: string | undefined;
}

const errorId = (name: string): string => `${name}-error`;

/** What was wrong with a field, where something was. */
export function WhatWasWrong({ form, name }: Pick<FieldProps, 'form' | 'name'>): JSX.Element | null {
  const error = errorAt(form, name);
  return error === undefined ? null : (
    <p class="error" id={errorId(name)} role="alert">
      {error}
    </p>
  );
}

/** Attributes of a control that tell of its error, and lead to it. */
export function wrongness(
  form: Filled,
  name: string,
): { readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string; readonly autofocus?: true } {
  if (errorAt(form, name) === undefined) return {};
  return {
    'aria-invalid': true,
    'aria-describedby': errorId(name),
    ...(isFirstWrong(form, name) ? { autofocus: true } : {}),
  };
}

/** A label with its hint. */
function Labelled({ form, name, label, hint, children }: FieldProps & { readonly children: ComponentChildren }) {
  return (
    <>
      <label class="field" for={name}>
        {label}
        {hint === undefined ? null : (
          <>
            {' '}
            <span class="quiet">{hint}</span>
          </>
        )}
      </label>
      <WhatWasWrong form={form} name={name} />
      {children}
    </>
  );
}

/** A whole number between two others. */
export function WholeNumberField({
  min,
  max,
  value,
  ...field
}: FieldProps & { readonly min: number; readonly max: number; readonly value?: number }) {
  const { form, name } = field;
  return (
    <Labelled {...field}>
      <input
        id={name}
        type="number"
        name={name}
        min={min}
        max={max}
        inputmode="numeric"
        value={typedInto(form, name, value === undefined ? undefined : String(value))}
        {...wrongness(form, name)}
      />
    </Labelled>
  );
}

/** A number as its reader writes it. */
export function NumberField({ value, ...field }: FieldProps & { readonly value?: string }) {
  const { form, name } = field;
  return (
    <Labelled {...field}>
      <input
        id={name}
        type="text"
        name={name}
        inputmode="decimal"
        value={typedInto(form, name, value)}
        {...wrongness(form, name)}
      />
    </Labelled>
  );
}

/**
 * A day on the calendar, chosen or typed. What a browser without a calendar sent stands there again as it was typed: a field
 * for days would show it empty.
 */
export function DateField({ value, ...field }: FieldProps & { readonly value?: string }) {
  const { form, name } = field;
  const typed = typedInto(form, name, value);
  const type = typed === '' || /^\d{4}-\d{2}-\d{2}$/.test(typed) ? 'date' : 'text';
  return (
    <Labelled {...field}>
      <input id={name} type={type} name={name} value={typed} {...wrongness(form, name)} />
    </Labelled>
  );
}

/** A few words in one line. */
export function LineField({ max, ...field }: FieldProps & { readonly max: number }) {
  const { form, name } = field;
  return (
    <Labelled {...field}>
      <input
        id={name}
        type="text"
        name={name}
        maxlength={max}
        value={typedInto(form, name)}
        {...wrongness(form, name)}
      />
    </Labelled>
  );
}

/** Free words; they are kept as they are typed. */
export function NoteField({ name = 'note', ...field }: Omit<FieldProps, 'name'> & { readonly name?: string }) {
  const { form } = field;
  return (
    <Labelled {...field} name={name}>
      <textarea id={name} name={name} maxlength={5000} {...wrongness(form, name)}>
        {typedInto(form, name)}
      </textarea>
    </Labelled>
  );
}

/** One of many, which begins with none. */
export function SelectField({
  none,
  options,
  ...field
}: FieldProps & {
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
}) {
  const { form, name } = field;
  const typed = typedInto(form, name);
  return (
    <Labelled {...field}>
      <select id={name} name={name} {...wrongness(form, name)}>
        <option value="">{none}</option>
        {options.map(({ value, text }) => (
          <option value={value} selected={value === typed}>
            {text}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A mail address: the one of whoever types it. */
export function AddressField(field: FieldProps) {
  const { form, name } = field;
  return (
    <Labelled {...field}>
      <input
        id={name}
        type="email"
        name={name}
        autocomplete="email"
        required
        maxlength={254}
        value={typedInto(form, name)}
        {...wrongness(form, name)}
      />
    </Labelled>
  );
}

/** A code out of a mail, which a device may fill in. What was typed is not shown again. */
export function CodeField(field: FieldProps) {
  const { form, name } = field;
  return (
    <Labelled {...field}>
      <input
        id={name}
        type="text"
        name={name}
        inputmode="numeric"
        autocomplete="one-time-code"
        required
        maxlength={20}
        {...wrongness(form, name)}
      />
    </Labelled>
  );
}

/** The one button of a form. */
export function Send({ label }: { readonly label: string }) {
  return <button type="submit">{label}</button>;
}
