import { spread } from '../src/units/spread.ts';

/** What can be made to go wrong with a request, by a rule such as `POST /v1/generations:drop-reply:1` or `*:500:0.3`. */
export type Fault =
  | { kind: 'latency'; ms: number }
  | { kind: 'status'; status: number }
  | { kind: 'drop-request' | 'drop-reply' | 'malformed' | 'wrong-shape' | 'offline' | 'declined' };

export interface FaultRule {
  text: string;
  /** Any method where null. */
  method: string | null;
  /** Any path where null; `{name}` in it stands for any one segment. Never with a query string. */
  path: string | null;
  fault: Fault;
  /** How often: a share of the matching requests, the first so many of them, or every one. */
  often: { share: number } | { first: number } | 'always';
}

const RULE =
  /^(?:(?<method>[A-Z]+) )?(?<path>\*|\/[^:?]*):(?<fault>[a-z-]+(?:=\d+)?|[45]\d\d)(?::(?<often>\d+|\d*\.\d+))?$/;
const NAMED = ['drop-request', 'drop-reply', 'malformed', 'wrong-shape', 'offline', 'declined'] as const;

/** Reads `RULE,RULE`; a RangeError names the rule that is none. */
export function parseFaultRules(text: string): FaultRule[] {
  return text
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
    .map(parseRule);
}

function parseRule(text: string): FaultRule {
  const { method = null, path = '', fault: name = '', often } = RULE.exec(text)?.groups ?? {};
  const fault = parseFault(name);
  if (fault === null) {
    throw new RangeError(
      `“${text}” is no fault rule. Write [METHOD ]PATH:FAULT[:N], for example POST /v1/generations:drop-reply:1.`,
    );
  }
  return { text, method, path: path === '*' ? null : path, fault, often: parseOften(often) };
}

function parseFault(name: string): Fault | null {
  if (/^[45]\d\d$/.test(name)) return { kind: 'status', status: Number(name) };
  const latency = /^latency=(\d+)$/.exec(name)?.[1];
  if (latency !== undefined) return { kind: 'latency', ms: Number(latency) };
  const kind = NAMED.find((known) => known === name);
  return kind ? { kind } : null;
}

function parseOften(text: string | undefined): FaultRule['often'] {
  if (text === undefined) return 'always';
  return text.includes('.') ? { share: Number(text) } : { first: Number(text) };
}

/** Whether the rule is about such requests; `path` is that of the request, without its query string. */
export function isAbout(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method !== null && rule.method !== method) return false;
  if (rule.path === null || rule.path === path) return true;
  const segments = path.split('/');
  const wanted = rule.path.split('/');
  return (
    wanted.length === segments.length &&
    wanted.every((segment, index) => segment === segments[index] || /^\{\w+\}$/.test(segment))
  );
}

/**
 * The faults that strike this request. Counts it for every rule that matches, in `counts`; shares are drawn from the
 * seed, the rule and the request's number at its endpoint, so that a run repeats whatever the order of endpoints.
 */
export function drawFaults(
  rules: readonly FaultRule[],
  seed: string,
  method: string,
  path: string,
  counts: Record<string, number>,
): Fault[] {
  return rules
    .filter((rule) => {
      if (!isAbout(rule, method, path)) return false;
      if (rule.often === 'always') return true;
      const counter = 'first' in rule.often ? rule.text : `${rule.text} ${method} ${path}`;
      const earlier = counts[counter] ?? 0;
      counts[counter] = earlier + 1;
      if ('first' in rule.often) return earlier < rule.often.first;
      return spread(`${seed} ${counter} ${earlier}`) < rule.often.share;
    })
    .map(({ fault }) => fault);
}
