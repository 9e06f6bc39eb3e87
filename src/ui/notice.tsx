import type { ReactNode } from 'react';
import { AlertIcon, InfoIcon } from './icons.tsx';

interface NoticeProps {
  /** `stop` is for what keeps the customer from going on. */
  tone: 'info' | 'stop';
  title: string;
  children?: ReactNode;
  /** What to do about it: links and buttons. */
  actions?: ReactNode;
  /** Announced as soon as it appears. */
  announced?: boolean;
}

const ROLES = { stop: 'alert', info: 'status' };

export function Notice({ tone, title, children, actions, announced = false }: NoticeProps) {
  const Icon = tone === 'stop' ? AlertIcon : InfoIcon;
  return (
    <div
      role={announced ? ROLES[tone] : undefined}
      className={`flex gap-3 border-s-2 py-1 ps-4 ${tone === 'stop' ? 'border-danger' : 'border-hairline-strong'}`}
    >
      <span className={`mt-0.5 ${tone === 'stop' ? 'text-danger' : 'text-ink-muted'}`}>
        <Icon />
      </span>
      <div className="min-w-0 grow">
        <p className={`font-medium ${tone === 'stop' ? 'text-danger' : ''}`}>{title}</p>
        {children && <div className="mt-0.5 text-ink-muted text-sm">{children}</div>}
        {actions && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
