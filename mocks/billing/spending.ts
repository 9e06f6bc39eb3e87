import * as v from 'valibot';
import { GenerationBodySchema } from '../../src/api/schemas.ts';
import { estimate, type RateCard } from '../../src/estimator/index.ts';
import { type Catalogue, rateCardInForce } from './catalogue.ts';
import { cheapestCovering } from './plans.ts';
import { faultIn, type Refusal } from './refusal.ts';
import type { BillingState, Idempotency, NewEvent } from './state.ts';
import { remainingOf, statusOf, usedOf } from './views.ts';

export type Decision = { event: NewEvent } | { refusal: Refusal };

/**
 * Decides on a generation at `state.at`, after replayed keys are dealt with. Checked in this order: status, tool in
 * plan, valid request, price, balance. Nobody pays a figure other than the one that was shown to them.
 */
export function decideGeneration(
  state: BillingState,
  body: unknown,
  catalogue: Catalogue,
  idempotency?: Idempotency,
): Decision {
  const { plan, interval } = state.subscription;
  const status = statusOf(state);
  if (status === 'past_due') {
    return refuse(
      'subscription_past_due',
      'A payment is missing. Nothing was charged. Pay it in your account, then try again.',
    );
  }
  if (status === 'ended') {
    return refuse(
      'subscription_ended',
      'The plan has ended. Nothing was charged. Subscribe again to generate.',
    );
  }
  const rateCard = rateCardInForce(catalogue.rateCards, state.at);
  const tool = toolOf(body);
  if (tool !== undefined && !plan.tools.includes(tool) && isKnown(tool, rateCard, catalogue)) {
    return refuse('tool_not_in_plan', `${plan.name} does not include this tool. Nothing was charged.`);
  }
  const parsed = v.safeParse(GenerationBodySchema, body);
  if (!parsed.success) return refuse('invalid_request', `${faultIn(parsed.issues)}. Nothing was charged.`);
  const { request, credits, voiceName } = parsed.output;
  if (request.tool === 'voice-clone' && voiceName === undefined) {
    return refuse('invalid_request', 'A cloned voice needs a name: send voiceName. Nothing was charged.');
  }
  if (request.tool !== 'voice-clone' && voiceName !== undefined) {
    return refuse('invalid_request', 'Only a voice clone takes voiceName. Nothing was charged.');
  }
  const priced = estimate(rateCard, request);
  if (!priced.ok) return refuse('invalid_request', `${priced.message} Nothing was charged.`);
  if (priced.credits !== credits) {
    return {
      refusal: {
        code: 'price_changed',
        detail:
          'The price has changed since it was shown. Nothing was charged. Agree to the new price to go on.',
        estimate: priced,
      },
    };
  }
  const remaining = remainingOf(state);
  if (priced.credits > remaining) {
    // A plan that is canceled cannot be upgraded.
    const offered = status === 'active' ? catalogue.plans : [];
    const target = cheapestCovering(offered, plan, interval, usedOf(state), priced.credits);
    return {
      refusal: {
        code: 'insufficient_credits',
        detail: 'There are not enough credits left in this cycle. Nothing was charged.',
        required: priced.credits,
        remaining,
        planId: target?.id ?? null,
      },
    };
  }
  return {
    event: {
      kind: 'generation',
      request,
      estimate: priced,
      ...(voiceName && { voiceName }),
      ...(idempotency && { idempotency }),
    },
  };
}

function refuse(code: Refusal['code'], detail: string): Decision {
  return { refusal: { code, detail } };
}

function toolOf(body: unknown): string | undefined {
  const parsed = v.safeParse(v.object({ request: v.object({ tool: v.string() }) }), body);
  return parsed.success ? parsed.output.request.tool : undefined;
}

/** A tool that is sold or priced today; any other is not a locked tool but a mistake. */
function isKnown(tool: string, rateCard: RateCard, { plans }: Catalogue): boolean {
  return [...plans.flatMap((plan) => plan.tools), ...rateCard.rules.map((rule) => rule.tool)].includes(tool);
}
