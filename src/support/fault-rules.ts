/** What can go wrong with a request; `latency` and `status` take a figure. */
export const FAULTS = [
  { kind: 'drop-reply', label: 'Reply lost, request carried out' },
  { kind: 'drop-request', label: 'Request lost before it arrives' },
  { kind: 'status', label: 'Server answers with an error status', figure: 500, figureLabel: 'Status' },
  { kind: 'latency', label: 'Answer is slow', figure: 10_000, figureLabel: 'Milliseconds' },
  { kind: 'declined', label: 'Card is declined' },
  { kind: 'offline', label: 'Network is offline' },
  { kind: 'malformed', label: 'Answer is no JSON' },
  { kind: 'wrong-shape', label: 'Answer has another shape' },
] as const;

export type FaultKind = (typeof FAULTS)[number]['kind'];

export type Often =
  | { kind: 'always' }
  | { kind: 'first'; count: number }
  | { kind: 'share'; percent: number };

/** The text of a rule in a link: `POST /v1/generations:drop-reply:1`. */
export function faultRule(endpoint: string, kind: FaultKind, figure: number, often: Often): string {
  return [endpoint, faultText(kind, figure), ...oftenText(often)].join(':');
}

function faultText(kind: FaultKind, figure: number): string {
  if (kind === 'status') return `${figure}`;
  return kind === 'latency' ? `latency=${figure}` : kind;
}

/** A share is told from a count by its decimal point. */
function oftenText(often: Often): string[] {
  switch (often.kind) {
    case 'always':
      return [];
    case 'first':
      return [`${often.count}`];
    case 'share':
      return [(often.percent / 100).toFixed(2)];
  }
}

/** What customers write about, as rules. */
export const PRESETS: readonly { label: string; rule: string }[] = [
  { label: 'Reply lost after charging', rule: 'POST /v1/generations:drop-reply:1' },
  { label: 'Card declined', rule: 'POST /v1/upgrades:declined' },
  { label: 'Server busy (429)', rule: 'POST /v1/generations:429' },
  { label: 'Slow, 10 s', rule: '*:latency=10000' },
  { label: 'Offline', rule: '*:offline' },
];
