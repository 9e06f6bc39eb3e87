import * as v from 'valibot';
import { InstantSchema } from '../schemas.ts';

export const CAPTURE_VERSION = 1;

const PathSchema = v.pipe(v.string(), v.regex(/^\/v1\/[\w./?&=:%+~-]{1,400}$/, 'is no path of the API.'));
const StatusSchema = v.pipe(
  v.number('is no number.'),
  v.safeInteger('is no status.'),
  v.minValue(100, 'is no status.'),
  v.maxValue(599, 'is no status.'),
);
const TokenSchema = v.pipe(v.string(), v.minLength(1, 'is empty.'), v.maxLength(500, 'is too long.'));
const ScreenSchema = v.pipe(v.string(), v.regex(/^\/[\w/.-]{0,200}$/, 'is no path of a screen.'));

function isKnownToIntl(locale: string, timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat(locale, { timeZone }));
  } catch {
    return false;
  }
}

export const TimeZoneSchema = v.pipe(
  v.string(),
  v.check((name) => isKnownToIntl('en', name), 'is no time zone.'),
);
export const LocaleSchema = v.pipe(
  v.string(),
  v.check((tag) => isKnownToIntl(tag, 'UTC'), 'is no locale.'),
);

/** What a customer's browser held: the last reply to each question, and the last requests. No names. */
export const CaptureSchema = v.strictObject({
  kind: v.literal('capture'),
  version: v.literal(CAPTURE_VERSION),
  /** On the server's clock, as the browser followed it. */
  capturedAt: InstantSchema,
  /** The screen that was open, without its parameters. */
  screen: ScreenSchema,
  locale: LocaleSchema,
  timeZone: TimeZoneSchema,
  replies: v.pipe(
    v.array(
      v.strictObject({ path: PathSchema, status: v.literal(200), asOf: InstantSchema, body: v.unknown() }),
    ),
    v.maxLength(200, 'holds more than 200 replies.'),
  ),
  requests: v.pipe(
    v.array(
      v.strictObject({
        /** On the server's clock; null before its first reply. */
        at: v.nullable(InstantSchema),
        method: v.picklist(['GET', 'POST']),
        path: PathSchema,
        requestId: TokenSchema,
        /** The idempotency key; null where it carried none. */
        key: v.nullable(TokenSchema),
        /** Null while there is no reply, or when the connection broke. */
        status: v.nullable(StatusSchema),
        /** The code of the problem that was answered, if one was. */
        code: v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/, 'is no code.'))),
      }),
    ),
    v.maxLength(1000, 'holds more than 1,000 requests.'),
  ),
});

export type Capture = v.InferOutput<typeof CaptureSchema>;
