import { useSyncExternalStore } from 'react';
import { session } from '../api/session.ts';
import { Notice } from '../ui/notice.tsx';

/** Says on every screen that the session has ended, with the way to sign in again. */
export function SessionNotice() {
  const ended = useSyncExternalStore(session.subscribe, session.isEnded);
  const loginUrl = import.meta.env.VITE_LOGIN_URL;
  if (!ended) return null;
  return (
    <div className="pt-4">
      <Notice
        tone="stop"
        announced
        title="Your session has ended"
        actions={
          loginUrl && (
            <a className="underline underline-offset-4" href={loginUrl}>
              Sign in again
            </a>
          )
        }
      >
        Sign in again to go on. A charge that was under way is found out about then, and never made twice.
      </Notice>
    </div>
  );
}
