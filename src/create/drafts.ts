import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Chosen } from '../estimator/index.ts';

/** What someone has entered for one tool so far. It never leaves the browser; files are not part of it. */
export interface Draft {
  /** Options as last chosen, and how many images. */
  chosen: Chosen;
  script: string;
  prompt: string;
  voiceName: string;
}

const EMPTY: Draft = { chosen: {}, script: '', prompt: '', voiceName: '' };

interface Drafts {
  /** By customer and tool. */
  drafts: Record<string, Draft>;
  drafted(customerId: string, tool: string, change: Partial<Draft>): void;
  startedOver(customerId: string, tool: string): void;
}

/** Drafts survive moving between tools and a reload. */
export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      drafts: {},
      drafted: (customerId, tool, change) =>
        set(({ drafts }) => {
          const key = keyOf(customerId, tool);
          return { drafts: { ...drafts, [key]: { ...EMPTY, ...drafts[key], ...change } } };
        }),
      startedOver: (customerId, tool) =>
        set(({ drafts: { [keyOf(customerId, tool)]: _, ...others } }) => ({ drafts: others })),
    }),
    { name: 'drafts' },
  ),
);

export function draftOf(drafts: Drafts['drafts'], customerId: string, tool: string): Draft {
  return { ...EMPTY, ...drafts[keyOf(customerId, tool)] };
}

function keyOf(customerId: string, tool: string): string {
  return `${customerId} ${tool}`;
}
