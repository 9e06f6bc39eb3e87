import { HttpResponse, http, type RequestHandler } from 'msw';
import type { Capture } from '../../src/api/schemas/capture.ts';

/**
 * Answers what a capture holds, as of when it was heard, and `not_in_snapshot` for everything else. It has no clock:
 * time stands still for the screens.
 */
export function buildCaptureHandlers(capture: Capture): RequestHandler[] {
  const held = new Map(capture.replies.map((reply) => [questionOf(reply.path), reply]));
  const account = capture.replies.find(({ path }) => path === '/v1/account');
  const customerId = String((account?.body as { id?: unknown } | undefined)?.id ?? 'captured');

  return [
    http.all('*/v1/*', ({ request }) => {
      const { pathname, search } = new URL(request.url);
      const path = `${pathname.slice(pathname.indexOf('/v1/'))}${search}`;
      const reply = request.method === 'GET' ? held.get(questionOf(path)) : undefined;
      const headers = { 'As-Of': capture.capturedAt, 'Customer-Id': customerId, Clock: 'frozen' };
      if (reply) return HttpResponse.json(reply.body as object, { headers });
      return HttpResponse.json(
        {
          type: 'about:blank',
          title: 'Not in the snapshot',
          status: 404,
          code: 'not_in_snapshot',
          detail: 'The customer’s browser did not hold this. A capture cannot charge anything.',
          requestId: request.headers.get('X-Request-Id'),
        },
        { status: 404, headers: { ...headers, 'Content-Type': 'application/problem+json' } },
      );
    }),
  ];
}

/** The same text for the same question, whatever the order of its parameters. */
function questionOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  searchParams.sort();
  return `${pathname}?${searchParams}`;
}
