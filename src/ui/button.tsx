import type { ComponentProps } from 'react';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'plain';
}

const LOOKS = {
  primary:
    'bg-ink text-surface border-ink hover:opacity-90 aria-disabled:bg-surface-sunken aria-disabled:text-ink-muted aria-disabled:border-hairline-strong aria-disabled:hover:opacity-100',
  plain:
    'bg-transparent text-ink border-hairline-strong hover:bg-surface-sunken aria-disabled:border-hairline aria-disabled:bg-transparent aria-disabled:text-ink-muted',
};

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-9 items-center justify-center gap-2 rounded-md border px-3.5 py-1.5 font-medium text-sm ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
