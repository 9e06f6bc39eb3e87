import type { SavedFile } from '../api/schemas/support.ts';
import { saveFile } from '../ui/save-file.ts';

/** Leaves a file that support made among the browser's downloads; returns its name. */
export function download({ name, text }: SavedFile): string {
  saveFile(name, 'application/json', text);
  return name;
}
