import { Column } from '../billing/column.ts';

/** How many numbers are read from columns while something is done: what it costs, on any machine. */
export function countReads(act: () => void): number {
  const { get } = Column.prototype;
  let reads = 0;
  Column.prototype.get = function (index) {
    reads += 1;
    return get.call(this, index);
  };
  try {
    act();
  } finally {
    Column.prototype.get = get;
  }
  return reads;
}
