/** A grey block of the size of what will stand there, so that nothing jumps; to assistive technology, "Loading". */
export function Skeleton({ className }: { className: string }) {
  return (
    <span aria-busy="true" className={`block animate-pulse rounded bg-surface-sunken ${className}`}>
      <span className="sr-only">Loading</span>
    </span>
  );
}
