// How do pages talk to the server? Through `api`, typed by api/openapi.yaml. A session that has
// expired is renewed in place and the request sent again, so no page loses what was typed.
import createClient from 'openapi-fetch';
import { reactive } from 'vue';
import type { components, paths } from './schema';
import { Problem, problemOf } from './problem';

export type Schemas = components['schemas'];

interface Hooks {
  csrf: () => string;
  /** Resolves to whether somebody has signed in again. */
  renew: () => Promise<boolean>;
}

let hooks: Hooks = { csrf: () => '', renew: async () => false };

export function useHooks(those: Hooks) {
  hooks = those;
}

/** What the last answers told about the way to the server. */
export const link = reactive({
  online: true,
  ahead_ms: 0, // by how much this machine's clock is ahead of the server's
});

function noteClock(response: Response, sent: number) {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) {
    const middle = (sent + Date.now()) / 2;
    const off = middle - (date + 500); // the header has whole seconds
    link.ahead_ms = Math.abs(off) < 2000 ? 0 : off;
  }
}

const answers = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );

/** Asks until there is an answer again, so that pages can load anew what they missed. */
async function probe() {
  while (!link.online) {
    await new Promise((done) => setTimeout(done, 2000));
    link.online = await answers();
  }
}

function lose() {
  if (link.online) {
    link.online = false;
    void probe();
  }
}

/** Whether the server answers now. */
export async function reach(): Promise<boolean> {
  if (await answers()) {
    link.online = true;
  } else {
    lose();
  }
  return link.online;
}

async function send(request: Request): Promise<Response> {
  const sent = Date.now();
  try {
    const response = await fetch(request);
    link.online = true;
    noteClock(response, sent);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') {
      throw error;
    }
    lose();
    throw new Problem(0, 'no answer');
  }
}

function signed(request: Request): Request {
  if (request.method !== 'GET' && hooks.csrf()) {
    request.headers.set('x-csrf-token', hooks.csrf());
  }
  return request;
}

/** Where 401 says that the password is wrong. */
const passwords = ['/v1/login', '/v1/me/password'];

/** As fetch, with the session's token; asks to sign in again when the session is over. */
export async function guarded(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(signed(request));
  const proving = passwords.includes(new URL(request.url).pathname);
  if (response.status === 401 && !proving && (await hooks.renew())) {
    return send(signed(again));
  }
  return response;
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: guarded });

/** The data of an answer; throws its Problem. */
export async function ok<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await answer;
  if (response.ok) {
    return data as T;
  }
  const members = (typeof error === 'object' && error ? error : {}) as Record<string, unknown>;
  const detail = typeof members.detail === 'string' ? members.detail : String(error ?? '');
  throw new Problem(response.status, detail || response.statusText, members);
}

/** For what isn't JSON: a policy's text, a proof to save. */
export async function fetchText(path: string): Promise<string> {
  const response = await guarded(new Request(new URL(path, location.origin)));
  if (!response.ok) {
    throw await problemOf(response);
  }
  return response.text();
}
