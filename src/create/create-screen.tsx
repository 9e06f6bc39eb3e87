import { useQueries, useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { accountQueries, balanceQueries, planQueries, subscriptionQueries } from '../api/customer.ts';
import { rateCardQueries } from '../api/rate-card.ts';
import { Loaded } from '../credits/loaded.tsx';
import { toolKind } from '../meter/tool-kinds.ts';
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
    <nav aria-label="Tools" className="mb-7 border-hairline border-b pb-5">
      <ul className="flex flex-wrap gap-1.5">
        {TOOL_FORMS.map(({ tool }) => {
          const { label, color } = toolKind(tool);
          return (
            <li key={tool}>
              <Link
                href={`/create/${tool}`}
                aria-current={tool === current ? 'page' : undefined}
                className={`flex min-h-8 items-center gap-2 rounded-full border px-3 text-sm ${
                  tool === current
                    ? 'border-ink bg-ink text-surface'
                    : 'border-hairline-strong hover:bg-surface-sunken'
                }`}
              >
                <span
                  aria-hidden="true"
                  className="size-2.5 rounded-full ring-1 ring-surface"
                  style={{ background: color }}
                />
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
