/** What a browser sends of a form. */
import type { Request, Response } from 'express';
import { readText, unescaped } from './bytes';
import { tooLarge } from './problems';

/** A form as a browser sends it: of each field one text, or a list where several of its name were sent. */
export type SentForm = Readonly<Record<string, string | readonly string[]>>;

/** No form of ours has more fields. */
const mostFields = 1_000;

/** The form in a text. Throws a 400 `Problem` that names the field that is no text, 413 for too many fields. */
export function formIn(text: string): SentForm {
  const fields = new Map<string, string[]>();
  const pairs = text.split('&').filter((pair) => pair !== '');
  if (pairs.length > mostFields) throw tooLarge();
  pairs.forEach((pair, index) => {
    const split = pair.indexOf('=');
    const [name, value] = split < 0 ? [pair, ''] : [pair.slice(0, split), pair.slice(split + 1)];
    const field = unescaped(name, `The name of field ${index + 1}`);
    const known = fields.get(field) ?? [];
    known.push(unescaped(value, `Field ${index + 1} of the form`));
    fields.set(field, known);
  });
  return Object.fromEntries([...fields].map(([name, all]) => [name, all.length === 1 ? (all[0] ?? '') : all]));
}

/** The body of a POST as a form; an empty form where the body is none. Throws 400, 413 and 415 `Problem`s. */
export async function readForm(request: Request, response: Response, limit: number): Promise<SentForm> {
  const text = await readText(request, response, limit);
  return typeof request.is('application/x-www-form-urlencoded') === 'string' ? formIn(text) : {};
}
