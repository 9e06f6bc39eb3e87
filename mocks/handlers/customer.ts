import { balanceOf, cyclesOf, subscriptionOf } from '../billing/views.ts';
import type { Endpoint } from '../respond.ts';

export const getAccount: Endpoint = ({ state }) => ({ status: 200, body: state.account });
export const getSubscription: Endpoint = ({ state }) => ({ status: 200, body: subscriptionOf(state) });
export const getBalance: Endpoint = ({ state }) => ({ status: 200, body: balanceOf(state) });
export const getCycles: Endpoint = ({ state }) => ({ status: 200, body: cyclesOf(state) });
