/** The links that answers about a lifecycle carry. */
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
