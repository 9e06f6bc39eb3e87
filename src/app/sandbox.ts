import { createContext, useContext } from 'react';

/** What the page must say when no real billing API is behind it, and how to begin anew. */
export interface Sandbox {
  scenario: { id: string; title: string; story: string };
  at: string | undefined;
  faults: readonly string[];
  /** The scenario link's parameters, without `?`: in-app links keep them. */
  search: string;
  startOver(): Promise<void>;
}

export const SandboxContext = createContext<Sandbox | null>(null);

/** Null in front of a real billing API. */
export function useSandbox(): Sandbox | null {
  return useContext(SandboxContext);
}
