/** A task of this length leaves the page time to answer to the hand. */
const SLICE_MS = 10;

/** Cuts long work on a page's thread into slices: to be awaited between its steps, it lets the page have its turn when one is due. */
export function createSlices(): () => Promise<void> {
  let sliceEnd = performance.now() + SLICE_MS;
  return async () => {
    if (performance.now() < sliceEnd) return;
    await new Promise((resolve) => setTimeout(resolve));
    sliceEnd = performance.now() + SLICE_MS;
  };
}
