import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

interface Props {
  /** Changing it gives the content another try, such as a new path. */
  resetKey: string;
  children: ReactNode;
}

/** The last resort: a part that crashed says so in its place, and the rest stands. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(previous: Props) {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? <ScreenFailure /> : this.props.children;
  }
}

export function ScreenFailure({ reason }: { reason?: string }) {
  return (
    <Notice
      tone="stop"
      announced
      title="This screen cannot be shown"
      actions={<Button onClick={() => location.reload()}>Reload the page</Button>}
    >
      {reason ?? 'Something in this page failed. Nothing was charged by it.'}
    </Notice>
  );
}
