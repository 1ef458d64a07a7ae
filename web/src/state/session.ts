// Who sits here, and what may they do? The session of this browser: signing in and out, and being
// asked again, in place, when it has expired.
import { computed, reactive } from 'vue';
import { api, ok, useHooks } from '@/api/client';
import { Problem } from '@/api/problem';
import { settings } from './settings';

export interface Me {
  name: string;
  role: string;
  merchant: string;
  permissions: Set<string>;
  mustChange: boolean;
}

export const session = reactive({
  me: null as Me | null,
  known: false, // whether it has been asked who sits here
  csrf: '',
  renewing: false, // the dialog to sign in again is open
});

let waiting: ((renewed: boolean) => void)[] = [];

useHooks({
  csrf: () => session.csrf,
  renew: () => {
    if (!session.me) {
      return Promise.resolve(false);
    }
    session.renewing = true;
    return new Promise((done) => waiting.push(done));
  },
});

export function may(permission: string): boolean {
  return session.me?.permissions.has(permission) ?? false;
}

export const isMerchant = computed(() => session.me?.role === 'merchant');

/** Asks who sits here; nobody is no error. */
export async function whoAmI(): Promise<void> {
  try {
    const me = await ok(api.GET('/v1/me'));
    session.csrf = me.csrf ?? '';
    session.me = {
      name: me.name,
      role: me.role ?? '',
      merchant: me.merchant ?? '',
      permissions: new Set(me.permissions.split(' ')),
      mustChange: me.must_change ?? false,
    };
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) {
      throw error;
    }
    session.me = null;
  } finally {
    session.known = true;
  }
}

/** Throws the Problem: 401 a wrong name or password, 429 too many attempts. */
export async function signIn(name: string, password: string): Promise<void> {
  const before = session.me;
  const signed = await ok(api.POST('/v1/login', { body: { name, password } }));
  session.csrf = signed.csrf;
  if (before && before.name !== name) {
    location.assign('/');
    location.reload();
    return;
  }
  await whoAmI();
  settle(true);
}

function settle(renewed: boolean) {
  session.renewing = false;
  const all = waiting;
  waiting = [];
  all.forEach((done) => done(renewed));
}

/** The dialog was left without signing in. */
export function giveUp() {
  settle(false);
  session.me = null;
}

export async function signOut(): Promise<void> {
  await api.POST('/v1/logout').catch(() => undefined);
  forget();
}

/** The session is over, and that was wanted. */
export function forget() {
  session.me = null;
  session.csrf = '';
  location.hash = '#/';
}

export function toggleLocale() {
  settings.locale = settings.locale === 'zh' ? 'en' : 'zh';
}
