import { render, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CreditMeter } from './credit-meter.tsx';

const SMALL = { label: 'Credits in this cycle', size: 'small' } as const;
const LARGE = { label: 'Credits in this cycle', size: 'large' } as const;

const videoOf240K = (used: number) => ({ allowance: 240_000, used, usedByTool: { 'text-to-video': used } });

function meter(): HTMLElement {
  return screen.getByRole('meter', { name: 'Credits in this cycle' });
}

test('A meter runs from 0 to the allowance, stands at what is used and says all it shows', () => {
  render(<CreditMeter {...LARGE} {...videoOf240K(1000)} />);
  expect(meter()).toHaveAttribute('aria-valuemin', '0');
  expect(meter()).toHaveAttribute('aria-valuemax', '240000');
  expect(meter()).toHaveAttribute('aria-valuenow', '1000');
  expect(meter()).toHaveAttribute(
    'aria-valuetext',
    '1,000 of 240,000 credits used: video 1,000. 239,000 left.',
  );
});

test.each([
  [1, '1 of 240,000 credits used: video 1. 239,999 left.'],
  [239_999, '239,999 of 240,000 credits used: video 239,999. 1 left.'],
])('With %d of 240,000 used, both what is used and what is left have a part of the bar', (used, words) => {
  render(<CreditMeter {...SMALL} {...videoOf240K(used)} />);
  expect(meter()).toHaveAttribute('aria-valuetext', words);
  const widths = [...meter().children].map((part) => (part as HTMLElement).style.flexGrow);
  expect(widths).toEqual([`${used}`, `${240_000 - used}`]);
});

test('With everything used there is no empty rest, and with nothing used nothing but', () => {
  const { rerender } = render(<CreditMeter {...SMALL} {...videoOf240K(240_000)} />);
  expect(meter().children).toHaveLength(1);
  expect(meter()).toHaveAttribute('aria-valuetext', expect.stringContaining(' 0 left.'));
  rerender(<CreditMeter {...SMALL} allowance={240_000} used={0} usedByTool={{}} />);
  expect(meter().children).toHaveLength(1);
  expect(meter()).toHaveAttribute('aria-valuenow', '0');
});

test('A meter never claims to stand past its end, even where more is used than it holds', () => {
  render(
    <CreditMeter {...SMALL} allowance={40_000} used={41_000} usedByTool={{ 'text-to-video': 41_000 }} />,
  );
  expect(meter()).toHaveAttribute('aria-valuenow', '40000');
});

test('What does not fit hangs over the end with the missing amount: 4,000 of 540 are 3,460 short', () => {
  const nearlyOut = { allowance: 40_000, used: 39_460, usedByTool: { 'text-to-video': 39_460 } };
  const { container } = render(<CreditMeter {...LARGE} {...nearlyOut} pending={4000} />);
  expect(meter()).toHaveAttribute(
    'aria-valuetext',
    expect.stringContaining('This takes 4,000: 3,460 short.'),
  );
  expect(within(container).getByText('3,460 short')).toBeVisible();
});
