import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CaptureForSupport } from './capture.tsx';

const ANSWERS = [
  [
    'What is a credit?',
    'The unit every generation is priced in. Your plan grants a fixed number each month, and any tool in your plan can spend them.',
  ],
  [
    'When am I charged credits?',
    'When you press Generate and it is accepted, at the price on the button. If the server’s price differs, nothing is charged until you agree to the new one. A generation that fails to start is not charged.',
  ],
  [
    'Can I buy a few more credits?',
    'There is no one-off purchase. A larger plan takes effect at once, and what you have used stays used: the Plan screen shows the exact amount before you pay.',
  ],
  [
    'Do unused credits roll over?',
    'No. At the reset what is left expires and the full allowance is there again. Both moments, the reset and your next charge, stand on Overview to the second.',
  ],
  [
    'Can I get credits back for a result I do not like?',
    'No. A generation costs the same whether or not you keep or download the result. The price is on the button before you press it.',
  ],
] as const;

/** What customers ask most, and how they show support what they see. */
export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const [capturing, setCapturing] = useState(false);
  return (
    <Dialog title="How credits work" onClose={onClose}>
      <dl className="mt-4 divide-y divide-hairline">
        {ANSWERS.map(([question, answer]) => (
          <div key={question} className="py-3">
            <dt className="font-medium">{question}</dt>
            <dd className="mt-0.5 text-ink-muted text-sm">{answer}</dd>
          </div>
        ))}
      </dl>
      <section className="border-hairline border-t pt-4">
        <h3 className="font-medium">A figure is wrong?</h3>
        {capturing ? (
          <CaptureForSupport />
        ) : (
          <>
            <p className="mt-0.5 text-ink-muted text-sm">
              Save what you see as a file for support. You read all of it first.
            </p>
            <div className="mt-3">
              <Button onClick={() => setCapturing(true)}>Show what support would get</Button>
            </div>
          </>
        )}
      </section>
    </Dialog>
  );
}
