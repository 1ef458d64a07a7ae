// What do the states of policies and backtests mean, and which words may stand in a policy?
import { api, ok, type Schemas } from '@/api/client';
import { t } from '@/i18n';

export type PolicyWords = Schemas['PolicyWords'];

let asked: Promise<PolicyWords> | undefined;

/** The same as long as the server runs: asked once. */
export function policyWords(): Promise<PolicyWords> {
  asked ??= ok(api.GET('/v1/policy-words')).catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

export function policyStateName(state: string): string {
  switch (state) {
    case 'proposed':
      return t('等待批准', 'Waits for approval');
    case 'in-force':
      return t('生效中', 'In force');
    case 'replaced':
      return t('曾经生效', 'Was in force');
    case 'rejected':
      return t('已驳回', 'Rejected');
    default:
      return state;
  }
}

export const policyStateTone = (state: string) =>
  ({ proposed: 'warning', 'in-force': 'good', replaced: 'plain', rejected: 'danger' } as const)[state] ?? 'plain';

export function backtestStateName(state: string): string {
  switch (state) {
    case 'waiting':
      return t('排队中', 'Waits');
    case 'running':
      return t('正在重放', 'Replays the log');
    case 'done':
      return t('已完成', 'Done');
    case 'failed':
      return t('失败', 'Failed');
    case 'cancelled':
      return t('已取消', 'Cancelled');
    default:
      return state;
  }
}
