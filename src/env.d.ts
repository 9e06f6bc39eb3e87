/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Address of a real billing API; the embedded one serves where it is unset. */
  readonly VITE_BILLING_API_URL?: string;
  /** `1` puts the support console, and with it the embedded API as a lazy chunk, into a build with a real API. */
  readonly VITE_SUPPORT_CONSOLE?: string;
  /** Where a customer signs in again after their session has ended. */
  readonly VITE_LOGIN_URL?: string;
  /** The platform's account pages: payment methods, invoices, canceling. */
  readonly VITE_ACCOUNT_URL?: string;
}
