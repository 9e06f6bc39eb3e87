import { queryOptions } from '@tanstack/react-query';
import type { SnapshotLibrary, SupportTools, WorldTools } from '../api/schemas/support.ts';

/** What support asks the sandbox itself. A charge or a move of the clock, in any tab, asks for all of it again. */
export const supportQueries = {
  tools: (load: () => Promise<SupportTools>) =>
    queryOptions({
      queryKey: ['support', 'tools'],
      queryFn: load,
      staleTime: Number.POSITIVE_INFINITY,
      meta: { frozen: true },
    }),
  scenarios: (tools: SupportTools) =>
    queryOptions({ queryKey: ['support', 'scenarios'], queryFn: () => tools.scenarios() }),
  /** A clock that runs is looked at every second. */
  clock: (world: WorldTools) =>
    queryOptions({
      queryKey: ['support', 'clock'],
      queryFn: () => world.clock(),
      refetchInterval: ({ state }) => (state.data?.frozen === false ? 1000 : false),
    }),
  factsNow: (world: WorldTools) =>
    queryOptions({
      queryKey: ['support', 'facts'],
      queryFn: async () => world.factsAt((await world.clock()).now),
    }),
  interestingMoments: (world: WorldTools) =>
    queryOptions({ queryKey: ['support', 'moments'], queryFn: () => world.interestingMoments() }),
  timeline: (world: WorldTools) =>
    queryOptions({ queryKey: ['support', 'timeline'], queryFn: () => world.timeline() }),
  explanation: (world: WorldTools, entryId: string) =>
    queryOptions({ queryKey: ['support', 'explanation', entryId], queryFn: () => world.explain(entryId) }),
  requests: (world: WorldTools) =>
    queryOptions({ queryKey: ['support', 'requests'], queryFn: () => world.requests() }),
  snapshots: (library: SnapshotLibrary) =>
    queryOptions({ queryKey: ['support', 'snapshots'], queryFn: () => library.list() }),
};
