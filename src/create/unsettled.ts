import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { storageName } from '../api/sandbox-link.ts';
import type { GenerationBody } from '../api/schemas.ts';

/** A charge that was asked for and whose outcome is not known yet. */
export interface Unsettled {
  body: GenerationBody;
  idempotencyKey: string;
}

interface UnsettledCharges {
  /** By customer and tool, as in `drafts.ts`. */
  charges: Record<string, Unsettled>;
  asked(place: string, charge: Unsettled): void;
  /** The outcome of this charge is known; another one that has taken its place since is left alone. */
  settled(place: string, idempotencyKey: string): void;
}

/**
 * Charges outlive a reload of their tab until their outcome is known: the same key asked again says what happened, and
 * cannot charge twice.
 */
export const useUnsettled = create<UnsettledCharges>()(
  persist(
    (set) => ({
      charges: {},
      asked: (place, charge) => set(({ charges }) => ({ charges: { ...charges, [place]: charge } })),
      settled: (place, idempotencyKey) =>
        set(({ charges }) => {
          const { [place]: left, ...others } = charges;
          return { charges: left?.idempotencyKey === idempotencyKey ? others : charges };
        }),
    }),
    { name: storageName('unsettled-charges'), storage: createJSONStorage(() => sessionStorage) },
  ),
);
