/** Answers to choose from: one of several, or as many as fit. None is chosen beforehand. */
import type { ComponentChildren } from 'preact';
import { bestRating, worstRating } from '../../domain/concerns/health-weighing';
import type { HasChildren } from './document';
import { WhatWasWrong, wrongness } from './field';
import { isChosen, type Filled } from './filled';

export interface Option {
  readonly value: string;
  readonly label: ComponentChildren;
}

interface ChoiceProps {
  readonly form: Filled;
  readonly name?: string;
  readonly legend: ComponentChildren;
  readonly options: readonly Option[];
}

/** One answer with its control. */
function Choice({
  form,
  name,
  type,
  value,
  label,
  first,
}: Option & {
  readonly form: Filled;
  readonly name: string;
  readonly type: 'radio' | 'checkbox';
  readonly first: boolean;
}) {
  const { autofocus, ...wrong } = wrongness(form, name);
  return (
    <label class="choice">
      <input
        type={type}
        name={name}
        value={value}
        required={type === 'radio'}
        checked={isChosen(form, name, value)}
        {...wrong}
        {...(first && autofocus === true ? { autofocus } : {})}
      />
      <span>{label}</span>
    </label>
  );
}

function group(type: 'radio' | 'checkbox', { form, name = 'outcome', legend, options }: ChoiceProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <WhatWasWrong form={form} name={name} />
      {options.map((option, index) => (
        <Choice {...option} form={form} name={name} type={type} first={index === 0} />
      ))}
    </fieldset>
  );
}

/** One of several options must be chosen. */
export function ChooseOne(asked: ChoiceProps) {
  return group('radio', asked);
}

/** As many as fit; left out where there are none. */
export function ChooseSeveral(asked: ChoiceProps) {
  return asked.options.length === 0 ? null : group('checkbox', asked);
}

interface ScaleProps {
  readonly form: Filled;
  readonly name?: string;
  readonly worst: string;
  readonly best: string;
}

const scores = Array.from({ length: bestRating - worstRating + 1 }, (_, index) => String(worstRating + index));

/** From 0, the worst, upwards to 10, the best: in one row, on a phone in two of six and five, all of one size. `children`: what may be answered in place of a score. */
export function Scale({ form, name = 'outcome', worst, best, children }: ScaleProps & HasChildren) {
  const { autofocus, ...wrong } = wrongness(form, name);
  return (
    <fieldset>
      <legend class="ends">
        {worstRating}: {worst} · {bestRating}: {best}
      </legend>
      <WhatWasWrong form={form} name={name} />
      <div class="scale">
        {scores.map((score, index) => (
          <label>
            <input
              type="radio"
              name={name}
              value={score}
              required
              checked={isChosen(form, name, score)}
              {...wrong}
              {...(index === 0 && autofocus === true ? { autofocus } : {})}
            />
            <span>{score}</span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}

/** One more answer beside a scale. */
export function OtherOption({ form, name = 'outcome', value, label }: Option & { form: Filled; name?: string }) {
  return <Choice form={form} name={name} type="radio" value={value} label={label} first={false} />;
}
