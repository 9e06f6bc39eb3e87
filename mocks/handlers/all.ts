import { http, type RequestHandler } from 'msw';
import { type Endpoint, type Faults, refused, respondWith } from '../respond.ts';
import type { World } from '../world.ts';
import { getPlans, getRateCard, getRateCardByVersion } from './catalogue.ts';
import { postGeneration, postUpgrade, postUpgradeQuote } from './charges.ts';
import { getAccount, getBalance, getCycles, getSubscription } from './customer.ts';
import { getLedger, getUsage } from './history.ts';

/** The whole billing API over one world. An unknown path under `/v1` is answered 404, never passed on. */
export function buildHandlers(world: World, faults: Faults): RequestHandler[] {
  const to = (endpoint: Endpoint) => respondWith(world, faults, endpoint);
  return [
    http.get('*/v1/account', to(getAccount)),
    http.get('*/v1/subscription', to(getSubscription)),
    http.get('*/v1/balance', to(getBalance)),
    http.get('*/v1/cycles', to(getCycles)),
    http.get('*/v1/rate-card', to(getRateCard)),
    http.get('*/v1/rate-cards/:version', to(getRateCardByVersion)),
    http.get('*/v1/plans', to(getPlans)),
    http.get('*/v1/usage', to(getUsage)),
    http.get('*/v1/ledger', to(getLedger)),
    http.post('*/v1/generations', to(postGeneration)),
    http.post('*/v1/upgrade-quotes', to(postUpgradeQuote)),
    http.post('*/v1/upgrades', to(postUpgrade)),
    http.all('*/v1/*', to(notFound)),
  ];
}

const notFound: Endpoint = () =>
  refused({ code: 'not_found', detail: 'The billing API has no such endpoint.' });
