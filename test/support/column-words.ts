/** Columns that hold one of a few words, and the list that each takes them from. */
import { bands } from '../../domain/concerns/health-bands';
import { roles } from '../../api/http/keys';
import { sourceFormats, eventStates } from '../../api/schemas/sources';
import { messageStates } from '../../api/schemas/webhooks';
import { connectionKinds } from '../../domain/core/connections';
import { channels, contactLevels } from '../../domain/core/deal';
import { languages, ourLanguages } from '../../domain/core/language';
import { directions } from '../../domain/core/measure';
import { ownBuckets, ticketBuckets, usageWords } from '../../domain/core/reading';
import { endings, runningStages, stages } from '../../domain/core/stages';
import { callVoices, renewalCalls } from '../../domain/figures/accuracy';
import { outlooks } from '../../domain/figures/forecast';
import { measureNames, targetStates } from '../../domain/figures/targets';
import { termTurnKinds } from '../../domain/figures/term-news';
import { jobKinds, jobStates, rowStates } from '../../domain/organisation/job';
import { deliveries, profiles } from '../../domain/organisation/people';
import { mailInStates } from '../../domain/told/mail-in';
import { mailRoles, mailStates } from '../../domain/told/mails';
import { linkPurposes } from '../../links/links';
import { newsKinds } from '../../records/columns/sources';
import { decisionStates } from '../../records/decisions';

/** By table and column. */
export const columnWords: { readonly [column: string]: readonly string[] } = {
  // Empty before the first reading.
  'buckets.bucket': ['', ...usageWords, ...ticketBuckets, ...ownBuckets],
  'buckets.told': [...usageWords, ...ticketBuckets, ...ownBuckets],
  'connection_troubles.kind': connectionKinds,
  'contacts.channel': channels,
  'contacts.language': languages,
  'contacts.level': contactLevels,
  'decisions.state': decisionStates,
  'groups.stage': runningStages,
  'job_rows.state': rowStates,
  'jobs.kind': jobKinds,
  'jobs.state': jobStates,
  'keys.role': roles,
  'lifecycles.band': bands,
  'lifecycles.outlook': outlooks,
  'lifecycles.stage': stages,
  'links.purpose': linkPurposes,
  'mails.role': mailRoles,
  'mails.state': mailStates,
  'mails_in.state': mailInStates,
  'outlooks.managerCall': renewalCalls,
  'outlooks.outlook': outlooks,
  'outlooks.repCall': renewalCalls,
  'renewal_calls.call': renewalCalls,
  'renewal_calls.voice': callVoices,
  'reps.language': ourLanguages,
  'reps.mails': deliveries,
  'reps.profile': profiles,
  'signal_kinds.better': directions,
  'source_events.kind': newsKinds,
  'source_events.state': eventStates,
  'sources.format': sourceFormats,
  'targets.figure': measureNames,
  'targets.state': targetStates,
  'term_turns.kind': termTurnKinds,
  'terms.ending': endings,
  'webhook_messages.state': messageStates,
};

/** The words of a column, each once, as a check lists them. */
export const wordsOf = (column: string): readonly string[] => [...new Set(columnWords[column] ?? [])].toSorted();
