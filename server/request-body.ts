import type { IncomingMessage } from 'node:http';

/** Far above what a charge or a quote needs. */
export const BODY_LIMIT_BYTES = 64 * 1024;

/** The whole body of a request, or null as soon as it is longer than the limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
