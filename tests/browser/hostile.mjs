// What people who mean no good put into names, notes, reviews and reasons.
export const script = '<script>document.title="owned"</script>';
export const picture = '<img src=x onerror="document.title=\'owned\'">';
export const template = '{{constructor.constructor("document.title=\'owned\'")()}}';
export const turned = '\u202egnp.exe\u2066\u05d0\u05d1\u05d2\u2069\u200f';
export const link = 'javascript:document.title="owned"';
export const control = 'a\u0001b\u0007c\u007fd\ufeffe';
export const wide = '\ufdfd\u{12219}\u{1f469}\u200d\u{1f469}\u200d\u{1f467}';
export const unbroken = 'W'.repeat(120);

/** As short as a name may be. */
export const names = [script, picture, turned, link, `'; drop table orders; --${wide}`, unbroken];

/** As long as a reason may be, of everything. */
export const reason = [script, picture, template, turned, link, control, wide, unbroken].join(' ').slice(0, 900);

/** 10 kB for a review. */
export const essay = (reason + '很长'.repeat(2000)).slice(0, 4500);

const day_ms = 86_400_000;

/** Lines of orders that bear such names, with reviews, some days before `last_ms`. */
export function lines(last_ms) {
  return names.flatMap((name, place) => {
    const order = `${name}-o`.slice(0, 120);
    const at = new Date(last_ms - day_ms + place * 60_000).toISOString();
    const base = { at, order, merchant: `${name}-m`.slice(0, 120) };
    return [
      {
        ...base, type: 'order.placed', id: `hostile-${place}`, buyer: `${name}-b`.slice(0, 120), item: name, quantity: 1,
        amount: 19_900, device: name, ip: '113.66.210.23', address: name, region: '440111', payer: name,
      },
      {
        at, type: 'review.posted', id: `hostile-review-${place}`, review: `${name}-r`.slice(0, 120), order,
        account: `${name}-b`.slice(0, 120), merchant: base.merchant, stars: 5, text: essay,
      },
    ].map((event) => JSON.stringify(event));
  });
}
