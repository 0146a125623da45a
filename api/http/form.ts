/** What a browser sends of a form. */
import { z } from 'zod';

/** A form as a browser sends it: of each field one text, or a list where several of its name were sent. */
export type SentForm = Readonly<Record<string, string | readonly string[]>>;

const sentForm = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** The body of a POST as a form; an empty form where the body is none. */
export function formOf(body: unknown): SentForm {
  return sentForm.safeParse(body).data ?? {};
}
