import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface Props {
  /** Changing it gives the content another try: a new path, or newer data. */
  resetKey: unknown;
  /** What could not be shown: `Your balance`. The whole screen unless told. */
  what?: string;
  children: ReactNode;
}

/** A part that crashed says so in its place, and the rest stands. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(previous: Props) {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <ScreenFailure what={this.props.what} /> : this.props.children;
  }
}

interface ScreenFailureProps {
  what?: string | undefined;
  reason?: string;
}

export function ScreenFailure({ what = 'This screen', reason }: ScreenFailureProps) {
  return (
    <Notice
      tone="stop"
      announced
      title={`${what} cannot be shown`}
      actions={<Button onClick={() => location.reload()}>Reload the page</Button>}
    >
      {reason ?? 'Something in this page failed. Nothing was charged by it.'}
    </Notice>
  );
}
