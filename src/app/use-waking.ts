import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { refetchAll } from '../api/query-client.ts';
import { createSleepWatch } from '../api/sleep-watch.ts';

/**
 * Asks for everything again when the machine wakes up, which also sets the client's server clock right, so that
 * nothing stays on screen from before the sleep. A clock that was set is treated alike.
 */
export function useWaking(): void {
  const client = useQueryClient();
  useEffect(() => {
    const hasSlept = createSleepWatch(
      () => Date.now(),
      () => performance.now(),
    );
    function look() {
      if (hasSlept()) void refetchAll(client);
    }
    const timer = setInterval(look, 1000);
    // Timers of a page that nobody looks at may come a minute late.
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('focus', look);
    };
  }, [client]);
}
