import { http, type RequestHandler } from 'msw';
import { type Endpoint, type Faults, refused, respondWith } from '../respond.ts';
import type { World } from '../world.ts';
import { getPlans, getRateCard, getRateCardByVersion } from './catalogue.ts';
import { postGeneration, postUpgrade, postUpgradeQuote } from './charges.ts';
import { getAccount, getBalance, getCycles, getSubscription } from './customer.ts';
import { getLedger, getUsage } from './history.ts';

/** Every endpoint of the billing API, in the order in which they are matched. */
export const routes: readonly [method: 'get' | 'post', path: string, endpoint: Endpoint][] = [
  ['get', '/v1/account', getAccount],
  ['get', '/v1/subscription', getSubscription],
  ['get', '/v1/balance', getBalance],
  ['get', '/v1/cycles', getCycles],
  ['get', '/v1/rate-card', getRateCard],
  ['get', '/v1/rate-cards/:version', getRateCardByVersion],
  ['get', '/v1/plans', getPlans],
  ['get', '/v1/usage', getUsage],
  ['get', '/v1/ledger', getLedger],
  ['post', '/v1/generations', postGeneration],
  ['post', '/v1/upgrade-quotes', postUpgradeQuote],
  ['post', '/v1/upgrades', postUpgrade],
];

/** The whole billing API over one world. An unknown path under `/v1` is answered 404, never passed on. */
export function buildHandlers(world: World, faults: Faults): RequestHandler[] {
  const to = (endpoint: Endpoint) => respondWith(world, faults, endpoint);
  return [
    ...routes.map(([method, path, endpoint]) => http[method](`*${path}`, to(endpoint))),
    http.all('*/v1/*', to(notFound)),
  ];
}

const notFound: Endpoint = () =>
  refused({ code: 'not_found', detail: 'The billing API has no such endpoint.' });
