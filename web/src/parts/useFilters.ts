import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** The address's query as plain texts, and how to change it without a new page in the history. */
export function useFilters() {
  const route = useRoute();
  const router = useRouter();
  const query = computed<Record<string, string>>(() =>
    Object.fromEntries(
      Object.entries(route.query).map(([name, value]) => [name, String(Array.isArray(value) ? value[0] : value)]),
    ),
  );

  function change(changes: Record<string, string>) {
    const next: Record<string, string | undefined> = { ...query.value, ...changes };
    for (const name of Object.keys(changes)) {
      if (changes[name] === '') {
        delete next[name];
      }
    }
    void router.replace({ path: route.path, query: next });
  }

  return {
    query,
    set: (name: string, value: string) => change({ [name]: value }),
    clear: (names: string[]) => change(Object.fromEntries(names.map((name) => [name, '']))),
  };
}
