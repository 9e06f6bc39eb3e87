import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { balanceQueries } from '../api/customer.ts';
import { useFormats } from '../ui/formats-context.tsx';

/** Says that the device has no connection, for as long as it has none, and of when the figures on screen are. */
export function OfflineNotice() {
  const formats = useFormats();
  const { data: balance } = useQuery(balanceQueries.current());
  const offline = useSyncExternalStore(onConnectionChange, () => !navigator.onLine);
  return (
    <p role="status" className={offline ? 'border-hairline border-b py-2 text-sm' : 'sr-only'}>
      {offline && 'You are offline. '}
      {offline && balance && `The figures are those of ${formats.moment(balance.asOf).local}.`}
    </p>
  );
}

function onConnectionChange(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}
