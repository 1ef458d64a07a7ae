import { api, ok, type Schemas } from '@/api/client';
import { t } from '@/i18n';
import { may } from '@/state/session';

export type Reason = Schemas['QuarantineReason'];

export const reasons = () => ok(api.GET('/v1/quarantine/reasons'));

/** What keys are for, by "key:ID", as far as one may know. */
export async function senders(): Promise<Record<string, string>> {
  if (!may('keys:read')) {
    return {};
  }
  const { keys } = await ok(api.GET('/v1/keys'));
  return Object.fromEntries(keys.map(({ id, label }) => [`key:${id}`, label]));
}

/** What is wrong, in words; a reason that nobody knows stands for itself. */
export const wrongOf = (reason: Reason) => t(reason.zh, reason.en.charAt(0).toUpperCase() + reason.en.slice(1));

export const mendOf = (reason: Reason) => t(reason.mend_zh ?? '', reason.mend_en ?? '');
