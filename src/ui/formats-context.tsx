import { createContext, type ReactNode, useContext } from 'react';
import { createFormats, type Formats } from '../units/formats.ts';

const device = Intl.DateTimeFormat().resolvedOptions();
const FormatsContext = createContext<Formats>(createFormats(device.locale, device.timeZone));

/** Figures, money and time in the customer's language and zone, for all below. */
export function FormatsProvider({ formats, children }: { formats: Formats; children: ReactNode }) {
  return <FormatsContext value={formats}>{children}</FormatsContext>;
}

/** How to write figures, money and time for this customer; the device's way where they have stated none. */
export function useFormats(): Formats {
  return useContext(FormatsContext);
}
