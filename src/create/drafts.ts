import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { storageName } from '../api/sandbox-link.ts';
import type { Chosen } from '../estimator/index.ts';

/** What someone has entered for one tool so far. It never leaves the browser; files are not part of it. */
export interface Draft {
  /** Options as they are wanted, whether or not they fit together, and how many images. */
  chosen: Chosen;
  script: string;
  prompt: string;
  voiceName: string;
  /** Which cloned voice speaks, where one is chosen. */
  voiceId: string | null;
}

const EMPTY: Draft = { chosen: {}, script: '', prompt: '', voiceName: '', voiceId: null };

interface Drafts {
  /** By customer and tool. */
  drafts: Record<string, Draft>;
  drafted(customerId: string, tool: string, change: Partial<Draft>): void;
  startedOver(customerId: string, tool: string): void;
  /** Drafts of anyone else in this browser are dropped. */
  customerSignedIn(customerId: string): void;
}

/** Drafts survive moving between tools and a reload. */
export const useDrafts = create<Drafts>()(
  persist(
    (set) => ({
      drafts: {},
      drafted: (customerId, tool, change) =>
        set(({ drafts }) => {
          const place = placeOf(customerId, tool);
          return { drafts: { ...drafts, [place]: { ...EMPTY, ...drafts[place], ...change } } };
        }),
      startedOver: (customerId, tool) =>
        set(({ drafts: { [placeOf(customerId, tool)]: _, ...others } }) => ({ drafts: others })),
      customerSignedIn: (customerId) =>
        set(({ drafts }) => ({
          drafts: Object.fromEntries(
            Object.entries(drafts).filter(([place]) => place.startsWith(placeOf(customerId, ''))),
          ),
        })),
    }),
    { name: storageName('drafts') },
  ),
);

// Another tab's drafts are taken in before this one writes its own over them.
addEventListener('storage', ({ key }) => {
  if (key === useDrafts.persist.getOptions().name) void useDrafts.persist.rehydrate();
});

export function draftOf(drafts: Drafts['drafts'], customerId: string, tool: string): Draft {
  return { ...EMPTY, ...drafts[placeOf(customerId, tool)] };
}

/** Whose and which form's. */
export function placeOf(customerId: string, tool: string): string {
  return `${customerId} ${tool}`;
}
