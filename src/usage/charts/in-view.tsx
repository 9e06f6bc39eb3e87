import { type ReactNode, useEffect, useRef, useState } from 'react';

interface InViewProps {
  className: string;
  children: ReactNode;
}

/** A box of fixed size that stays empty until it is about to be seen, and is filled from then on. */
export function InView({ className, children }: InViewProps) {
  const box = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);

  useEffect(() => {
    if (seen || !box.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: '160px' },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [seen]);

  return (
    <div ref={box} className={className}>
      {seen ? children : <div className="h-full rounded bg-surface-sunken" />}
    </div>
  );
}
