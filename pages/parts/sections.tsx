/** What to know, in titled lists and dated rows. */

/** A titled list; left out where there is nothing to say. */
export function Section({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return lines.length === 0 ? null : (
    <section>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  );
}

export interface DatedRow {
  /** The day, as people write it. */
  readonly on: string;
  readonly what: string;
  /** In small print below. */
  readonly more: string;
}

/** What happened or comes, row by row. */
export function DatedRows({ title, rows }: { readonly title: string; readonly rows: readonly DatedRow[] }) {
  return (
    <section>
      <h2>{title}</h2>
      <table>
        {rows.map(({ on, what, more }) => (
          <tr>
            <td>{on}</td>
            <td>
              {what}
              <br />
              <span class="quiet">{more}</span>
            </td>
          </tr>
        ))}
      </table>
    </section>
  );
}
