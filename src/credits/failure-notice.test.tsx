import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { FormatsProvider } from '../ui/formats-context.tsx';
import { createFormats } from '../units/formats.ts';
import { FailureNotice } from './failure-notice.tsx';

function problem(code: string, status: number, detail: string): ApiError {
  const described = { type: 'about:blank', title: code, status, code, detail };
  return new ApiError({ kind: 'problem', requestId: 'request-1', status, problem: described });
}

function show(error: ApiError) {
  render(
    <FormatsProvider formats={createFormats('en-US', 'UTC')}>
      <FailureNotice error={error} what="The ledger could not be loaded" onRetry={() => {}} />
    </FormatsProvider>,
  );
}

test('What a capture does not hold is said without alarm, and nobody is sent to try again', () => {
  show(problem('not_in_snapshot', 404, 'The customer’s browser did not hold this.'));
  expect(screen.getByRole('status')).toHaveTextContent('The customer’s browser did not hold this.');
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('Any other failure is an alert with its request id and a way to try again', () => {
  show(problem('not_found', 404, 'There is no such entry.'));
  expect(screen.getByRole('alert')).toHaveTextContent('There is no such entry.Request request-1');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
});
