import type { ReactNode } from 'react';

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0"
    >
      {children}
    </svg>
  );
}

export const OverviewIcon = () => (
  <Icon>
    <path d="M3 11.5a7 7 0 1 1 14 0M10 11.5 13 8M5.5 15.5h9" />
  </Icon>
);
export const CreateIcon = () => (
  <Icon>
    <path d="M10 3.5v13M3.5 10h13" />
  </Icon>
);
export const UsageIcon = () => (
  <Icon>
    <path d="M4 16V9M8 16V4M12 16v-5M16 16V7" />
  </Icon>
);
export const PlanIcon = () => (
  <Icon>
    <path d="M3.5 5.5h13v9h-13zM3.5 8.5h13M6 12h3" />
  </Icon>
);
export const SupportIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 6v4l-3 2M10 3v1M10 16v1" />
  </Icon>
);
export const HelpIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M8 8a2 2 0 1 1 3 1.7c-.7.4-1 .8-1 1.6M10 13.8v.1" />
  </Icon>
);
export const ThemeIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const AlertIcon = () => (
  <Icon>
    <path d="M10 3 2.5 16.5h15zM10 8v4M10 14.2v.1" />
  </Icon>
);
export const InfoIcon = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.2v4.3M10 6.6v.1" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <path d="M5.5 9h9v7h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m4.5 10.5 3.5 3.5 7.5-8" />
  </Icon>
);
