import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: string;
  /** One sentence that says what it is for. */
  about?: ReactNode;
  children: ReactNode;
}

/** A part of the console under its heading, set off from the one before by a hairline. */
export function Section({ title, about, children }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="mt-8 border-hairline border-t pt-6 first:mt-0 first:border-0 first:pt-0"
    >
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      {about && <p className="mt-0.5 max-w-prose text-ink-muted text-sm">{about}</p>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
