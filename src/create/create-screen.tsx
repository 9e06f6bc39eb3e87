import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { accountQueries, balanceQueries, planQueries, subscriptionQueries } from '../api/customer.ts';
import { rateCardQueries } from '../api/rate-card.ts';
import { Loaded } from '../credits/loaded.tsx';
import { toolKind } from '../meter/tool-kinds.ts';
import { ToolMark } from '../meter/tool-mark.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Generator } from './generator.tsx';
import { TOOL_FORMS, type ToolForm } from './tool-forms.ts';

/** The forms, one a tool, with what each choice costs before it is made. */
export default function CreateScreen({ tool }: { tool: string }) {
  const { data: subscription } = useQuery(subscriptionQueries.current());
  const form = TOOL_FORMS.find((candidate) => candidate.tool === tool);
  if (!form) return <Redirect to="/create" replace />;
  return (
    <>
      <title>{`${toolKind(tool).label} – AI credits`}</title>
      <h1 className="mb-4 font-semibold text-xl tracking-tight">Create</h1>
      <ToolLinks current={tool} unlocked={subscription?.plan.tools} />
      <LoadedGenerator key={tool} form={form} />
    </>
  );
}

function ToolLinks({ current, unlocked }: { current: string; unlocked: readonly string[] | undefined }) {
  return (
    <nav aria-label="Tools" className="mb-7 border-hairline border-b pb-4">
      {/* Below 1,024 px one row, which scrolls by itself. */}
      <ul className="flex gap-1.5 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 max-lg:py-1 max-lg:sm:-mx-6 max-lg:sm:px-6 lg:flex-wrap">
        {TOOL_FORMS.map(({ tool }) => {
          const { label } = toolKind(tool);
          return (
            <li key={tool} ref={tool === current ? scrollIntoRow : undefined} className="shrink-0">
              <Link
                href={`/create/${tool}`}
                aria-current={tool === current ? 'page' : undefined}
                className={`flex min-h-8 items-center gap-2 rounded-full border px-3 text-sm ${
                  tool === current
                    ? 'border-ink bg-ink text-surface forced-colors:bg-[Highlight] forced-colors:text-[HighlightText] forced-colors:forced-color-adjust-none'
                    : 'border-hairline-strong hover:bg-surface-sunken'
                }`}
              >
                <ToolMark tool={tool} />
                {label}
                {unlocked && !unlocked.includes(tool) && <LockIcon />}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** The tool in use is seen in its row; the page itself stays where it is. */
function scrollIntoRow(item: HTMLElement | null): void {
  const row = item?.parentElement;
  if (row) row.scrollLeft = item.offsetLeft - (row.clientWidth - item.clientWidth) / 2;
}

function LoadedGenerator({ form }: { form: ToolForm }) {
  const [rateCard, balance, subscription, plans, account] = useQueries({
    queries: [
      rateCardQueries.inForce(),
      balanceQueries.current(),
      subscriptionQueries.current(),
      planQueries.all(),
      accountQueries.current(),
    ],
  });
  const queries = [rateCard, balance, subscription, plans, account];
  const failed = queries.filter(({ isError }) => isError);
  const needed =
    rateCard.data && balance.data && subscription.data && plans.data && account.data
      ? {
          rateCard: rateCard.data,
          balance: balance.data,
          subscription: subscription.data,
          plans: plans.data,
          account: account.data,
        }
      : undefined;
  return (
    <Loaded
      query={{
        data: needed,
        dataUpdatedAt: Math.min(...failed.map(({ dataUpdatedAt }) => dataUpdatedAt)),
        error: failed[0]?.error ?? null,
        refetch: () => Promise.all(failed.map(({ refetch }) => refetch())),
      }}
      waiting={<Skeleton className="h-[32rem]" />}
      failure="The generator could not be loaded"
    >
      {(data) => <Generator form={form} {...data} />}
    </Loaded>
  );
}
