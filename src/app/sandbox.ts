import { createContext, useContext } from 'react';
import type { Sandbox } from '../api/schemas/support.ts';

export const SandboxContext = createContext<Sandbox | null>(null);

/** Null in front of a real billing API. */
export function useSandbox(): Sandbox | null {
  return useContext(SandboxContext);
}
