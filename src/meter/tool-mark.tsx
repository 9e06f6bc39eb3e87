import './tool-mark.css';
import { toolKind } from './tool-kinds.ts';

/** A tool's colour as a spot; those of one kind differ in their shape too. */
export function ToolMark({ tool }: { tool: string }) {
  const { color, shape } = toolKind(tool);
  return <span aria-hidden="true" className={`tool-mark tool-mark-${shape}`} style={{ color }} />;
}
