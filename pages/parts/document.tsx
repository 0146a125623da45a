/** From a tree of components to HTML. Whatever a component shows is escaped; nothing of it runs in a browser. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToStaticMarkup } from 'preact-render-to-string';

/** A whole document, with its doctype. */
export function documentOf(tree: VNode): string {
  return `<!doctype html>\n${renderToStaticMarkup(tree)}`;
}

/** Part of a document. */
export function fragmentOf(tree: VNode): string {
  return renderToStaticMarkup(tree);
}

/** A text as it stands in the HTML of our pages and mails. */
export function escaped(text: string): string {
  return renderToStaticMarkup(<>{text}</>);
}

export interface HasChildren {
  readonly children: ComponentChildren;
}
