import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { generationMutations } from '../api/charges.ts';
import type { GenerationReply } from '../api/schemas.ts';
import type { Estimate, GenerationRequest } from '../estimator/index.ts';
import { type Unsettled, useUnsettled } from './unsettled.ts';

/**
 * Starts generations, one at a time. Each press gets a key of its own, kept until its outcome is known: `again`, and a
 * reload, repeat the request under its old key, which finds out what happened and cannot charge twice. `place` says
 * whose and which form's charge it is.
 */
export function useGeneration(place: string) {
  const { asked, settled } = useUnsettled.getState();
  /** The charge was out before, in an earlier page or attempt, and no answer came. */
  const [repeated, setRepeated] = useState(false);
  const inFlight = useRef(false);
  const mutation: UseMutationResult<GenerationReply, Error, Unsettled> = useMutation({
    ...generationMutations.start(),
    onSuccess: () => settled(place),
    onSettled: () => {
      inFlight.current = false;
    },
    onError: (error) => {
      if (!leavesChargeOpen(error, repeated || mutation.failureCount > 0)) settled(place);
    },
  });
  /** The price as it stood on the button. */
  const [shown, setShown] = useState<Estimate | null>(null);

  function send(charge: Unsettled) {
    if (inFlight.current) return;
    inFlight.current = true;
    setRepeated(useUnsettled.getState().charges[place]?.idempotencyKey === charge.idempotencyKey);
    asked(place, charge);
    mutation.mutate(charge);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what an earlier page or form left behind.
  useEffect(() => {
    const left = useUnsettled.getState().charges[place];
    if (left) send(left);
  }, []);

  const again = () => mutation.variables && send(mutation.variables);
  const isOpen = mutation.isError && leavesChargeOpen(mutation.error, repeated || mutation.failureCount > 1);

  return {
    start(request: GenerationRequest, price: Estimate, voiceName?: string) {
      const { credits, rateCardVersion } = price;
      const body = { request, credits, rateCardVersion, ...(voiceName !== undefined && { voiceName }) };
      const open = useUnsettled.getState().charges[place];
      if (open) {
        // What became of the last press comes first; only the very same one may be asked again from here.
        if (JSON.stringify(open.body) === JSON.stringify(body)) send(open);
        return;
      }
      setShown(price);
      send({ body, idempotencyKey: crypto.randomUUID() });
    },
    again,
    isPending: mutation.isPending,
    /** No answer came to an earlier attempt, and the request is out again. */
    isFindingOut: mutation.isPending && mutation.failureCount > 0,
    reply: mutation.data ?? null,
    shown,
    asked: mutation.variables?.body ?? null,
    error: mutation.error,
    /** It may have been charged all the same: `again` finds out. */
    isOpen,
    /** The price that was refused as no longer in force, as it is now. */
    newPrice: priceChangedTo(mutation.error),
    /** Puts away what came of the last press, unless that is not known yet. */
    forget() {
      if (!mutation.isPending && !isOpen) mutation.reset();
    },
  };
}

function leavesChargeOpen(error: Error, repeated: boolean): boolean {
  return !(error instanceof ApiError) || error.leavesChargeOpen(repeated);
}

function priceChangedTo(error: Error | null): Estimate | null {
  if (!(error instanceof ApiError) || error.code !== 'price_changed') return null;
  return error.problem?.estimate ?? null;
}
