// What was typed and not yet sent survives the page, the session and the browser: a draft by name, in
// localStorage; without it, for as long as the page is open.
import { ref, watch, type Ref } from 'vue';

export function useDraft(name: string): { text: Ref<string>; drop: () => void } {
  const place = `shouxin.draft.${name}`;
  const text = ref('');
  try {
    text.value = localStorage.getItem(place) ?? '';
  } catch {
    // then it begins empty
  }

  function keep(value: string) {
    try {
      if (value) {
        localStorage.setItem(place, value);
      } else {
        localStorage.removeItem(place);
      }
    } catch {
      // full or forbidden: it stays in the page
    }
  }

  watch(text, keep);
  return { text, drop: () => (text.value = '') };
}
