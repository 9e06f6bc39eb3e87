import { type ReactNode, Suspense, useId, useState } from 'react';
import { Skeleton } from '../../ui/skeleton.tsx';
import './charts.css';
import { InView } from './in-view.tsx';

/** What a chart shows, as a table; each row is also the text of a point. */
export interface Figures {
  caption: string;
  /** The first names the rows. */
  columns: readonly string[];
  rows: readonly FigureRow[];
}

export interface FigureRow {
  name: string;
  /** Where the name is a time, the machine’s way to write it. */
  dateTime?: string;
  /** Where the row is a stretch of time, its end. */
  until?: { name: string; dateTime: string };
  cells: readonly string[];
}

interface ChartCardProps {
  /** What is measured, and in which unit. */
  subject: string;
  /** What the chart shows, as a sentence. */
  finding: string;
  figures: Figures;
  legend?: ReactNode;
  /** Stands in place of the chart while there is nothing to draw. */
  empty?: string | undefined;
  /** The plot, which fills its box and may load lazily. */
  children: ReactNode;
}

/** A chart under its finding, and the same figures as a table: instead of it at the press of a button, below it in print. */
export function ChartCard({ subject, finding, figures, legend, empty, children }: ChartCardProps) {
  const titleId = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure aria-labelledby={titleId} className="chart-card flex flex-col">
      <figcaption className="flex items-start justify-between gap-4">
        <div>
          <h3 id={titleId} className="text-balance font-semibold leading-snug">
            {finding}
          </h3>
          <p className="mt-0.5 text-ink-muted text-sm">{subject}</p>
        </div>
        {empty === undefined && (
          <button
            type="button"
            aria-describedby={titleId}
            className="-my-0.5 min-h-7 shrink-0 text-ink-muted text-sm underline underline-offset-4 hover:text-ink print:hidden"
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? 'Show as chart' : 'Show as table'}
          </button>
        )}
      </figcaption>
      {empty === undefined ? (
        <>
          {!asTable && (
            <div className="mt-auto pt-2 print:mt-0">
              {legend}
              <InView className="mt-3 h-60">
                <Suspense fallback={<Skeleton className="h-full" />}>{children}</Suspense>
              </InView>
            </div>
          )}
          <div className={asTable ? '' : 'hidden print:block'}>
            <FigureTable figures={figures} />
          </div>
        </>
      ) : (
        <p className="mt-3 border-hairline border-t py-3 text-ink-muted">{empty}</p>
      )}
    </figure>
  );
}

/** What stands there until the figures have come. */
export function ChartCardSkeleton() {
  return (
    <div>
      <Skeleton className="h-11" />
      <Skeleton className="mt-4 h-67" />
    </div>
  );
}

function FigureTable({ figures: { caption, columns, rows } }: { figures: Figures }) {
  return (
    <table className="mt-3 w-full text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-ink-muted">
          {columns.map((column, i) => (
            <th
              key={column}
              scope="col"
              className={`py-1.5 align-bottom font-normal ${i === 0 ? 'pe-2 text-start' : 'ps-2 text-end'}`}
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, dateTime, until, cells }) => (
          <tr key={dateTime ?? name} className="border-hairline border-t">
            <th scope="row" className="py-1.5 pe-2 text-start font-normal">
              {dateTime ? <time dateTime={dateTime}>{name}</time> : name}
              {until && (
                <>
                  {' – '}
                  <time dateTime={until.dateTime}>{until.name}</time>
                </>
              )}
            </th>
            {cells.map((cell, i) => (
              <td key={columns[i + 1]} className="py-1.5 ps-2 text-end">
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
