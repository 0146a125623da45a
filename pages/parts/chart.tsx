/** A course of figures, drawn on the server, with the same figures in a table beside it. */

interface Figure {
  readonly label: string;
  readonly value: number;
  /** The figure as its reader writes it. */
  readonly text: string;
  /** What else is told of it, in a third column. */
  readonly more?: string;
  /** Where it stands in time; the figures of a chart have one each, or none of them has. */
  readonly at?: number;
}

interface ChartProps {
  /** Unique on its page. */
  readonly id: string;
  readonly title: string;
  /** Above the columns of the table. */
  readonly heads: readonly string[];
  /** The oldest first. */
  readonly figures: readonly Figure[];
  /** The top of the scale; null: the highest figure. It begins at 0. */
  readonly max: number | null;
}

const size = { width: 320, height: 120, margin: 8 };

/** The line of the figures as SVG has it, from left to right. */
function pointsOf(figures: readonly Figure[], top: number): readonly { readonly x: number; readonly y: number }[] {
  const { width, height, margin } = size;
  const [first, last] = [figures[0]?.at ?? 0, figures.at(-1)?.at ?? 0];
  const share = ({ at }: Figure, index: number): number =>
    at === undefined || last === first ? index / Math.max(1, figures.length - 1) : (at - first) / (last - first);
  const round = (value: number): number => Math.round(value * 10) / 10;
  return figures.map((figure, index) => ({
    x: round(margin + share(figure, index) * (width - 2 * margin)),
    y: round(height - margin - (Math.min(figure.value, top) / top) * (height - 2 * margin)),
  }));
}

/** What is seen by whoever sees, and read by whoever does not. One figure is no course: it stands in the table alone. */
export function Chart({ id, title, heads, figures, max }: ChartProps) {
  const top = max ?? Math.max(1, ...figures.map(({ value }) => value));
  const points = pointsOf(figures, top);
  const { width, height, margin } = size;
  const [first, last] = [figures[0], figures.at(-1)];
  return (
    <figure class="chart">
      {first === undefined || last === undefined || first === last ? null : (
        <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby={`${id}-title ${id}-says`}>
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-says`}>{`${first.label}: ${first.text}; ${last.label}: ${last.text}`}</desc>
          <line class="axis" x1={margin} y1={height - margin} x2={width - margin} y2={height - margin} />
          <polyline class="course" points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
          {points.map(({ x, y }) => (
            <circle class="read" cx={x} cy={y} r="3.5" />
          ))}
        </svg>
      )}
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col">{head}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ label, text, more }) => (
            <tr>
              <th scope="row">{label}</th>
              <td>{text}</td>
              {more === undefined ? null : <td>{more}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
