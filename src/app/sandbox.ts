import { createContext, useContext } from 'react';
import type { ScreenSetting, SupportTools } from '../api/schemas/support.ts';

/** What the page must say when no real billing API is behind it, and how to begin anew. */
export interface Sandbox {
  scenario: { id: string; title: string; story: string };
  /** A scenario of the catalogue, a replay that was imported, or a capture of a customer's replies. */
  kind: SupportTools['kind'];
  /** Where the link froze the clock, if it did. */
  at: string | undefined;
  faults: readonly string[];
  /** The scenario link's parameters, without `?`: in-app links keep them. */
  search: string;
  /** What a snapshot was shown in; it stands before the device's language and zone, after the account's. */
  setting: ScreenSetting | undefined;
  startOver(): Promise<void>;
  /** Loads what the support console works with. */
  support(): Promise<SupportTools>;
}

export const SandboxContext = createContext<Sandbox | null>(null);

/** Null in front of a real billing API. */
export function useSandbox(): Sandbox | null {
  return useContext(SandboxContext);
}
