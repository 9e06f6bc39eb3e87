import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { ErrorBoundary } from '../credits/error-boundary.tsx';
import { CreateIcon, OverviewIcon, PlanIcon, SupportIcon, ThemeIcon, UsageIcon } from '../ui/icons.tsx';
import { HeaderCredits } from './header-credits.tsx';
import { Help } from './help.tsx';
import { OfflineNotice } from './offline-notice.tsx';
import { useSandbox } from './sandbox.ts';
import { SandboxNotice } from './sandbox-notice.tsx';
import { SessionNotice } from './session-notice.tsx';
import { SupportScreen } from './support-console.ts';
import { useTheme } from './theme.ts';

const SCREENS = [
  { path: '/', label: 'Overview', Icon: OverviewIcon },
  { path: '/create', label: 'Create', Icon: CreateIcon },
  { path: '/usage', label: 'Usage', Icon: UsageIcon },
  { path: '/plan', label: 'Plan', Icon: PlanIcon },
] as const;

/** Header, navigation and the place for a screen: a rail beside it from 1,024 px, a bar at the bottom below that. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  return (
    <div className="mx-auto min-h-dvh max-w-page px-4 pb-10 max-lg:tall:pb-24 sm:px-6">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:start-2 focus:top-2 focus:z-30 focus:bg-surface-raised focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <header className="tall:sticky top-0 z-20 -mx-4 flex min-h-16 items-center justify-between gap-3 border-hairline border-b bg-surface px-4 sm:mx-0 sm:px-0">
        <Link href="/" className="hidden font-semibold tracking-tight sm:block">
          AI credits
        </Link>
        <div className="flex grow items-center justify-end gap-1 sm:gap-3">
          <ErrorBoundary resetKey={location} what="Your balance">
            <HeaderCredits />
          </ErrorBoundary>
          <div className="flex items-center print:hidden">
            <Help />
            <ThemeButton />
          </div>
        </div>
      </header>
      <SandboxNotice />
      <OfflineNotice />
      <SessionNotice />
      <div className="lg:grid lg:grid-cols-[9.5rem_minmax(0,1fr)] lg:gap-10">
        <Navigation />
        <main id="main" tabIndex={-1} className="min-w-0 pt-6 outline-none lg:pt-8">
          {children}
        </main>
      </div>
    </div>
  );
}

function Navigation() {
  const [location] = useLocation();
  return (
    <nav
      aria-label="Screens"
      className="max-lg:tall:fixed inset-x-0 bottom-0 z-10 border-hairline bg-surface pb-[env(safe-area-inset-bottom)] max-lg:tall:border-t lg:bg-transparent lg:pt-8 print:hidden"
    >
      <ul className="flex justify-around lg:sticky lg:top-24 lg:flex-col lg:gap-1">
        {SCREENS.map(({ path, label, Icon }) => {
          const current = path === '/' ? location === '/' : location.startsWith(path);
          return (
            <li key={path} className="grow">
              <Link
                href={path}
                aria-current={current ? 'page' : undefined}
                className={current ? CURRENT : OTHER}
              >
                <Icon />
                {label}
              </Link>
            </li>
          );
        })}
        <SupportLink />
      </ul>
    </nav>
  );
}

const ITEM =
  'flex flex-col items-center gap-0.5 rounded-md px-2 py-2 text-xs lg:flex-row lg:gap-2.5 lg:text-sm';
const CURRENT = `${ITEM} font-semibold text-ink lg:bg-surface-sunken`;
const OTHER = `${ITEM} text-ink-muted hover:text-ink`;

/** In front of a real API it leaves the customer's page: the console is about a sandbox, which opens with the page. */
function SupportLink() {
  const sandbox = useSandbox();
  const [location] = useLocation();
  if (SupportScreen === null || (sandbox === null && import.meta.env.VITE_SUPPORT_CONSOLE !== '1'))
    return null;
  const current = location.startsWith('/support');
  const content = (
    <>
      <SupportIcon />
      Support
    </>
  );
  return (
    <li className="grow">
      {sandbox === null ? (
        <a href="/support?scenario=demo" className={OTHER}>
          {content}
        </a>
      ) : (
        <Link
          href="/support"
          aria-current={current ? 'page' : undefined}
          className={current ? CURRENT : OTHER}
        >
          {content}
        </Link>
      )}
    </li>
  );
}

function ThemeButton() {
  const { theme, themeSwitched } = useTheme();
  return (
    <button
      type="button"
      aria-label="Theme"
      aria-description={`Now: ${theme}`}
      title={`Theme: ${theme}`}
      onClick={themeSwitched}
      className="grid size-9 place-items-center rounded-md hover:bg-surface-sunken"
    >
      <ThemeIcon />
    </button>
  );
}
