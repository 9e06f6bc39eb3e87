import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { generationMutations, type Keyed } from '../api/charges.ts';
import type { GenerationBody, GenerationReply } from '../api/schemas.ts';
import type { Estimate, GenerationRequest } from '../estimator/index.ts';
import { type Unsettled, useUnsettled } from './unsettled.ts';

/**
 * Starts generations, one at a time. Each press gets a key of its own, kept until its outcome is known: `again`, and a
 * reload, repeat the request under its old key, which finds out what happened and cannot charge twice. `place` says
 * whose and which form's charge it is.
 */
export function useGeneration(place: string) {
  const { asked, settled } = useUnsettled.getState();
  const inFlight = useRef(false);
  const mutation: UseMutationResult<GenerationReply, Error, Keyed<GenerationBody>> = useMutation({
    ...generationMutations.start(),
    onSuccess: (_, { idempotencyKey }) => settled(place, idempotencyKey),
    onSettled: () => {
      inFlight.current = false;
    },
    onError: (error, { idempotencyKey }) => {
      if (!leavesChargeOpen(error)) settled(place, idempotencyKey);
    },
  });
  /** The price as it stood on the button. */
  const [shown, setShown] = useState<Estimate | null>(null);

  function send({ body, idempotencyKey }: Unsettled, wasOpen: boolean) {
    if (inFlight.current) return;
    inFlight.current = true;
    asked(place, { body, idempotencyKey });
    mutation.mutate({ body, idempotencyKey, wasOpen });
  }

  const isOpen = mutation.isError && leavesChargeOpen(mutation.error);

  /** The charge whose outcome this form does not know, though a form before it may have heard of it meanwhile. */
  function left(): Unsettled | undefined {
    return useUnsettled.getState().charges[place] ?? (isOpen ? mutation.variables : undefined);
  }

  function again() {
    const charge = left();
    if (charge) send(charge, true);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only what an earlier page or form left behind.
  useEffect(again, []);

  return {
    start(request: GenerationRequest, price: Estimate, voiceName?: string) {
      const { credits, rateCardVersion } = price;
      const body = { request, credits, rateCardVersion, ...(voiceName !== undefined && { voiceName }) };
      const open = left();
      if (open) {
        // What became of the last press comes first; only the very same one may be asked again from here.
        if (JSON.stringify(open.body) === JSON.stringify(body)) send(open, true);
        return;
      }
      setShown(price);
      send({ body, idempotencyKey: crypto.randomUUID() }, false);
    },
    again,
    isPending: mutation.isPending,
    /** How the last attempt failed, while another one is made. */
    lastFailure: mutation.isPending ? mutation.failureReason : null,
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

function leavesChargeOpen(error: Error): boolean {
  return !(error instanceof ApiError) || error.leavesChargeOpen;
}

function priceChangedTo(error: Error | null): Estimate | null {
  if (!(error instanceof ApiError) || error.code !== 'price_changed') return null;
  return error.problem?.estimate ?? null;
}
