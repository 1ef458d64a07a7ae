// What this browser remembers about how its user likes to see things. Kept in localStorage; without
// it (private windows, full disks) for as long as the page is open.
import { reactive, watch } from 'vue';
import type { Locale } from '@/i18n';

export type Theme = 'system' | 'light' | 'dark';

export interface Settings {
  locale: Locale;
  theme: Theme;
  zone: string; // IANA name
}

const place = 'shouxin.settings';

function remembered(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Settings>;
  } catch {
    return {};
  }
}

export const settings = reactive<Settings>({
  locale: 'zh',
  theme: 'system',
  zone: 'Asia/Shanghai',
  ...remembered(),
});

export const zones: string[] = [
  ...new Set(['Asia/Shanghai', Intl.DateTimeFormat().resolvedOptions().timeZone, 'UTC']),
];

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

export function isDark(): boolean {
  return settings.theme === 'dark' || (settings.theme === 'system' && prefersDark.matches);
}

function show() {
  document.documentElement.lang = settings.locale === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.classList.toggle('dark', isDark());
}

export function keepSettings() {
  show();
  prefersDark.addEventListener('change', show);
  watch(settings, () => {
    show();
    try {
      localStorage.setItem(place, JSON.stringify(settings));
    } catch {
      // then not
    }
  });
}
