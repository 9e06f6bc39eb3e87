import { lazy } from 'react';

/** The support console's screen; null in a build that goes without it. */
export const SupportScreen =
  import.meta.env.VITE_BILLING_API_URL && import.meta.env.VITE_SUPPORT_CONSOLE !== '1'
    ? null
    : lazy(() => import('../support/support-screen.tsx'));
