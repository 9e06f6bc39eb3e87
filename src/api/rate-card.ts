import { queryOptions } from '@tanstack/react-query';
import * as v from 'valibot';
import { parseRateCard, type RateCard } from '../estimator/index.ts';
import { send } from './client.ts';

/** A rate card off the wire, held to every rule of the card, duplicates included. */
const RateCardReplySchema = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, RateCard>(({ dataset, addIssue, NEVER }) => {
    const parsed = parseRateCard(dataset.value);
    if (parsed.ok) return parsed.rateCard;
    for (const { path, message } of parsed.faults) addIssue({ message: `${path}: ${message}` });
    return NEVER;
  }),
);

export const rateCardQueries = {
  inForce: () =>
    queryOptions({
      queryKey: ['rate-card'],
      queryFn: ({ signal }) => send(RateCardReplySchema, { path: '/v1/rate-card', signal }),
    }),
  /** The card of that version, which never changes. */
  version: (version: string) =>
    queryOptions({
      queryKey: ['rate-card', version],
      queryFn: ({ signal }) =>
        send(RateCardReplySchema, { path: `/v1/rate-cards/${encodeURIComponent(version)}`, signal }),
      staleTime: Number.POSITIVE_INFINITY,
      meta: { frozen: true },
    }),
};
