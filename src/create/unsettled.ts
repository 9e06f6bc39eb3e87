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
  settled(place: string): void;
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
      settled: (place) => set(({ charges: { [place]: _, ...others } }) => ({ charges: others })),
    }),
    { name: storageName('unsettled-charges'), storage: createJSONStorage(() => sessionStorage) },
  ),
);
