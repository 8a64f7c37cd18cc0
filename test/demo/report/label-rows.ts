/** Where a label's words are: to the right of its line at `x`, or to the left of it. */
export interface Label {
  readonly x: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The row of each label, the lowest being 0. Its line goes down from it through all rows below. No two labels run into each other; there are as many rows
 * as that takes. Where it can be, no line goes through the words of another label: those to the right come first, so that what is above begins further left.
 */
export function labelRows(labels: readonly Label[]): number[] {
  const rows: number[] = [];
  const rightToLeft = labels.map((_, index) => index).sort((one, other) => labels[other].x - labels[one].x || other - one);
  for (const index of rightToLeft) {
    const label = labels[index];
    const placed = rightToLeft.filter((other) => rows[other] !== undefined).map((other) => ({ ...labels[other], row: rows[other] }));
    const candidates = Array.from({ length: labels.length }, (_, row) => row)
      .filter((row) => !placed.some((other) => other.row === row && other.from <= label.to && other.to >= label.from));
    const cut = (row: number) => placed.some((other) => (other.row < row && crosses(label, other)) || (other.row > row && crosses(other, label)));
    const clear = candidates.find((row) => !cut(row));
    rows[index] = clear ?? candidates[0];
  }
  return rows;
}

/** Whether the line of the one goes through the words of the other. */
function crosses({ x }: Label, { from, to }: Label): boolean {
  return x > from && x < to;
}
