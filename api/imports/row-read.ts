/** What every file comes to, whatever its type: rows, with what is wrong in their cells. */

export interface WrongCell {
  readonly field: string;
  readonly detail: string;
}

/** A row as its file says it, and what is wrong in its cells. */
export interface RowRead {
  /** Its place in the file, counted from 1; of a table after its header, with the empty rows, as a spreadsheet counts. */
  readonly row: number;
  readonly value: unknown;
  readonly wrong: readonly WrongCell[];
  /** Why other things may be wrong with it; nothing, where nothing else is. */
  readonly perhaps?: WrongCell;
}
