import { create } from 'zustand';

interface PendingCost {
  /** Credits that the focused or hovered action would take; 0 when none is pointed at. */
  credits: number;
  costPointedAt(credits: number): void;
  costLeft(): void;
}

/** The cost that is being looked at, for every meter on screen to show before it is spent. */
export const usePendingCost = create<PendingCost>()((set) => ({
  credits: 0,
  costPointedAt: (credits) => set({ credits }),
  costLeft: () => set({ credits: 0 }),
}));
