import { useEffect, useRef, useState } from 'react';

const COUNT_MS = 220;

/** The figure on its way to `target`, so that the eye sees it count; at once for those who want no motion. */
export function useCountedFigure(target: number): number {
  const [shown, setShown] = useState(target);
  const latest = useRef(target);
  latest.current = shown;

  useEffect(() => {
    const from = latest.current;
    if (from === target) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      setShown(target);
      return;
    }
    let frame = 0;
    let startedAt: number | null = null;
    function step(timestamp: number) {
      startedAt ??= timestamp;
      const share = Math.min(1, (timestamp - startedAt) / COUNT_MS);
      setShown(Math.round(from + (target - from) * (1 - (1 - share) ** 3)));
      if (share < 1) frame = requestAnimationFrame(step);
    }
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [target]);

  return shown;
}
