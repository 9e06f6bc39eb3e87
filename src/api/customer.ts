import { queryOptions } from '@tanstack/react-query';
import { send } from './client.ts';
import { AccountSchema, BalanceSchema, CyclesSchema, PlansSchema, SubscriptionSchema } from './schemas.ts';

export const accountQueries = {
  current: () =>
    queryOptions({
      queryKey: ['account'],
      queryFn: ({ signal }) => send(AccountSchema, { path: '/v1/account', signal }),
    }),
};

export const subscriptionQueries = {
  current: () =>
    queryOptions({
      queryKey: ['subscription'],
      queryFn: ({ signal }) => send(SubscriptionSchema, { path: '/v1/subscription', signal }),
    }),
};

export const balanceQueries = {
  current: () =>
    queryOptions({
      queryKey: ['balance'],
      queryFn: ({ signal }) => send(BalanceSchema, { path: '/v1/balance', signal }),
    }),
};

export const cycleQueries = {
  all: () =>
    queryOptions({
      queryKey: ['cycles'],
      queryFn: ({ signal }) => send(CyclesSchema, { path: '/v1/cycles', signal }),
    }),
};

export const planQueries = {
  all: () =>
    queryOptions({
      queryKey: ['plans'],
      queryFn: ({ signal }) => send(PlansSchema, { path: '/v1/plans', signal }),
    }),
};
