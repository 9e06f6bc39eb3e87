import type { UserEvent } from '@testing-library/user-event';
import { expect } from 'vitest';

/** Moves the focus with the Tab key until it is there. */
export async function tabTo(user: UserEvent, element: HTMLElement): Promise<void> {
  for (let presses = 0; presses < 60 && document.activeElement !== element; presses += 1) await user.tab();
  expect(element).toHaveFocus();
}
