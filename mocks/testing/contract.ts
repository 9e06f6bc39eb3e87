import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type FaultRule, isAbout } from '../faults.ts';

/** One request and the reply it got, as they were on the wire. */
export interface Exchange {
  method: string;
  /** With its query string, if it has one. */
  path: string;
  status: number;
  headers: Headers;
  /** The reply's body. */
  text: string;
}

type Schema = Record<string, unknown>;

interface Response {
  headers?: Record<string, { required?: boolean; schema: Schema }>;
  content?: Record<string, { schema: Schema; examples?: Record<string, unknown> }>;
}

interface Operation {
  responses: Record<string, Response>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** An unknown path, or a method that a path does not take. */
const UNKNOWN_ENDPOINT: Operation = {
  responses: { 404: problemResponse('not_found'), 405: problemResponse('method_not_allowed') },
};

function problemResponse(code: string): Response {
  const content = { schema: { $ref: '#/components/schemas/Problem' }, examples: { [code]: {} } };
  return { content: { 'application/problem+json': content } };
}

/**
 * Holds replies to the published contract: its statuses, headers, media types, problem codes and schemas, formats
 * included. A field that the contract does not name is a fault too.
 */
export function createContract() {
  const document = closed(JSON.parse(readFileSync('public/openapi.json', 'utf8'))) as Document;
  const ajv = new Ajv2020({ allErrors: true, strict: true, validateSchema: false });
  addFormats.default(ajv);
  // What stands beside the schemas of an OpenAPI document is no schema.
  ajv.addVocabulary(['openapi', 'info', 'servers', 'security', 'tags', 'paths', 'components']);
  ajv.addSchema(document, 'contract');
  const validators = new Map<string, ValidateFunction>();

  function validatorOf(schema: Schema): ValidateFunction {
    const key = JSON.stringify(schema);
    const known = validators.get(key);
    if (known) return known;
    const validator = ajv.compile(
      JSON.parse(key, (name, value) => (name === '$ref' ? `contract${value}` : value)),
    );
    validators.set(key, validator);
    return validator;
  }

  function faultsIn(schema: Schema, value: unknown): string[] {
    const validate = validatorOf(schema);
    return validate(value) ? [] : (validate.errors ?? []).map(sentence);
  }

  /** What is wrong with a reply; empty when it is as documented. */
  return function faultsOf({ method, path, status, headers, text }: Exchange): string[] {
    const { responses } = operationAt(document, method, path) ?? UNKNOWN_ENDPOINT;
    const response = responses[status];
    if (!response) return [`${status} is not documented`];

    const faults = Object.entries(response.headers ?? {}).flatMap(([name, { required, schema }]) => {
      const value = headers.get(name);
      if (value === null) return required ? [`the header ${name} is missing`] : [];
      return faultsIn(schema, value).map((fault) => `the header ${name}: ${fault}`);
    });

    if (!response.content) return text === '' ? faults : [...faults, 'there is a body where none belongs'];
    const type = headers.get('Content-Type')?.split(';')[0] ?? 'none';
    const content = response.content[type];
    if (!content) return [...faults, `the media type ${type} is not documented`];
    const body = parseJson(text);
    faults.push(...faultsIn(content.schema, body));
    if (content.examples) {
      const { code = undefined, status: said = undefined } = Object(body);
      if (!(String(code) in content.examples)) faults.push(`the code ${code} is not documented`);
      if (said !== status) faults.push(`the body says status ${said}`);
    }
    return faults;
  };
}

/**
 * Remembers every reply that is not as documented, but for those that a fault rule spoils on purpose and those of the
 * sandbox itself, which no billing system gives.
 */
export function createContractWitness() {
  const faultsOf = createContract();
  let undocumented: string[] = [];
  return {
    see(exchange: Exchange, rules: readonly FaultRule[]) {
      const faults = maySpoil(rules, exchange) || isOfSandbox(exchange) ? [] : faultsOf(exchange);
      if (faults.length > 0) undocumented.push(`${exchange.method} ${exchange.path}: ${faults.join('; ')}`);
    },
    /** What was seen since it was asked last. */
    undocumented(): string[] {
      const found = undocumented;
      undocumented = [];
      return found;
    },
  };
}

/** That the clock was put back, or that a capture does not hold an answer. */
function isOfSandbox({ text }: Exchange): boolean {
  return ['later_events_hidden', 'not_in_snapshot'].includes(Object(parseJson(text)).code);
}

function maySpoil(rules: readonly FaultRule[], { method, path }: Exchange): boolean {
  const [pathname = ''] = path.split('?');
  return rules.some(
    (rule) =>
      ['status', 'malformed', 'wrong-shape'].includes(rule.fault.kind) && isAbout(rule, method, pathname),
  );
}

function operationAt({ paths }: Document, method: string, path: string): Operation | undefined {
  const [pathname] = path.split('?');
  const template = Object.keys(paths).find((known) =>
    new RegExp(`^${known.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`).test(pathname ?? ''),
  );
  return template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
}

/** The same document, in which no object has more fields than are named. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member)]));
  return 'properties' in members && members.type === 'object'
    ? { additionalProperties: false, ...members }
    : members;
}

function sentence({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`;
}

/** Undefined, which fits no schema, where the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
