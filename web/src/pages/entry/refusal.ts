import type { Problem } from '@/api/problem';
import { sentence } from '@/api/problem';
import { t } from '@/i18n';

/** Why one couldn't sign in. */
export function refusal(problem: Problem): string {
  if (problem.status === 401) {
    return t('账号或密码不对。', 'The name or the password is wrong.');
  }
  if (problem.status === 429) {
    return t('试得太多了，请过几分钟再来，或请管理员解锁。', 'Too many attempts: come back in some minutes, or have an administrator unlock the account.');
  }
  return sentence(problem);
}
