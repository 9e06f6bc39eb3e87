import * as v from 'valibot';
import { CAPTURE_VERSION, type Capture, CaptureSchema } from '../../src/api/schemas/capture.ts';
import type { ImportStep } from '../../src/api/schemas/support.ts';
import { parseGuardedJson, pointerTo, type SnapshotFault } from './guarded-json.ts';
import { type OpenedReplay, openReplay } from './read-replay.ts';
import { ReplaySchema, VERSION } from './replay-schema.ts';
import { endpointReplySchema } from './reply-schemas.ts';

/** A file that can be opened: its replay followed by the rules, or its capture held to the wire's schemas. */
export type OpenedSnapshot =
  | { kind: 'replay'; replay: OpenedReplay; dispute: Dispute | null }
  | { kind: 'capture'; capture: Capture };

/** The charge that a dispute file is about, and what the file says of it. */
export interface Dispute {
  entryId: string;
  explanation: unknown;
}

export type ReadSnapshot =
  | { ok: true; snapshot: OpenedSnapshot }
  /** `reason` is a sentence that names the place. */
  | { ok: false; fault: SnapshotFault; reason: string };

const DisputeSchema = v.strictObject({
  kind: v.literal('dispute'),
  version: v.literal(VERSION),
  entryId: v.pipe(v.string(), v.maxLength(100, 'is too long.')),
  explanation: v.unknown(),
  replay: ReplaySchema,
});

type Migration = (older: Record<string, unknown>) => Record<string, unknown>;

/** What makes a file of each kind one version newer; the first of a list makes version 2 of version 1. */
const migrations: Record<string, { newest: number; steps: readonly Migration[] }> = {
  replay: { newest: VERSION, steps: [] },
  dispute: { newest: VERSION, steps: [] },
  capture: { newest: CAPTURE_VERSION, steps: [] },
};

/**
 * Reads a snapshot or dispute file that anyone may have written, and tells what it is at. Never throws, executes nothing,
 * keeps nothing.
 */
export async function readSnapshot(
  text: string,
  onStep: (step: ImportStep) => void = () => {},
): Promise<ReadSnapshot> {
  const parsed = parseGuardedJson(text);
  if (!parsed.ok) return refuse(parsed.fault);
  const migrated = migrate(parsed.value);
  if ('message' in migrated) return refuse(migrated);
  const { value } = migrated;
  switch (value.kind) {
    case 'capture': {
      const read = v.safeParse(CaptureSchema, value);
      if (!read.success) return refuse(faultOf(read.issues));
      const fault = replyFault(read.output);
      return fault ? refuse(fault) : { ok: true, snapshot: { kind: 'capture', capture: read.output } };
    }
    case 'dispute': {
      const read = v.safeParse(DisputeSchema, value);
      if (!read.success) return refuse(faultOf(read.issues));
      const { replay, entryId, explanation } = read.output;
      const opened = await openReplay(replay, onStep);
      if (!opened.ok) return refuse({ ...opened.fault, path: `/replay${opened.fault.path}` });
      return {
        ok: true,
        snapshot: { kind: 'replay', replay: opened.opened, dispute: { entryId, explanation } },
      };
    }
    default: {
      const read = v.safeParse(ReplaySchema, value);
      if (!read.success) return refuse(faultOf(read.issues));
      const opened = await openReplay(read.output, onStep);
      if (!opened.ok) return refuse(opened.fault);
      return { ok: true, snapshot: { kind: 'replay', replay: opened.opened, dispute: null } };
    }
  }
}

function migrate(value: unknown): { value: Record<string, unknown> } | SnapshotFault {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path: '', message: 'is no snapshot: it holds no object.' };
  }
  const { kind, version } = value as Record<string, unknown>;
  const known = typeof kind === 'string' && Object.hasOwn(migrations, kind) ? migrations[kind] : undefined;
  if (!known) {
    const kinds = Object.keys(migrations).join(', ');
    return { path: '/kind', message: `is none that can be opened: there are ${kinds}.` };
  }
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return { path: '/version', message: 'is no version of a snapshot.' };
  }
  if (version > known.newest) {
    return {
      path: '/version',
      message: `is ${version}, of a newer dashboard: this one reads up to ${known.newest}.`,
    };
  }
  const steps = known.steps.slice(version - 1);
  return { value: steps.reduce((older, step) => step(older), value as Record<string, unknown>) };
}

/** The first of a capture's replies that the API could not have given, or that is there twice. */
function replyFault({ replies }: Capture): SnapshotFault | null {
  const paths = new Set<string>();
  for (const [index, { path, body }] of replies.entries()) {
    const schema = endpointReplySchema(path);
    if (schema === null || paths.has(path)) {
      const message = schema === null ? 'is no path of the API.' : 'is there twice.';
      return { path: `/replies/${index}/path`, message };
    }
    paths.add(path);
    const read = v.safeParse(schema, body);
    if (!read.success) {
      const { path: inside, message } = faultOf(read.issues);
      return { path: `/replies/${index}/body${inside}`, message };
    }
  }
  return null;
}

function faultOf([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): SnapshotFault {
  const said = issue.message.slice(0, 200).replace(/\.$/, '');
  const message = /^(is|holds) /.test(said) ? `${said}.` : `is wrong: ${said}.`;
  return { path: pointerTo(issue.path), message };
}

/** What is said of a file that is not opened. */
export function refuse(fault: SnapshotFault): { ok: false; fault: SnapshotFault; reason: string } {
  const place = fault.path === '' ? 'The file' : `${fault.path.slice(0, 200)}`;
  return { ok: false, fault, reason: `${place} ${fault.message} Nothing was changed.` };
}
