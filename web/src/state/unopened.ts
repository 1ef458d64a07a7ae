// What if a page can't be opened? Pages come lazily: the line may be away, or the server may meanwhile carry a newer
// console, whose files have other names. frame/Notices.vue says so. What is typed stays until one leaves by oneself.
import { reactive, watch } from 'vue';
import type { Router } from 'vue-router';
import { link, reach } from '@/api/client';

export const unopened = reactive({
  to: '', // the page that was wanted; none when empty
  why: 'offline' as 'offline' | 'newer' | 'broken',
});

/** Whether the server has another console than the one that runs here. */
async function isNewer(): Promise<boolean> {
  const mine = document.querySelector('script[type=module][src]')?.getAttribute('src') ?? '';
  const page = await fetch('/', { cache: 'no-store' }).then((answer) => answer.text(), () => mine);
  return !page.includes(mine);
}

/** A style sheet that failed isn't asked for again by whoever imports its page. */
function renewStyles() {
  for (const sheet of document.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')) {
    if (!sheet.sheet) {
      sheet.replaceWith(sheet.cloneNode());
    }
  }
}

export function keepOpening(router: Router) {
  const open = () => {
    renewStyles();
    router.push(unopened.to).catch(() => undefined); // onError has heard of it
  };
  router.onError(async (_, to) => {
    const first = unopened.to !== to.fullPath || unopened.why === 'offline';
    unopened.to = to.fullPath;
    unopened.why = !(await reach()) ? 'offline' : (await isNewer()) ? 'newer' : 'broken';
    if (first && unopened.why === 'broken') {
      open(); // the line was away for no longer than that
    }
  });
  router.afterEach((_to, _from, failure) => {
    unopened.to = failure ? unopened.to : '';
  });
  watch(
    () => link.online,
    (online) => online && unopened.to && unopened.why === 'offline' && open(),
  );
}

/** The page that was wanted, from the console that the server has now. */
export function loadAnew() {
  location.hash = `#${unopened.to}`;
  location.reload();
}
