import type { GenerationRequest } from '../api/schemas.ts';

/** Starts a generation as another tab of the same customer would, without telling the page under test. */
export async function spendElsewhere(request: GenerationRequest, credits: number): Promise<void> {
  const response = await fetch('/v1/generations', {
    method: 'POST',
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ request, credits, rateCardVersion: '2026-01' }),
  });
  if (!response.ok) throw new Error(`The other tab was refused: ${await response.text()}`);
}
