/** Records what a form behind a mailed link says: the form of its page, or a mail that answers the one it stood in. */
import { formShown, onceKeyOf } from '../../links/forms';
import { keepReceipt } from '../../records/receipts';
import { audit } from '../http/audit';
import type { SentForm } from '../http/form';
import type { ApiDeps } from '../http/route';
import { untilRecorded } from '../messages/recorded';
import type { NewReceipt } from './act-kind';
import { actKinds } from './kinds';
import { momentOf, type Opened } from './opened';

/** Under which route and status it is audited; `mail`: the mail that says it, by its id, where no page does. */
interface RecordedAs {
  readonly route: string;
  readonly status: number;
  readonly mail?: string;
}

/** Acts once per form, keeps the receipt, and audits it under that route and status. Throws `FormError` and `Problem`s. */
export async function recordThrough(
  { link, occasion }: Opened,
  form: SentForm,
  { route, status, mail }: RecordedAs,
  deps: ApiDeps,
): Promise<NewReceipt> {
  const { db } = deps;
  const { id, purpose, recipientId: by, subjectId: subject } = link;
  const number = formShown(link.receipt);
  const sent = { subject, occasion, form, by, onceKey: onceKeyOf(id, number) };
  const kind = actKinds[purpose];
  const amends = link.usedAt !== null;
  const outcome = await (amends ? (kind.amends?.act ?? kind.act) : kind.act)(sent, deps);
  await keepReceipt(db, id, { ...outcome, at: momentOf(occasion), form: number, amends, mail });
  const about = `${occasion.lifecycle.id}/${purpose}/${subject ?? ''}`;
  await audit(db, { actor: by, method: 'POST', route, subject: about, status, keyId: null });
  // The page comes again, and must not ask for what was just said; a receipt offers to correct what stands.
  if (!outcome.final || kind.amends !== undefined) await untilRecorded(occasion.lifecycle.id, deps);
  return outcome;
}
