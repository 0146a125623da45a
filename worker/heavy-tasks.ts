/** What a worker has done on another thread. */
import type { MeasureAsked } from '../activities/mornings';
import type { Feed, FeedFailure, FeedSource } from '../outside/feed';
import { task } from '../threads/task';

export const readFileTask = task<{ readonly job: string }, void>('read-file');
/** What is no feed is an answer. */
export const readFeedTask = task<
  FeedSource,
  { readonly feed: Feed } | { readonly failure: FeedFailure; readonly why: string }
>('read-feed');
export const measureTask = task<MeasureAsked, number | null>('measure');
