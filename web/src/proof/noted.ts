// What this browser noted of the ledger, to hold the server to it later: the key that its user
// trusts, and the newest checkpoint that was seen and found right.
import { reactive, watch } from 'vue';

export interface Noted {
  key: string; // empty: none yet
  checkpoint: string; // a signed note
}

const place = 'shouxin.ledger';

function remembered(): Partial<Noted> {
  try {
    return JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Noted>;
  } catch {
    return {};
  }
}

export const noted = reactive<Noted>({ key: '', checkpoint: '', ...remembered() });

watch(noted, () => {
  try {
    localStorage.setItem(place, JSON.stringify(noted));
  } catch {
    // then for as long as the page is open
  }
});
