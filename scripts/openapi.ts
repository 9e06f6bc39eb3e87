import { writeFileSync } from 'node:fs';
import { type JsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import {
  COMMON_PROBLEMS,
  components,
  type Endpoint,
  endpoints,
  type ProblemCode,
  problems,
} from '../src/api/contract.ts';
import { collectExamples, type Examples } from './openapi-examples.ts';
import { fieldNotes } from './openapi-notes.ts';

/** Written from the schemas of the wire, with examples that the embedded API really gave. */
export const FILE = 'public/openapi.json';

const conversion = {
  target: 'draft-2020-12',
  typeMode: 'input',
  errorMode: 'ignore',
  overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`,
} as const;

/** Of instants more is accepted than is given out, which is this. */
const INSTANT: JsonSchema = {
  type: 'string',
  format: 'date-time',
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
};

/** The OpenAPI 3.1 document of the billing API. */
function buildDocument(examples: Examples): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Billing API of the AI credit dashboard',
      version: '1.0.0',
      summary: 'What AI credits a customer has, when they renew, what they went on, and how to have more.',
      description: [
        'Credits are whole numbers. Money is whole minor units of an ISO 4217 currency. Instants are ISO 8601; what is',
        'given out is UTC in whole seconds. Every reply carries `As-Of` (the server’s clock), `Customer-Id` and, while',
        'that clock stands still, `Clock: frozen`; CORS must expose them. What a',
        'gateway answers may lack them. Errors are problem details (RFC 9457) with a stable `code` and the request’s id.',
      ].join(' '),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'http://127.0.0.1:4174', description: 'A billing API on this machine' }],
    security: [{ session: [] }],
    tags: [{ name: 'billing', description: 'One customer: the one who is signed in.' }],
    paths: pathsOf(examples),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'Requests send credentials.' },
      },
      schemas: schemas(),
    },
  };
}

function schemas(): Record<string, JsonSchema> {
  const defs: Record<string, JsonSchema> = { ...toJsonSchemaDefs(components, conversion), Instant: INSTANT };
  for (const [name, schema] of Object.entries(defs)) {
    delete schema.$schema;
    describeFields(name, schema);
  }
  return defs;
}

/** Adds what a field means and its unit, which the schemas leave to this document. */
function describeFields(name: string, schema: JsonSchema): void {
  const note = fieldNotes[name];
  if (note?.self) schema.description = note.self;
  const object = schema.type === 'array' ? (schema.items as JsonSchema) : schema;
  for (const [field, description] of Object.entries(note?.fields ?? {})) {
    const property = object.properties?.[field];
    if (property === undefined || typeof property === 'boolean')
      throw new Error(`${name} has no field ${field}`);
    // Beside a reference a description is allowed since OpenAPI 3.1.
    property.description = description;
  }
}

function pathsOf(examples: Examples): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint, examples) };
  }
  return paths;
}

function operation(endpoint: Endpoint, examples: Examples): object {
  const { id, summary, description, body, reply, status, cached } = endpoint;
  const headers = { ...replyHeaders(examples, true), ...(cached && { ETag: eTag(examples) }) };
  return {
    operationId: id,
    summary,
    description,
    tags: ['billing'],
    parameters: parametersOf(endpoint),
    ...(body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ref(body), example: examples.bodies[id] } },
      },
    }),
    responses: {
      [status]: {
        description: summary,
        headers,
        content: { 'application/json': { schema: ref(reply), example: examples.replies[id] } },
      },
      ...(cached && {
        304: { description: 'What `If-None-Match` names still holds.', headers },
      }),
      ...problemResponses([...endpoint.problems, ...COMMON_PROBLEMS], examples),
    },
  };
}

function problemResponses(codes: readonly ProblemCode[], examples: Examples): Record<string, object> {
  const statuses = [...new Set(codes.map((code) => problems[code][0]))].toSorted();
  return Object.fromEntries(
    statuses.map((status) => {
      const here = codes.filter((code) => problems[code][0] === status);
      return [
        status,
        {
          description: here.map((code) => `\`${code}\`: ${problems[code][1]}`).join(' '),
          headers: {
            ...replyHeaders(examples, !here.some((code) => COMMON_PROBLEMS.includes(code))),
            ...(MAY_COME_BACK.includes(status) && { 'Retry-After': retryAfter(examples) }),
            ...(status === METHOD_NOT_ALLOWED && { Allow }),
          },
          content: {
            'application/problem+json': {
              schema: ref('Problem'),
              examples: Object.fromEntries(here.map((code) => [code, { value: examples.problems[code] }])),
            },
          },
        },
      ];
    }),
  );
}

