/** Why a file is not opened: where in it, as a JSON Pointer (empty for the whole), and what is wrong there. */
export interface SnapshotFault {
  path: string;
  message: string;
}

const LARGEST_CHARACTERS = 10_000_000;
/** A character takes no more than three bytes of UTF-8, or two take four. */
const LARGEST_BYTES = 3 * LARGEST_CHARACTERS;
const DEEPEST = 40;
const LONGEST_TEXT = 2000;
const MOST_VALUES = 1_000_000;
/** What a page could take for markup, and what no line of text holds. */
const UNTOLD = /[<>\p{Cc}]/u;
const FORBIDDEN_NAMES = ['__proto__', 'constructor', 'prototype'];

/** Why a file of so many bytes need not even be read; null when it may be. */
export function sizeFault(bytes: number): SnapshotFault | null {
  return bytes > LARGEST_BYTES ? tooLarge(bytes, 'bytes') : null;
}

function tooLarge(size: number, unit: 'bytes' | 'characters'): SnapshotFault {
  const said = `${size.toLocaleString('en')} ${unit}`;
  const most = LARGEST_CHARACTERS.toLocaleString('en');
  return { path: '', message: `is too large: ${said}, and ${most} characters are read at most.` };
}

/**
 * Reads JSON that anyone may have written: size and depth are looked at before it is parsed, names that reach into
 * prototypes, markup, overlong texts and numbers beyond all bounds after it. Never throws.
 */
export function parseGuardedJson(
  text: string,
): { ok: true; value: unknown } | { ok: false; fault: SnapshotFault } {
  if (text.length > LARGEST_CHARACTERS) {
    return { ok: false, fault: tooLarge(text.length, 'characters') };
  }
  if (nestsDeeper(text)) return refused('', `is nested deeper than ${DEEPEST} levels.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('', 'is not JSON, or not all of it.');
  }
  const fault = faultWithin(value);
  return fault ? { ok: false, fault } : { ok: true, value };
}

function refused(path: string, message: string): { ok: false; fault: SnapshotFault } {
  return { ok: false, fault: { path, message } };
}

function nestsDeeper(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i];
    if (inText) {
      if (character === '\\') i += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}

function faultWithin(root: unknown): SnapshotFault | null {
  let values = 0;
  const waiting: { value: unknown; path: string }[] = [{ value: root, path: '' }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path } = next;
    values += 1;
    if (values > MOST_VALUES) return { path: '', message: `holds more than ${MOST_VALUES} values.` };
    if (typeof value === 'number' && !Number.isFinite(value)) return { path, message: 'is no number.' };
    if (typeof value === 'string' && value.length > LONGEST_TEXT) {
      return { path, message: `is longer than ${LONGEST_TEXT} characters.` };
    }
    if (typeof value === 'string' && UNTOLD.test(value)) {
      return { path, message: 'holds markup or control characters.' };
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      const inside = `${path}/${escaped(name)}`;
      if (name.length > 200 || UNTOLD.test(name))
        return { path, message: 'has a field whose name is no name.' };
      if (FORBIDDEN_NAMES.includes(name))
        return { path: inside, message: 'is a name that no field may have.' };
      waiting.push({ value: member, path: inside });
    }
  }
  return null;
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Where an issue of a schema lies, as a JSON Pointer. */
export function pointerTo(path: readonly { key: unknown }[] | undefined): string {
  return (path ?? []).map(({ key }) => `/${escaped(String(key))}`).join('');
}
