// Which keys does the page listen to? Single keys, never while somebody types or a dialog is open;
// the help (?) lists them.
import { onScopeDispose, ref, shallowReactive } from 'vue';
import type { Both } from '@/i18n';

export interface Shortcut {
  key: string; // as KeyboardEvent.key
  does: Both;
  act: () => void;
}

export const shortcuts = shallowReactive<Shortcut[][]>([]);
export const helpOpen = ref(false);

const editing = 'input, textarea, select, [contenteditable="true"], [role="combobox"], .cm-editor';

function listen(event: KeyboardEvent) {
  const target = event.target as Element | null;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || target?.closest(editing)) {
    return;
  }
  if (document.querySelector('[aria-modal="true"]')?.checkVisibility?.()) {
    return;
  }
  if (event.key === '?') {
    helpOpen.value = true;
    return;
  }
  // The page's own go before the frame's.
  for (const group of [...shortcuts].reverse()) {
    const hit = group.find((shortcut) => shortcut.key === event.key);
    if (hit) {
      event.preventDefault();
      hit.act();
      return;
    }
  }
}

document.addEventListener('keydown', listen);

/** For as long as the component lives. */
export function useKeys(those: Shortcut[]) {
  shortcuts.push(those);
  onScopeDispose(() => shortcuts.splice(shortcuts.indexOf(those), 1));
}
