import { useMemo } from 'react';
import { createDayFormats, type DayFormats } from '../units/day-formats.ts';
import type { Formats } from '../units/formats.ts';
import { useFormats } from './formats-context.tsx';

/** How to write figures, moments and days for this customer. */
export function useDayFormats(): Formats & DayFormats {
  const formats = useFormats();
  return useMemo(() => ({ ...formats, ...createDayFormats(formats.locale, formats.timeZone) }), [formats]);
}
