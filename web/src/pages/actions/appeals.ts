import type { Schemas } from '@/api/client';
import { t } from '@/i18n';

export type AppealState = Schemas['AppealState'];

export const appealStates: AppealState[] = ['open', 'granted', 'rejected'];

export function appealStateName(state: AppealState): string {
  switch (state) {
    case 'open':
      return t('等答复', 'Open');
    case 'granted':
      return t('同意了', 'Granted');
    case 'rejected':
      return t('驳回了', 'Rejected');
  }
}
