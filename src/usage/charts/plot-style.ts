/** What all plots have in common. Nothing moves by itself: the figures are there at once. */
export const PLOT = {
  responsive: true,
  accessibilityLayer: true,
  style: { width: '100%', height: '100%' },
  margin: { top: 8, right: 8, bottom: 0, left: 0 },
} as const;

export const AXIS = {
  tickLine: false,
  axisLine: { stroke: 'var(--hairline-strong)' },
  tick: { fill: 'var(--ink-muted)', fontSize: 12 },
} as const;

export const GRID = { vertical: false, stroke: 'var(--hairline)' } as const;
