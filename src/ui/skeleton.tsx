/** A grey block of the size of what will stand there, so that nothing jumps. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden="true" className={`block animate-pulse rounded bg-surface-sunken ${className}`} />;
}
