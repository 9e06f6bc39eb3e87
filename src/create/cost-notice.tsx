import { Link } from 'wouter';
import type { Balance, OfferedPlan, Subscription } from '../api/schemas.ts';
import { toolKind } from '../meter/tool-kinds.ts';
import { useFormats } from '../ui/formats-context.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { Moment } from '../ui/moment.tsx';
import { Notice } from '../ui/notice.tsx';
import { type Cost, coveringPlan, priceOf } from './cost.ts';

interface CostNoticeProps {
  tool: string;
  cost: Cost;
  balance: Balance;
  subscription: Subscription;
  plans: readonly OfferedPlan[];
}

/** Why the button would do nothing, and what can be done about it. Nothing where it would. */
export function CostNotice({ tool, cost, balance, subscription, plans }: CostNoticeProps) {
  const formats = useFormats();
  const { label } = toolKind(tool);
  const { plan, interval, status } = subscription;
  const covering = coveringPlan(plans, interval, tool, balance.used, priceOf(cost)?.credits ?? 0);
  const seePlans = (
    <Link href="/plan" className="text-ink underline underline-offset-4">
      See plans
    </Link>
  );
  switch (cost.kind) {
    case 'ready':
    case 'nothing':
      return null;
    case 'invalid':
      return <Notice tone="stop" title={cost.message} />;
    case 'locked':
      return (
        <div className="flex gap-3 text-sm">
          <LockIcon />
          <p>
            {label} is not in {plan.name}.{' '}
            {covering ? `${covering.name} unlocks it.` : 'Larger plans unlock it.'} {seePlans}
          </p>
        </div>
      );
    case 'short':
      return (
        <Notice tone="stop" title={`${formats.credits(cost.missing)} short`} actions={seePlans}>
          {balance.resetsAt && (
            <p>
              Credits reset <Moment at={balance.resetsAt} />.
            </p>
          )}
          <p>
            {covering
              ? `${covering.name} would cover it now, with what you have used still counted.`
              : 'No plan you can change to would cover it now.'}
          </p>
        </Notice>
      );
    case 'blocked':
      return (
        <Notice tone="stop" title={status === 'ended' ? 'Your plan has ended' : 'A payment is missing'}>
          {status === 'ended'
            ? 'Nothing can be generated until you subscribe again.'
            : 'Nothing can be generated until it is paid. Your balance is kept.'}
        </Notice>
      );
  }
}
