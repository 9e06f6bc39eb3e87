import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQueries } from '../api/customer.ts';
import type { Subscription } from '../api/schemas.ts';
import { serverClock } from '../api/server-clock.ts';
import { Button } from '../ui/button.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useDayFormats } from '../ui/use-day-formats.ts';
import { instantAt } from '../units/instants.ts';
import { RenewalMoments } from './renewal-moments.tsx';
import { renewalReasons } from './renewal-reason.ts';
import { UpcomingDates } from './upcoming-dates.tsx';

/** Both moments to come, why they are then, those after them, and all of them for one's own calendar. */
export function RenewalCard({ subscription }: { subscription: Subscription }) {
  const formats = useDayFormats();
  const [open, setOpen] = useState(false);
  const { resets, charges } = subscription.upcoming;
  return (
    <>
      <RenewalMoments subscription={subscription} />
      <p className="mt-4 text-ink-muted text-sm">{renewalReasons(subscription, formats).join(' ')}</p>
      <div className="mt-4 flex flex-wrap items-start gap-x-6 gap-y-3">
        {resets.length + charges.length > 0 && (
          <details className="open:basis-full" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
            <summary className="min-h-9 w-fit py-1.5 text-sm underline underline-offset-4">
              All dates to come
            </summary>
            {open && <UpcomingDates subscription={subscription} />}
          </details>
        )}
        {(resets.length + charges.length > 0 || subscription.status === 'canceling') && (
          <AddToCalendar subscription={subscription} />
        )}
      </div>
    </>
  );
}

function AddToCalendar({ subscription }: { subscription: Subscription }) {
  const formats = useDayFormats();
  const { data: account } = useQuery(accountQueries.current());
  const [failed, setFailed] = useState(false);

  async function save() {
    const now = serverClock.now();
    if (!account || now === null) return;
    try {
      const { renewalCalendar } = await import('./renewal-calendar.ts');
      const text = renewalCalendar(subscription, account.id, instantAt(now), formats);
      saveFile('ai-credits.ics', 'text/calendar;charset=utf-8', text);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }

  return (
    <div>
      <Button aria-disabled={!account} className="print:hidden" onClick={() => void save()}>
        Add to calendar
      </Button>
      <p role="status" className="text-danger text-sm">
        {failed && 'The calendar file could not be made. Check your connection and try again.'}
      </p>
    </div>
  );
}
