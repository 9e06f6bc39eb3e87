/** The fewest digits with which an id writes its sequence. */
export const ID_DIGITS = 6;

/** The id of what the event with this sequence leaves, such as `gen-000042`. */
export function entryId(prefix: 'gen' | 'upg' | 'quo' | 'voice', sequence: number): string {
  return `${prefix}-${String(sequence).padStart(ID_DIGITS, '0')}`;
}
