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
  const mutation: UseMutationResult<GenerationReply, Error, Unsettled> = useMutation({
    ...generationMutations.start(),
    onSuccess: () => settled(place),
    onError: (error) => {
      if (!leavesChargeOpen(error, repeated || mutation.failureCount > 0)) settled(place);
    },
  });
  const inFlight = useRef(false);
  /** The price as it stood on the button. */
  const [shown, setShown] = useState<Estimate | null>(null);

  function send(charge: Unsettled) {
    if (inFlight.current) return;
    inFlight.current = true;
    setRepeated(useUnsettled.getState().charges[place]?.idempotencyKey === charge.idempotencyKey);
    asked(place, charge);
    mutation.mutate(charge, {
      onSettled: () => {
        inFlight.current = false;
      },
    });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what an earlier page or form left behind.
  useEffect(() => {
    const left = useUnsettled.getState().charges[place];
    if (left) send(left);
  }, []);

  return {
    start(request: GenerationRequest, price: Estimate, voiceName?: string) {
      const open = useUnsettled.getState().charges[place];
      if (open) {
        // What became of the last press comes first.
        send(open);
        return;
      }
      setShown(price);
      const { credits, rateCardVersion } = price;
      const body = { request, credits, rateCardVersion, ...(voiceName !== undefined && { voiceName }) };
      send({ body, idempotencyKey: crypto.randomUUID() });
    },
    again: () => mutation.variables && send(mutation.variables),
    isPending: mutation.isPending,
    /** No answer came to an earlier attempt, and the request is out again. */
    isFindingOut: mutation.isPending && mutation.failureCount > 0,
    reply: mutation.data ?? null,
    shown,
    asked: mutation.variables?.body ?? null,
    error: mutation.error,
    /** It may have been charged all the same: `again` finds out. */
    isOpen: mutation.isError && leavesChargeOpen(mutation.error, repeated || mutation.failureCount > 1),
    forget: mutation.reset,
  };
}

function leavesChargeOpen(error: Error, repeated: boolean): boolean {
  return !(error instanceof ApiError) || error.leavesChargeOpen(repeated);
}
