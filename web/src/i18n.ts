// In which language does the page speak? Every text stands where it is used, in both: t('团伙',
// 'Rings'). What the server says in both is said by both().
import { settings } from '@/state/settings';

export type Locale = 'zh' | 'en';

/** A text in both languages. */
export interface Both {
  zh: string;
  en: string;
}

/** The one that is wanted now; reactive within templates and computed values. */
export function t(zh: string, en: string): string {
  return settings.locale === 'zh' ? zh : en;
}

export function both(text: Both): string {
  return t(text.zh, text.en);
}
