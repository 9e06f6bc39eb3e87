import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createFormats } from '../units/formats.ts';
import { FormatsProvider } from './formats-context.tsx';
import { Moment } from './moment.tsx';

test.each([
  ['Europe/Berlin', 'Sat, Dec 12, 2026, 2:05 PM GMT+1 Europe/Berlin, 1:05 PM UTC'],
  ['America/New_York', 'Sat, Dec 12, 2026, 8:05 AM EST America/New York, 1:05 PM UTC'],
  ['UTC', 'Sat, Dec 12, 2026, 1:05 PM UTC'],
])('A moment in %s names each zone once', (timeZone, text) => {
  const { container } = render(
    <FormatsProvider formats={createFormats('en-US', timeZone)}>
      <Moment at="2026-12-12T13:05:00Z" />
    </FormatsProvider>,
  );
  expect(container.textContent?.replaceAll('\u202f', ' ')).toBe(text);
  expect(container.querySelector('time')).toHaveAttribute('datetime', '2026-12-12T13:05:00Z');
});
