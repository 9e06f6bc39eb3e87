import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ErrorBoundary } from './error-boundary.tsx';

// React reports what it catches; here that is expected.
beforeEach(() => {
  vi.mocked(console.error).mockImplementation(() => {});
});
afterEach(() => {
  expect(console.error).toHaveBeenCalled();
  vi.mocked(console.error).mockReset();
});

function Broken(): never {
  throw new Error('a screen that crashes');
}

test('A screen that crashes says so in its place, whether it charged anything, and what to do; the rest stands', () => {
  render(
    <>
      <header>39,000 left</header>
      <ErrorBoundary resetKey="/usage">
        <Broken />
      </ErrorBoundary>
    </>,
  );
  expect(screen.getByText('39,000 left')).toBeVisible();
  expect(screen.getByRole('alert')).toHaveTextContent('This screen cannot be shown');
  expect(screen.getByRole('alert')).toHaveTextContent('Nothing was charged by it.');
  expect(screen.getByRole('button', { name: 'Reload the page' })).toBeVisible();
});

test('Another path gets another try', () => {
  const at = (path: string) => (
    <ErrorBoundary resetKey={path}>{path === '/usage' ? <Broken /> : 'All well'}</ErrorBoundary>
  );
  const { rerender } = render(at('/usage'));
  expect(screen.getByRole('alert')).toBeVisible();
  rerender(at('/plan'));
  expect(screen.getByText('All well')).toBeVisible();
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});
