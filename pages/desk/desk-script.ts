/**
 * The desk's own script: keys, and nothing that would not work without. Rows carry `data-row`; in them `a[data-open]` opens,
 * `[data-done]` is done, `a[data-log]` logs a contact. It is served as it stands here.
 */
export const deskScript = `'use strict';
(function () {
  const rows = () => Array.from(document.querySelectorAll('[data-row]')).filter((row) => row.getClientRects().length > 0);
  const typing = (at) => at instanceof HTMLElement && (at.isContentEditable || at.matches('input, textarea, select'));
  const search = () => document.getElementById('search');
  const keys = () => document.getElementById('keys');

  function showKeys() {
    const list = keys();
    if (list instanceof HTMLDialogElement && !list.open) list.showModal();
  }

  // One row can be reached by Tab; j and k go on from it.
  function arrange() {
    const all = rows();
    const current = all.find((row) => row.tabIndex === 0 && row.hasAttribute('tabindex'));
    all.forEach((row, index) => row.setAttribute('tabindex', row === current || (current === undefined && index === 0) ? '0' : '-1'));
  }

  function currentRow() {
    const at = document.activeElement;
    return at instanceof Element ? at.closest('[data-row]') : null;
  }

  function go(by) {
    const all = rows();
    if (all.length === 0) return;
    const at = all.indexOf(currentRow());
    const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
    all.forEach((row) => row.setAttribute('tabindex', row === next ? '0' : '-1'));
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  }

  function press(selector) {
    const row = currentRow();
    const found = row === null ? null : row.querySelector(selector);
    if (!(found instanceof HTMLElement)) return false;
    found.click();
    return true;
  }

  function focusSearch() {
    const field = search();
    if (!(field instanceof HTMLInputElement)) return false;
    field.focus();
    field.select();
    return true;
  }

  document.addEventListener('keydown', (event) => {
    const ofSearch = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (ofSearch) {
      if (focusSearch()) event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (typing(event.target) || document.querySelector('dialog[open]') !== null) return;
    const onRow = event.target instanceof Element && event.target.matches('[data-row]');
    const does = {
      '/': focusSearch,
      '?': () => (showKeys(), true),
      j: () => (go(1), true),
      k: () => (go(-1), true),
      d: () => press('[data-done]'),
      l: () => press('a[data-log]'),
      Enter: () => onRow && press('a[data-open]'),
    };
    const act = Object.hasOwn(does, event.key) ? does[event.key] : undefined;
    if (act !== undefined && act()) event.preventDefault();
  });

  document.addEventListener('click', (event) => {
    if (event.target instanceof Element && event.target.closest('[data-keys]') !== null) showKeys();
  });

  function begin() {
    document.querySelectorAll('[data-keys]').forEach((button) => button.removeAttribute('hidden'));
    arrange();
  }
  begin();
  document.addEventListener('htmx:afterSettle', arrange);
})();
`;
