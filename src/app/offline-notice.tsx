import { useEffect, useState } from 'react';
import { serverClock } from '../api/server-clock.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { instantAt } from '../units/instants.ts';

/** Says that the device has no connection, for as long as it has none, and of when the figures on screen are. */
export function OfflineNotice() {
  const formats = useFormats();
  const [offline, setOffline] = useState(!navigator.onLine);
  const [since, setSince] = useState<number | null>(null);

  useEffect(() => {
    function check() {
      setOffline(!navigator.onLine);
      setSince(serverClock.now());
    }
    addEventListener('online', check);
    addEventListener('offline', check);
    return () => {
      removeEventListener('online', check);
      removeEventListener('offline', check);
    };
  }, []);

  return (
    <p role="status" className={offline ? 'border-hairline border-b py-2 text-sm' : 'sr-only'}>
      {offline && 'You are offline. '}
      {offline && since !== null && `The figures are those of ${formats.moment(instantAt(since)).local}.`}
    </p>
  );
}
