/**
 * Stands in for `tough-cookie`, MSW's cookie jar, in the browser: with its list of public suffixes it would be most of
 * the embedded API's bytes. The embedded API sets and reads no cookie, so the jar stays empty.
 */
export class MemoryCookieStore {
  idx: Record<string, never> = {};
}

export class CookieJar {
  getCookiesSync(): never[] {
    return [];
  }

  setCookie(): Promise<void> {
    return Promise.reject(new Error('The embedded billing API keeps no cookies.'));
  }
}

export const Cookie = { fromJSON: () => null };
