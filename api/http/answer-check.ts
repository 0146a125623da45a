/**
 * Holds every answer against the schema that its route declares, unknown fields included. On in tests and in the
 * embedded stack (`HOLDFAST_CHECK_ANSWERS`), off in production: an answer that is odd is better than none.
 */
import { Counter, type Registry } from 'prom-client';
import { z } from 'zod';
import { WrongAnswer } from './problems';
import type { Documented, Reply, SuccessStatus } from './route';

/** Throws `WrongAnswer`. */
export type AnswerCheck = (route: Pick<Documented, 'operationId' | 'answers'>, reply: Reply) => void;

/** A check that counts what it looked at, by operation and status, in `holdfast_api_answers_checked_total`. */
export function createAnswerCheck(metrics: Registry): AnswerCheck {
  const checked = new Counter({
    name: 'holdfast_api_answers_checked_total',
    help: 'Answers held against their declared schema',
    labelNames: ['operation', 'status', 'verdict'],
    registers: [metrics],
  });
  return ({ operationId: operation, answers }, { status, body, csv }) => {
    const answer = status === 200 || status === 201 || status === 202 ? answers[status] : undefined;
    const wrong = whatIsWrong(answer, body, csv);
    checked.inc({ operation, status, verdict: wrong === null ? 'right' : 'wrong' });
    if (wrong !== null)
      throw new WrongAnswer(`${operation} answered ${status} with a body of another shape:\n${wrong}`);
  };
}

function whatIsWrong(answer: Documented['answers'][SuccessStatus], body: unknown, csv: Reply['csv']): string | null {
  if (answer === undefined) return 'This status is not among the declared ones.';
  if (csv !== undefined) return answer.csv === undefined ? 'No CSV is declared.' : null;
  // Checked as the caller gets it: after JSON.
  const { error } = answer.body.safeParse(JSON.parse(JSON.stringify(body ?? null)));
  return error === undefined ? null : z.prettifyError(error);
}
