import { useFormats } from '../ui/formats-context.tsx';
import './credit-meter.css';
import { describeMeter, type MeterReading, meterParts } from './meter-parts.ts';
import { KIND_COLORS } from './tool-kinds.ts';

interface CreditMeterProps extends MeterReading {
  label: string;
  size: 'small' | 'medium' | 'large';
  /** Credits that the full width stands for, where several meters share one scale. */
  scale?: number;
  /** Where the cycle stands in time, for a meter without anything pending. */
  outlook?: MeterOutlook | undefined;
}

/** Time on the scale of a meter: from 0 at the start of its cycle to 1 at the end. */
export interface MeterOutlook {
  /** Now, which is also where even spending would be. */
  pace: number;
  /** When the credits run out, as a range. */
  runOut?: { from: number; to: number } | undefined;
  /** Both in words. */
  words: string;
}

/**
 * The cycle's allowance as a bar: used by kind of media from the start, what the action pointed at would take
 * hatched after it, the empty rest, and past the end, in red, what would be missing. Whatever is not zero is visible.
 */
export function CreditMeter({ label, size, scale, outlook, ...reading }: CreditMeterProps) {
  const formats = useFormats();
  const { segments, pendingFits, rest, missing } = meterParts(reading);
  const { allowance, used } = reading;
  const spare = Math.max(0, (scale ?? 0) - allowance - missing);
  return (
    <div className={`credit-meter credit-meter-${size}`}>
      <div
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={allowance}
        aria-valuenow={Math.min(used, allowance)}
        aria-valuetext={[describeMeter(reading, formats), outlook?.words].filter(Boolean).join(' ')}
        className="credit-meter-bar"
        style={{ flexGrow: allowance }}
      >
        {segments.map(({ kind, credits }) => (
          <span key={kind} data-part={kind} style={{ flexGrow: credits, background: KIND_COLORS[kind] }} />
        ))}
        {pendingFits > 0 && <span data-part="pending" style={{ flexGrow: pendingFits }} />}
        {rest > 0 && <span data-part="rest" style={{ flexGrow: rest }} />}
      </div>
      {missing > 0 && (
        <div className="credit-meter-missing" style={{ flexGrow: Math.min(missing, allowance * 0.5) }}>
          <span data-part="missing" />
          {size !== 'small' && <span className="credit-meter-amount">{formats.integer(missing)} short</span>}
        </div>
      )}
      {spare > 0 && <div style={{ flexGrow: spare }} />}
      {outlook && <span data-part="pace" style={{ insetInlineStart: `${100 * outlook.pace}%` }} />}
      {outlook?.runOut && (
        <span
          data-part="run-out"
          style={{
            insetInlineStart: `${100 * outlook.runOut.from}%`,
            insetInlineEnd: `${100 * (1 - outlook.runOut.to)}%`,
          }}
        />
      )}
    </div>
  );
}
