import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { problems } from '../src/api/contract.ts';
import { type RunningApi, runApi } from './testing/run-api.ts';

const guide = readFileSync('docs/api.md', 'utf8');
const PAIR = /```sh\n(?<command>curl.*?)```\n\n```http\n(?<stated>.*?)```/gs;
const commands = [...guide.matchAll(PAIR)].map(({ groups }) => ({
  command: groups?.command ?? '',
  stated: parseReply(groups?.stated ?? ''),
}));

interface Stated {
  status: string;
  /** By name in lower case. */
  headers: Map<string, string>;
  body: unknown;
}

/** Reads a reply as `curl -i` prints it; the body is undefined where there is none. */
function parseReply(text: string): Stated {
  const [head = '', ...rest] = text.replaceAll('\r', '').split('\n\n');
  const [status = '', ...lines] = head.trim().split('\n');
  const headers = lines.map((line) => {
    const [name = ''] = line.split(':', 1);
    return [name.toLowerCase(), line.slice(name.length + 1).trim()] as const;
  });
  const body = rest.join('\n\n').trim();
  return { status, headers: new Map(headers), body: /^[[{]/.test(body) ? JSON.parse(body) : undefined };
}

/** What of a reply the guide states: the fields it names, of a list as many elements as it shows. */
function shortened(actual: unknown, stated: unknown): unknown {
  if (Array.isArray(stated) && Array.isArray(actual)) {
    return stated.map((element, index) => shortened(actual[index], element));
  }
  if (!isObject(stated) || !isObject(actual)) return actual;
  return Object.fromEntries(
    Object.entries(stated).map(([field, value]) => [field, shortened(actual[field], value)]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

describe('docs/api.md', () => {
  let api: RunningApi;

  beforeAll(async () => {
    const flags = /```sh\nnpm run api -- (.*)\n```/.exec(guide)?.[1]?.split(' ') ?? [];
    expect(flags).toContain('--at');
    api = await runApi(...flags);
    return () => api.stop();
  });

  test.each(commands)('$command', async ({ command, stated }) => {
    const here = command.replaceAll('http://127.0.0.1:4174', api.url);
    const { stdout } = await promisify(execFile)('sh', ['-c', here]);
    const actual = parseReply(stdout);
    expect(actual.status).toBe(stated.status);
    for (const [name, value] of stated.headers)
      expect({ name, value: actual.headers.get(name) }).toEqual({ name, value });
    if (stated.body !== undefined) expect(shortened(actual.body, stated.body)).toEqual(stated.body);
  });

  test('states a reply for every command, and names every problem beside its status', () => {
    expect(commands).toHaveLength([...guide.matchAll(/```sh\ncurl/g)].length);
    expect(commands.length).toBeGreaterThan(10);
    for (const [code, [status]] of Object.entries(problems)) {
      expect(guide).toMatch(new RegExp(`^\\| ${status} \\|[^|]*\`${code}\``, 'm'));
    }
  });
});
