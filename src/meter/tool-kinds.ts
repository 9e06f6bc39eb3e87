/** The kinds of media, in the order in which they stand in every meter. */
export const KINDS = ['voice', 'image', 'video', 'other'] as const;
export type Kind = (typeof KINDS)[number];

export interface ToolKind {
  id: string;
  label: string;
  kind: Kind;
  /** CSS colour of this tool wherever it is data. */
  color: string;
  /** Of its mark; it differs among the tools of one kind: what starts from text is a disc, from media a ring. */
  shape: 'disc' | 'ring' | 'half';
}

const TOOLS: readonly ToolKind[] = [
  { id: 'text-to-speech', label: 'Text to speech', kind: 'voice', color: 'var(--voice)', shape: 'disc' },
  { id: 'voice-clone', label: 'Voice clone', kind: 'voice', color: 'var(--voice-2)', shape: 'half' },
  {
    id: 'speech-to-speech',
    label: 'Speech to speech',
    kind: 'voice',
    color: 'var(--voice-3)',
    shape: 'ring',
  },
  { id: 'text-to-image', label: 'Text to image', kind: 'image', color: 'var(--image)', shape: 'disc' },
  { id: 'image-to-image', label: 'Image to image', kind: 'image', color: 'var(--image-2)', shape: 'ring' },
  { id: 'text-to-video', label: 'Text to video', kind: 'video', color: 'var(--video)', shape: 'disc' },
  { id: 'image-to-video', label: 'Image to video', kind: 'video', color: 'var(--video-2)', shape: 'ring' },
];

/** The tools that have a name and a hue of their own. */
export const TOOL_IDS: readonly string[] = TOOLS.map(({ id }) => id);

export const KIND_LABELS: Record<Kind, string> = {
  voice: 'Voice',
  image: 'Image',
  video: 'Video',
  other: 'Other',
};
export const KIND_COLORS: Record<Kind, string> = {
  voice: 'var(--voice)',
  image: 'var(--image)',
  video: 'var(--video)',
  other: 'var(--ink-muted)',
};

/** How a tool is named and coloured. One that only a newer rate card knows gets its id as a name and no hue. */
export function toolKind(id: string): ToolKind {
  const known = TOOLS.find((tool) => tool.id === id);
  if (known) return known;
  const words = id.replaceAll('-', ' ');
  return {
    id,
    label: words.charAt(0).toUpperCase() + words.slice(1),
    kind: 'other',
    color: 'var(--ink-muted)',
    shape: 'disc',
  };
}

/** Credits per kind of media, in meter order, kinds without any left out. */
export function sumByKind(
  creditsByTool: Readonly<Record<string, number>>,
): { kind: Kind; credits: number }[] {
  return KINDS.map((kind) => ({
    kind,
    credits: Object.entries(creditsByTool)
      .filter(([tool]) => toolKind(tool).kind === kind)
      .reduce((sum, [, credits]) => sum + credits, 0),
  })).filter(({ credits }) => credits > 0);
}
