import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { generationMutations } from '../api/charges.ts';
import type { GenerationBody } from '../api/schemas.ts';

/**
 * Starts generations, one at a time. Each press gets a key of its own; `again` repeats the last request under its
 * old key, which cannot charge twice.
 */
export function useGeneration() {
  const mutation = useMutation(generationMutations.start());
  const inFlight = useRef(false);

  function send(variables: { body: GenerationBody; idempotencyKey: string }) {
    if (inFlight.current) return;
    inFlight.current = true;
    mutation.mutate(variables, {
      onSettled: () => {
        inFlight.current = false;
      },
    });
  }

  return {
    start: (body: GenerationBody) => send({ body, idempotencyKey: crypto.randomUUID() }),
    again: () => mutation.variables && send(mutation.variables),
    isPending: mutation.isPending,
    reply: mutation.data ?? null,
    asked: mutation.variables?.body ?? null,
    error: mutation.error,
    forget: mutation.reset,
  };
}
