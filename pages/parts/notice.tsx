/** What stands above a form, in a word: what was recorded, or what went wrong. */
import type { ComponentChildren } from 'preact';

/** What was recorded. */
export function RecordedNotice({ what }: { readonly what: ComponentChildren }) {
  return <p class="done">{what}</p>;
}

/** What went wrong with the whole, not with one field. */
export function Wrong({ why }: { readonly why: string }) {
  return (
    <p class="error" role="alert">
      {why}
    </p>
  );
}