const MAY_COME_BACK: readonly number[] = [429, 503];
const METHOD_NOT_ALLOWED = 405;

const Allow = {
  description: 'The methods that the path takes.',
  schema: { type: 'string' },
  example: 'GET, OPTIONS',
};

const retryAfter = ({ headers }: Examples) => ({
  description: 'When to ask again: seconds, or an HTTP date.',
  schema: { type: 'string', minLength: 1 },
  example: headers['Retry-After'],
});

const eTag = ({ headers }: Examples) => ({
  description: 'Names this very card.',
  required: true,
  schema: { type: 'string', pattern: '^(W/)?".*"$' },
  example: headers.ETag,
});

/** On what a gateway answers before the API they may be missing: it has no customer and no clock of billing. */
const replyHeaders = ({ headers }: Examples, required: boolean) => ({
  'As-Of': {
    description: 'The server’s time.',
    required,
    schema: ref('Instant'),
    example: headers['As-Of'],
  },
  'Customer-Id': {
    description: 'Whose reply this is.',
    required,
    schema: { type: 'string' },
    example: headers['Customer-Id'],
  },
  Clock: {
    description: '`frozen` while the server’s clock stands still.',
    schema: { const: 'frozen' },
    example: headers.Clock,
  },
});

function parametersOf({ path, query, charges, cached }: Endpoint): object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    description: 'The version of a rate card.',
    schema: { type: 'string' },
    example: '2026-01',
  }));
  const requestId = {
    name: 'X-Request-Id',
    in: 'header',
    description: 'Chosen by the client; a problem carries it as `requestId`.',
    schema: { type: 'string' },
  };
  const idempotencyKey = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'New for each charge, the same for its retries: one key charges at most once.',
    schema: { type: 'string', minLength: 1 },
  };
  const ifNoneMatch = {
    name: 'If-None-Match',
    in: 'header',
    description: 'The `ETag` of the card that is at hand.',
    schema: { type: 'string' },
  };
  return [
    ...inPath,
    ...(query ? queryParameters(query) : []),
    ...(charges ? [idempotencyKey] : []),
    ...(cached ? [ifNoneMatch] : []),
    requestId,
  ];
}

/** Where a parameter’s text says less than it stands for, or more than another server has to keep to. */
const QUERY_SCHEMAS: Record<string, JsonSchema> = {
  limit: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
  cursor: { type: 'string' },
};

/** Of what has to be sent. */
const QUERY_EXAMPLES: Record<string, string> = {
  from: '2026-04-01T09:00:00Z',
  to: '2026-05-01T09:00:00Z',
};

function queryParameters(query: v.GenericSchema): object[] {
  const { query: schema } = toJsonSchemaDefs({ query }, conversion);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: 'query',
    required: schema.required?.includes(name) ?? false,
    description: fieldNotes.Query?.fields?.[name],
    schema: QUERY_SCHEMAS[name] ?? property,
    ...(name in QUERY_EXAMPLES && { example: QUERY_EXAMPLES[name] }),
  }));
}

function ref(name: string): { $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** The document as it is published. */
export async function renderDocument(): Promise<string> {
  return `${JSON.stringify(buildDocument(await collectExamples()), null, 2)}\n`;
}

if (import.meta.main) writeFileSync(FILE, await renderDocument());
