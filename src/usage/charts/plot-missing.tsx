/** A plot whose code cannot be had, such as after a new release, does without: its figures are there as a table. */
export function plotMissing() {
  return {
    default: () => (
      <p className="py-3 text-ink-muted">The chart could not be loaded. Its figures are in the table.</p>
    ),
  };
}
