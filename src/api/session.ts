/**
 * Whether the server still knows who is asking: a 401 ends the session, a good reply shows that it lives. Any other
 * may come from a gateway that never asked, and shows neither.
 */
let ended = false;
const listeners = new Set<() => void>();

export const session = {
  isEnded: () => ended,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  heard(status: number) {
    const ends = status === 401;
    if (ends === ended || (status > 299 && !ends)) return;
    ended = ends;
    for (const listener of listeners) listener();
  },
};
