/** Sentences as a reader of plain English is told them. */
import type { Event } from '../../domain/core/concern';
import { agenda, type LifecycleState } from '../../domain/lifecycle';
import { agendaTold, type ComingStep } from '../../domain/told/present';
import { sentenceOf } from '../../domain/told/sentences';
import { plainTelling, plainTellingOf } from '../../domain/told/telling';

export const inEnglish = plainTelling();

/** An event as a sentence, without anybody's name. */
export const sentenceFor = (event: Event): string => sentenceOf(event, inEnglish);

/** What comes, in sentences. */
export const agendaFor = (state: LifecycleState): readonly ComingStep[] =>
  agendaTold(agenda(state), plainTellingOf(state));
