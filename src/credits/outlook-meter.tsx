import type { Balance, Subscription } from '../api/schemas.ts';
import { CreditMeter } from '../meter/credit-meter.tsx';
import { MeterLegend } from '../meter/meter-legend.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useDayFormats } from '../ui/use-day-formats.ts';
import { FailureNotice } from './failure-notice.tsx';
import { describeForecast, evenUse, meterOutlook, runOutRange } from './outlook.ts';
import { type Outlook, useOutlook } from './use-outlook.ts';

interface OutlookMeterProps {
  balance: Balance;
  subscription: Subscription | undefined;
  size: 'medium' | 'large';
}

/** The meter with its legend, where even spending would be, and whether the credits last: in the bar and in a sentence. */
export default function OutlookMeter({ balance, subscription, size }: OutlookMeterProps) {
  const formats = useDayFormats();
  const outlook = useOutlook(balance, subscription);
  const shown = outlook && meterOutlook(balance, outlook.horizon, outlook.now, outlook.forecast, formats);
  return (
    <>
      <CreditMeter label="Credits in this cycle" size={size} outlook={shown ?? undefined} {...balance} />
      <MeterLegend {...balance}>
        {outlook && <OutlookLegend allowance={balance.allowance} outlook={outlook} />}
      </MeterLegend>
      {outlook ? <OutlookSentence outlook={outlook} /> : !subscription && <Skeleton className={SENTENCE} />}
    </>
  );
}

function OutlookLegend({ allowance, outlook }: { allowance: number; outlook: Outlook }) {
  const formats = useDayFormats();
  const { horizon, now, forecast } = outlook;
  return (
    <>
      <li className="flex items-center gap-2">
        <span aria-hidden="true" className="h-3.5 w-0.5 bg-ink" />
        Even pace{' '}
        <span className="text-ink-muted">{formats.integer(evenUse(allowance, horizon.cycle, now))}</span>
      </li>
      {forecast && runOutRange(forecast, horizon) && (
        <li className="flex items-center gap-2">
          <span aria-hidden="true" className="h-1.5 w-3.5 border-2 border-ink border-t-0" />
          Run-out range
        </li>
      )}
    </>
  );
}

function OutlookSentence({ outlook: { forecast, horizon, failure } }: { outlook: Outlook }) {
  const formats = useDayFormats();
  if (forecast) return <p className={SENTENCE}>{describeForecast(forecast, horizon, formats)}</p>;
  if (!failure) return <Skeleton className={SENTENCE} />;
  return (
    <div className="mt-4">
      <FailureNotice
        error={failure.error}
        what="The forecast could not be loaded. Nothing was charged for asking"
        onRetry={failure.retry}
      />
    </div>
  );
}

const SENTENCE = 'mt-4 min-h-12 sm:min-h-6';
