/** The links to where lifecycles are looked at: those that answers about one carry, and the list of all. */
import type { ApiDeps } from './route';

/** Where to look at a lifecycle: through the API, as a page, in the Temporal UI. */
export function linksOf(
  id: string,
  { api, temporal }: ApiDeps['config'],
): { readonly self: string; readonly page: string; readonly temporal: string } {
  return {
    self: `${api.publicUrl}/v1/lifecycles/${id}`,
    page: `${api.publicUrl}/lifecycles/${id}`,
    temporal: `${temporal.uiUrl}/namespaces/${temporal.namespace}/workflows/${encodeURIComponent(id)}`,
  };
}

/**
 * The list of lifecycles in the Temporal UI, one line for each: without the runs that were continued, and without mails
 * and webhooks on their way.
 */
export function lifecycleListAt({ uiUrl, namespace }: { readonly uiUrl: string; readonly namespace: string }): string {
  const list = new URL(`namespaces/${encodeURIComponent(namespace)}/workflows`, uiUrl.replace(/\/*$/, '/'));
  list.searchParams.set('query', 'WorkflowType="lifecycle" AND ExecutionStatus!="ContinuedAsNew"');
  return list.href;
}
