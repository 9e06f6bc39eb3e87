import { type ComponentType, lazy, type ReactNode, useEffect, useState } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';

/**
 * A plot that is loaded when it is first drawn, and drawn in a frame of its own. One whose code cannot be had, such as
 * after a new release, does without: its figures are there as a table.
 */
export function lazyPlot<Props extends object>(load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(async () => {
    try {
      const { default: Plot } = await load();
      return {
        default: (props: Props) => (
          <InTurn>
            <Plot {...props} />
          </InTurn>
        ),
      };
    } catch {
      return { default: PlotMissing };
    }
  });
}

function PlotMissing() {
  return <p className="py-3 text-ink-muted">The chart could not be loaded. Its figures are in the table.</p>;
}

let lastTurn: Promise<unknown> = Promise.resolve();

/** Draws its children when all that asked before have been drawn: several plots at once would leave the page deaf for long. */
function InTurn({ children }: { children: ReactNode }) {
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => {
    lastTurn = lastTurn.then(() => new Promise(requestAnimationFrame)).then(() => setIsDrawn(true));
  }, []);
  return isDrawn ? children : <Skeleton className="h-full" />;
}
