import { render, screen } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { FormatsProvider } from '../ui/formats-context.tsx';
import { createFormats } from '../units/formats.ts';
import { Loaded } from './loaded.tsx';

const settled = { dataUpdatedAt: 0, error: null, refetch: () => undefined };

describe('A load that fails', () => {
  const fail = (query: { data: string | undefined; dataUpdatedAt: number }) =>
    render(
      <FormatsProvider formats={createFormats('en-US', 'UTC')}>
        <Loaded
          query={{ ...settled, ...query, error: new Error('lost') }}
          waiting="…"
          failure="Your balance could not be loaded"
        >
          {(data) => <p>{data}</p>}
        </Loaded>
      </FormatsProvider>,
    );

  test('says that it charged nothing itself, and no more: beside it a charge may stand, or its outcome be unknown', () => {
    fail({ data: undefined, dataUpdatedAt: 0 });
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Your balance could not be loaded. Nothing was charged for asking');
    expect(alert).not.toHaveTextContent(/Nothing was charged(?! for asking)/);
  });

  test('says the same over what is known already', () => {
    fail({ data: '39,000 left', dataUpdatedAt: 0 });
    const alert = screen.getByRole('alert');
    expect(alert).toHaveTextContent('Your balance could not be loaded again. Nothing was charged for asking');
    expect(alert).not.toHaveTextContent(/Nothing was charged(?! for asking)/);
    expect(screen.getByText('39,000 left')).toBeVisible();
  });
});

test('A card that crashes says so in its place, and its neighbours stand', () => {
  // React reports what it catches; here that is expected.
  vi.mocked(console.error).mockImplementation(() => {});
  const card = (text: string, crash: boolean) => (
    <Loaded query={{ ...settled, data: text }} waiting="…" failure="It could not be loaded">
      {(data) => {
        if (crash) throw new Error(`${data} cannot be arranged`);
        return <p>{data}</p>;
      }}
    </Loaded>
  );
  render(
    <FormatsProvider formats={createFormats('en-US', 'UTC')}>
      {card('39,000 left', false)}
      {card('By tool', true)}
      {card('Last entries', false)}
    </FormatsProvider>,
  );
  expect(screen.getByText('39,000 left')).toBeVisible();
  expect(screen.getByText('Last entries')).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('This part cannot be shown');
  expect(screen.getByRole('alert')).toHaveTextContent('Nothing was charged by it.');
  expect(console.error).toHaveBeenCalled();
  vi.mocked(console.error).mockReset();
});
