import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { onCustomerChange } from '../api/client.ts';
import { accountQueries } from '../api/customer.ts';
import type { Sandbox } from '../api/schemas/support.ts';
import { ErrorBoundary } from '../credits/error-boundary.tsx';
import { OverviewScreen } from '../overview/overview-screen.tsx';
import { FormatsProvider } from '../ui/formats-context.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { createFormats } from '../units/formats.ts';
import { SandboxContext, useSandbox } from './sandbox.ts';
import { Shell } from './shell.tsx';
import { SupportScreen } from './support-console.ts';
import { useRenewal } from './use-renewal.ts';
import { useWaking } from './use-waking.ts';

const CreateScreen = lazy(() => import('../create/create-screen.tsx'));
const UsageScreen = lazy(() => import('../usage/usage-screen.tsx'));
const PlanScreen = lazy(() => import('../plan/plan-screen.tsx'));

interface AppProps {
  queryClient: QueryClient;
  sandbox: Sandbox | null;
}

export function App({ queryClient, sandbox }: AppProps) {
  const kept = sandbox?.search ?? '';
  const [signIns, setSignIns] = useState(0);
  useEffect(() => onCustomerChange(() => setSignIns((count) => count + 1)), []);
  return (
    <QueryClientProvider client={queryClient}>
      <SandboxContext value={sandbox}>
        <Router
          hrefs={(href) => withSearch(href, kept)}
          aroundNav={(navigate, to, options) => navigate(withSearch(to, kept), options)}
        >
          {/* Nothing of one customer stays on screen for the next. */}
          <CustomerFormats key={signIns}>
            <Screens />
          </CustomerFormats>
        </Router>
      </SandboxContext>
    </QueryClientProvider>
  );
}

/** The link with the parameters to be kept, but for those that it has already. */
function withSearch(href: string, kept: string): string {
  const [path = '', own] = href.split('?');
  const query = new URLSearchParams(own);
  for (const [name, value] of new URLSearchParams(kept)) if (!query.has(name)) query.append(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
}

/** The account's language and zone; until it is known, or where it states none, the snapshot's or the device's. */
function CustomerFormats({ children }: { children: ReactNode }) {
  const { data: account } = useQuery(accountQueries.current());
  const setting = useSandbox()?.setting;
  const formats = useMemo(() => {
    const device = setting ?? Intl.DateTimeFormat().resolvedOptions();
    return createFormats(account?.locale ?? device.locale, account?.timeZone ?? device.timeZone);
  }, [account?.locale, account?.timeZone, setting]);
  return <FormatsProvider formats={formats}>{children}</FormatsProvider>;
}

/** Who goes to another screen reads and tabs on from its beginning, not from the link that led there. */
function useFocusOnNewScreen(screen: string) {
  const shown = useRef(screen);
  useEffect(() => {
    if (shown.current !== screen) document.getElementById('main')?.focus({ preventScroll: true });
    shown.current = screen;
  }, [screen]);
}

function Screens() {
  useRenewal();
  useWaking();
  const sandbox = useSandbox();
  const [location] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another screen begins at its top.
  useEffect(() => {
    scrollTo(0, 0);
  }, [location]);
  useFocusOnNewScreen(location.split('/')[1] ?? '');
  return (
    <Shell>
      <ErrorBoundary resetKey={location}>
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Switch>
            <Route path="/">
              <OverviewScreen />
            </Route>
            <Route path="/create">
              <Redirect to="/create/text-to-speech" replace />
            </Route>
            <Route path="/create/:tool">{({ tool }) => <CreateScreen tool={tool} />}</Route>
            <Route path="/usage">
              <UsageScreen />
            </Route>
            <Route path="/plan">
              <PlanScreen />
            </Route>
            {SupportScreen && sandbox && (
              <Route path="/support/*?">
                <SupportScreen loadTools={sandbox.support} />
              </Route>
            )}
            <Route>
              <Redirect to="/" replace />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}
