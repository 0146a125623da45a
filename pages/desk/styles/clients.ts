/** How the book of clients looks: a dense table on a desk, a card for each client on a phone. */
export const clientsStyles = `
.desk main:has(.clients) { max-width: 1400px; }
.clients .book-form { padding: 12px 16px; margin: 12px 0; }
.book-search { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; } .book-search .field { flex: 1 1 100%; margin: 0; } .book-search input { flex: 1 1 220px; margin: 0; min-width: 0; width: auto; } .book-search button { flex: none; }
.book-form details { margin: 4px 0 0; } .book-filters { display: grid; grid-template-columns: repeat(auto-fill, minmax(200px, 1fr)); gap: 0 16px; align-items: end; } .book-filters p { margin: 0; min-width: 0; } .book-filters select { margin-bottom: 10px; }
.shelves ul { display: flex; flex-wrap: wrap; gap: 0 20px; padding: 0; margin: 4px 0 0; list-style: none; } .shelves a { display: inline-flex; align-items: center; min-height: 44px; } .shelves a[aria-current] { font-weight: 600; color: var(--ink); }
.views ul { display: flex; flex-wrap: wrap; gap: 8px 16px; padding: 0; list-style: none; } .views li { display: flex; align-items: center; gap: 8px; max-width: 100%; } .views li > a { display: inline-flex; align-items: center; min-height: 44px; overflow-wrap: anywhere; } .views a[aria-current] { font-weight: 600; }
.book { line-height: 1.35; } .book tbody th { font-weight: 600; border-top: 0; padding: 10px 12px 10px 8px; vertical-align: top; white-space: normal; color: inherit; min-width: 150px; max-width: 300px; overflow-wrap: anywhere; } .book tbody td { border-top: 0; padding-top: 10px; overflow-wrap: break-word; }
.book tbody th a { display: inline-block; min-height: 24px; } .book .badge { margin-left: 8px; font-weight: 400; } .book .line { display: block; } .book .late { color: var(--wrong); } .book .late a { color: var(--wrong); font-weight: 600; } .book .band { white-space: nowrap; }
.book tbody tr:hover { background: var(--soft); } table.book thead th:first-child { padding-left: 8px; }
a.sort { display: inline-flex; align-items: center; min-height: 44px; color: var(--quiet); text-decoration: none; } a.sort:hover { text-decoration: underline; } a.sort.ascending::after { content: ' ↑' / ''; white-space: pre; } a.sort.descending::after { content: ' ↓' / ''; white-space: pre; } a.sort.ascending, a.sort.descending { color: var(--ink); }
.course-worse::before { content: '↘ ' / ''; } .course-better::before { content: '↗ ' / ''; }
.empty { padding: 24px 0; } .empty p:first-child { font-weight: 600; }
.saving { max-width: 560px; margin-top: 16px; }
@media (max-width: 1099px) {
  .book, .book tbody, .book tr, .book th, .book td { display: block; } .book thead { position: absolute; left: -9999px; }
  .book tbody tr { padding: 12px 4px; } .book tbody th { max-width: none; padding: 0 0 4px; font-size: 17px; } .book tbody th a { min-height: 44px; display: inline-flex; align-items: center; }
  table.list.book tbody td { display: grid; grid-template-columns: minmax(112px, 30%) 1fr; gap: 0 12px; padding: 3px 0; text-align: left; white-space: normal; } .book tbody td::before { content: attr(data-label); color: var(--quiet); font-weight: 400; } .book tbody td > * { grid-column: 2; justify-self: start; }
  .book td a { min-height: 44px; display: inline-flex; align-items: center; }
}
`;
