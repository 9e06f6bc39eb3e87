import { type ReactNode, useId } from 'react';

/** The look of a text box or a list to choose from. */
export const CONTROL =
  'block min-h-9 w-full min-w-0 rounded-md border border-hairline-strong bg-surface-raised px-2.5 text-sm';

interface FieldProps {
  label: string;
  /** What is wrong with what was entered. */
  error?: string | undefined;
  className?: string;
  children: (control: { id: string; 'aria-describedby': string | undefined }) => ReactNode;
}

/** A label over its control, and below it what is wrong. */
export function Field({ label, error, className = '', children }: FieldProps) {
  const id = useId();
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className="mb-0.5 block text-ink-muted text-sm">
        {label}
      </label>
      {children({ id, 'aria-describedby': error === undefined ? undefined : `${id}-error` })}
      <p id={`${id}-error`} role="status" className="mt-1 text-danger text-sm empty:hidden">
        {error}
      </p>
    </div>
  );
}
