import type { RateCard } from '../../src/estimator/index.ts';
import { rateCardInForce } from '../billing/catalogue.ts';
import { offeredPlans } from '../billing/views.ts';
import { type Endpoint, type Input, type Reply, refused } from '../respond.ts';

export const getPlans: Endpoint = ({ state, catalogue }) => ({
  status: 200,
  body: offeredPlans(state, catalogue.plans),
});

export const getRateCard: Endpoint = ({ now, catalogue }, input) =>
  rateCardReply(rateCardInForce(catalogue.rateCards, now), input);

export const getRateCardByVersion: Endpoint = ({ catalogue }, input) => {
  const card = catalogue.rateCards.find(({ version }) => version === input.params.version);
  return card
    ? rateCardReply(card, input)
    : refused({ code: 'not_found', detail: `There is no rate card ${input.params.version}.` });
};

function rateCardReply(card: RateCard, { ifNoneMatch }: Input): Reply {
  const headers = { ETag: `"${card.version}"` };
  return ifNoneMatch === headers.ETag
    ? { status: 304, body: null, headers }
    : { status: 200, body: card, headers };
}
