/** Whether the server still knows who is asking: a 401 ends the session, any other reply shows that it lives. */
let ended = false;
const listeners = new Set<() => void>();

export const session = {
  isEnded: () => ended,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  heard(status: number) {
    if (ended === (status === 401)) return;
    ended = status === 401;
    for (const listener of listeners) listener();
  },
};
