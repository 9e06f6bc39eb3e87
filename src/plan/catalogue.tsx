import type { OfferedPlan, Subscription, UpgradeBarrier } from '../api/schemas.ts';
import { KIND_COLORS, KIND_LABELS, KINDS, toolKind } from '../meter/tool-kinds.ts';
import { Button } from '../ui/button.tsx';
import { useFormats } from '../ui/formats-context.tsx';

interface CatalogueProps {
  plans: readonly OfferedPlan[];
  subscription: Subscription;
  onUpgrade: (plan: OfferedPlan) => void;
}

const BARRIERS: Record<UpgradeBarrier, string> = {
  'current-plan': 'Your plan',
  'fewer-credits': 'Smaller than yours',
  'not-a-higher-price': 'Not above yours in price',
  'loses-tools': 'Lacks tools you have',
  'past-due': 'Once you have paid',
  canceling: 'Once you resume your plan',
  ended: 'Subscribe again first',
};

/** Every plan that is sold, what it unlocks and costs, and either the button to take it or why there is none. */
export function Catalogue({ plans, subscription: { interval, plan: current }, onUpgrade }: CatalogueProps) {
  const formats = useFormats();
  return (
    <>
      <ul>
        {plans.map((plan) => (
          <li
            key={plan.id}
            aria-current={plan.id === current.id || undefined}
            className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2 border-hairline border-t py-3.5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_10rem_13.5rem]"
          >
            <div>
              <p className="font-medium">{plan.name}</p>
              <p className="text-ink-muted text-sm">{formats.credits(plan.monthlyCredits)} a month</p>
            </div>
            <Unlocks tools={plan.tools} />
            <p className="whitespace-nowrap text-end max-md:col-start-2 max-md:row-start-1">
              {formats.money(plan.prices[interval], plan.currency)}
              <span className="text-ink-muted text-sm"> a {interval}</span>
            </p>
            <div className="col-span-2 md:col-span-1 md:text-end">
              {plan.upgrade.allowed ? (
                <Button
                  className="w-full whitespace-nowrap"
                  aria-haspopup="dialog"
                  onClick={() => onUpgrade(plan)}
                >
                  Upgrade to {plan.name}
                </Button>
              ) : (
                <span className={`text-sm ${plan.id === current.id ? 'font-medium' : 'text-ink-muted'}`}>
                  {plan.upgrade.reason ? BARRIERS[plan.upgrade.reason] : 'Not available'}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      {import.meta.env.VITE_BILLING_API_URL === undefined && (
        <p className="border-hairline border-t pt-3 text-ink-muted text-sm">
          The prices in this demo are illustrative. Nothing is billed.
        </p>
      )}
    </>
  );
}

/** The kinds of media whose tools a plan unlocks. */
function Unlocks({ tools }: { tools: readonly string[] }) {
  const kinds = KINDS.filter((kind) => tools.some((tool) => toolKind(tool).kind === kind));
  return (
    <ul aria-label="Unlocks" className="col-span-2 flex flex-wrap gap-x-4 text-sm md:col-span-1">
      {kinds.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-2 rounded-full forced-color-adjust-none"
            style={{ background: KIND_COLORS[kind] }}
          />
          {KIND_LABELS[kind]}
        </li>
      ))}
    </ul>
  );
}
