"""An honest market for flows: shops, people, what they buy, write and pay each other.

What `@market` and the event `purchase` of a flow stand for (run.py says how to use them). Nothing
here is arranged; the judge learns from it what is usual. The same words give the same market: every
draw comes from a generator seeded with the market's seed and the name of the thing drawn. The
habits (dwell times, parcels, stars, transfers) are those of src/world/knobs.h, roughly.
"""
import datetime
import math
import random

import words

DAY1 = datetime.datetime.fromisoformat("2026-09-01T00:00:00+08:00")
HOUR, DAY = 3600, 86400
REGIONS = """110105 310115 440106 440305 330106 510107 420106 320102 610113 430102 370202 350203 500112
    210102 120101 410105 340104 360102 450103 530102 520102 230103 220102 130102 140105 620102""".split()
HOURS = [8, 5, 3, 2, 2, 3, 8, 18, 30, 42, 50, 50, 48, 44, 42, 42, 42, 44, 48, 56, 66, 64, 48, 24]
COUPONS = [(10000, 1200), (20000, 3000)]  # from which amount on, how much off, in fen
STARS = [10, 5, 8, 13, 64]


class Shop:
    def __init__(self, name, category, region, payee):
        self.name, self.category, self.region, self.payee = name, category, region, payee
        self.items = {}  # name -> (price in fen, grams)


class Person:
    """Where somebody lives and what he orders with, all from his name."""

    def __init__(self, seed, name):
        dice = random.Random(f"{seed} {name}")
        own = name.removeprefix("u-")
        self.region = dice.choice(REGIONS)
        place = REGIONS.index(self.region)
        self.device, self.address, self.payer, self.identity = f"d-{own}", f"a-{own}", f"p-{own}", f"id-{own}"
        home = f"113.{60 + place}.{dice.randrange(256)}.{dice.randrange(1, 255)}"
        mobile = f"223.104.{place}.{dice.randrange(1, 4)}"  # a carrier's, many people's at once
        self.ip = mobile if dice.random() < 0.08 else home
        self.registered = -dice.uniform(20, 1500) * DAY
        self.zeal = dice.lognormvariate(0, 0.9)
        self.kin = dice.random() < 0.12 and own.isdigit() and int(own) > 0  # lives with the one before
        self.one_purse = dice.random() < 0.35


class Market:
    def __init__(self):
        self.seed = 0
        self.shops, self.people, self.items = {}, {}, {}
        self.bought = {}   # order -> its purchase, with the moments `placed`, `shipped`, `delivered`
        self.events = []   # (seconds since day 1, event)
        self.fame, self.by_category, self.crowd = {}, {}, []  # of the background

    def dice(self, *name):
        return random.Random(" ".join(map(str, (self.seed, *name))))

    def tell(self, at, kind, /, **fields):
        self.events.append((at, {"type": kind, **{k: v for k, v in fields.items() if v is not None}}))

    # --- who there is ---------------------------------------------------------------------------
    def open_shop(self, name, category, region, payee, items):
        shop = Shop(name, category, region, payee)
        for item, (price, grams) in items.items():
            shop.items[item] = (price, grams)
            self.items[item] = shop
        self.shops[name] = shop
        return shop

    def person(self, name):
        if name not in self.people:
            person = self.people[name] = Person(self.seed, name)
            if person.kin:
                other = self.person(f"u-{int(name[2:]) - 1}")
                person.region, person.address, person.ip = other.region, other.address, other.ip
                person.payer = other.payer if person.one_purse else person.payer
        return self.people[name]

    def found_shops(self, many):
        for i in range(many):
            dice = self.dice("shop", i)
            category = list(words.CATEGORIES)[i % len(words.CATEGORIES)]
            like = words.CATEGORIES[category]
            items = {}
            for j in range(dice.randint(3, 9)):
                yuan = max(9, round(like.yuan * dice.lognormvariate(0, 0.5)))
                grams = round(like.grams * dice.lognormvariate(0, 0.35))
                items[f"i-{i}.{j}"] = (yuan * 100 - dice.choice([0, 0, 10, 20]), grams)
            shop = self.open_shop(f"m-{i}", category, dice.choice(REGIONS), f"p-m{i}", items)
            opened = -dice.uniform(1, 60) * DAY if dice.random() < 0.06 else -dice.uniform(60, 1500) * DAY
            self.tell(opened, "merchant.opened", merchant=shop.name, category=category,
                      region=shop.region, payee=shop.payee)

    # --- one purchase ---------------------------------------------------------------------------
    def any_item(self, dice, category=None):
        """An item that people like to buy, of a category or of all."""
        if category not in self.by_category:
            shops = [s for s in self.shops.values() if s.name in self.fame and category in (None, s.category)]
            weights = [self.fame[shop.name] for shop in shops]
            self.by_category[category] = shops, weights
        shop = dice.choices(*self.by_category[category])[0]
        return self.item_of(shop, dice)

    @staticmethod
    def item_of(shop, dice):
        return dice.choices(list(shop.items), [(k + 1) ** -0.8 for k in range(len(shop.items))])[0]

    def purchase(self, at, order, buyer, dice=None, **told):
        """Somebody looks around, orders, pays and gets it. What isn't told is as usual."""
        dice = dice or self.dice("order", order)
        if "item" not in told:
            shop = self.shops.get(told.get("merchant"))
            told["item"] = self.item_of(shop, dice) if shop else self.any_item(dice, told.get("category"))
        shop, person = self.items[told["item"]], self.person(buyer)
        price, grams = shop.items[told["item"]]
        quantity = told.get("quantity") or 1
        p = {"order": order, "buyer": buyer, "merchant": shop.name, "category": shop.category,
             "quantity": quantity, "amount": price * quantity, "grams": grams, "shop": shop,
             "device": person.device, "ip": person.ip, "address": person.address,
             "region": person.region, "payer": person.payer, "origin": shop.region, **told}
        self.bought[order] = p
        p["placed"] = self.look(at, p, dice)
        p["paid"] = p["amount"] - p.get("subsidy", 0)
        self.tell(p["placed"], "order.placed", **{k: p.get(k) for k in (
            "order", "buyer", "merchant", "item", "category", "quantity", "amount", "subsidy", "device",
            "ip", "address", "region", "payer")})
        p["paid_at"] = p["placed"] + dice.expovariate(1 / 120) + 3
        self.tell(p["paid_at"], "order.paid", order=order, payer=p["payer"], amount=p["paid"])
        if not p.get("cancelled"):
            self.deliver(p, dice)
        return p

    def look(self, at, p, dice):
        """Views before the order; `at` is the order's time. Returns it."""
        if "dwell_s" in p and p["dwell_s"] is None:
            return at
        like = words.CATEGORIES[p["category"]]
        searched = "keyword" in p or dice.random() < 0.55
        keyword = p.get("keyword", dice.choice(like.searches) if searched else "")
        dwell = p.get("dwell_s") or min(3000, max(4, round(dice.lognormvariate(math.log(88), 1.1))))
        rank = p.get("rank") or max(1, min(300, int(dice.lognormvariate(math.log(5), 1.3))))
        who = {"account": p["buyer"], "device": p["device"], "ip": p["ip"]}
        wander = p.get("wander", max(0, min(8, int(dice.lognormvariate(math.log(1.3), 0.8) - 0.45))))
        begin = at - dwell - dice.uniform(2, 40)
        self.tell(begin, "item.viewed", **who, merchant=p["merchant"], item=p["item"],
                  keyword=keyword, rank=rank if searched else None, dwell_s=dwell)
        for _ in range(wander if self.fame else 0):
            other = self.any_item(dice, p["category"])
            glance = min(900, max(2, round(dice.lognormvariate(math.log(33), 0.85))))
            begin -= glance + dice.uniform(1, 25)
            self.tell(begin, "item.viewed", **who, merchant=self.items[other].name, item=other,
                      keyword=keyword, rank=max(1, int(dice.lognormvariate(math.log(5), 1.3))) if searched else None,
                      dwell_s=glance)
        return at

    def deliver(self, p, dice):
        order = p["order"]
        if words.CATEGORIES[p["category"]].service:
            p["delivered"] = p["placed"] + HOUR * p.get("redeem_h", dice.uniform(2, 70))
            self.tell(p["delivered"], "service.redeemed", order=order, place=p.get("place", p["origin"]))
            return
        if "parcel" in p and p["parcel"] is None:
            return
        parcel = p.setdefault("parcel", "w-" + order.removeprefix("o-"))
        usual = (p["grams"] * p["quantity"] + 40) * max(0.7, dice.gauss(1, 0.05))
        at = p["shipped"] = p["placed"] + HOUR * p.get("ship_h", dice.uniform(5, 40))
        way = HOUR * p.get("transit_h", dice.uniform(20, 84))
        self.tell(at, "parcel.shipped", order=order, parcel=parcel, origin=p["origin"],
                  carrier=p.get("carrier", dice.choice(["sf", "zt", "yt", "yd", "jd"])),
                  weight_g=round(p.get("weight_g", usual)))
        place = p.get("place", p["region"])
        scans = p.get("scans", dice.choices([0, 2, 3, 4], [3, 30, 40, 27])[0])
        stops = [p["origin"]] + [dice.choice(REGIONS) for _ in range(scans - 2)] + [place]
        for i in range(scans):
            self.tell(at + way * (0.06 + 0.86 * i / max(1, scans - 1)), "parcel.scanned", parcel=parcel,
                      place=stops[min(i, len(stops) - 1)])
        p["delivered"] = at + way
        self.tell(p["delivered"], "parcel.delivered", order=order, parcel=parcel, place=place)

    def review(self, at, review, order=None, **told):
        """A review in somebody's own words, unless they are told."""
        dice = self.dice("review", review)
        p = self.bought.get(order, {})
        r = {"account": p.get("buyer"), "merchant": p.get("merchant"), "item": p.get("item"),
             "device": p.get("device"), "ip": p.get("ip"), **told}
        r.setdefault("stars", dice.choices([1, 2, 3, 4, 5], STARS)[0])
        r.setdefault("text", words.honest_text(p.get("category"), r["stars"], dice))
        self.tell(at, "review.posted", review=review, order=order, **r)
        return r["stars"]

    # --- the background -------------------------------------------------------------------------
    def background(self, shops, orders, days, seed):
        """All of an ordinary month: orders o-0, o-1, ... by u-0, u-1, ... at m-0, m-1, ..."""
        self.seed, self.by_category = seed, {}
        self.found_shops(shops)
        self.fame = {name: self.dice("fame", name).lognormvariate(0, 0.8) for name in self.shops}
        crowd = [f"u-{i}" for i in range(max(10, int(orders / 2.2)))]
        self.crowd = crowd
        zeal = [self.person(name).zeal for name in crowd]
        dice = self.dice("calendar")
        for i, buyer in enumerate(dice.choices(crowd, zeal, k=orders)):
            at = dice.randrange(days) * DAY + dice.choices(range(24), HOURS)[0] * HOUR + dice.uniform(0, HOUR)
            self.shop_once(at, i, buyer, self.dice("order", i))
        self.friends(days)
        self.wages(days)
        self.settlements(days)
        self.talk(days)

    def shop_once(self, at, i, buyer, dice, merchant=None):
        told = {"merchant": merchant} if merchant else {}
        told["item"] = self.item_of(self.shops[merchant], dice) if merchant else self.any_item(dice)
        shop = self.items[told["item"]]
        price = shop.items[told["item"]][0]
        if dice.random() < 0.09:
            self.use_coupon(told, price, dice)
        if words.CATEGORIES[shop.category].service:
            told["place"] = shop.region
        if dice.random() < 0.02:  # a gift
            other = self.person(dice.choice(self.crowd))
            told |= {"address": other.address, "region": other.region}
        told["cancelled"] = dice.random() < 0.03
        told.setdefault("quantity", dice.choices([1, 2, 3], [86, 11, 3])[0])
        p = self.purchase(at, f"o-{i}", buyer, dice, **told)
        if told["cancelled"]:
            self.tell(p["placed"] + dice.uniform(0.2, 6) * HOUR, "order.cancelled", order=p["order"])
        elif "delivered" in p:
            self.afterwards(p, i, dice)

    @staticmethod
    def use_coupon(told, price, dice):
        for threshold, off in reversed(COUPONS):
            if price >= threshold:
                told |= {"amount": price, "quantity": 1, "subsidy": off}
                return
            if price > threshold * 0.6:  # something small on top
                told |= {"amount": round(threshold * (1 + abs(dice.gauss(0, 0.012)))), "quantity": 1, "subsidy": off}
                return

    def afterwards(self, p, i, dice):
        stars, at = None, p["delivered"] + HOUR * dice.lognormvariate(math.log(22), 1.1)
        if dice.random() < 0.25:
            stars = self.review(at, f"v-{i}", p["order"])
            if dice.random() < 0.15:
                for name in dice.sample(self.crowd, dice.randint(1, 4)):
                    self.tell(at + dice.expovariate(1 / (40 * HOUR)), "review.liked", review=f"v-{i}", account=name)
        angry = stars is not None and stars <= 2
        if dice.random() < (0.35 if angry else 0.05):
            share = 1 if dice.random() < 0.9 else dice.uniform(0.1, 0.6)
            self.tell(at + dice.uniform(2, 60) * HOUR, "order.refunded", order=p["order"], amount=round(p["paid"] * share))
        elif dice.random() < (0.25 if angry else 0.01):
            part = 1 if dice.random() < 0.1 else dice.uniform(0.05, 0.35)
            self.tell(at + dice.uniform(2, 60) * HOUR, "transfer.made", payer=p["shop"].payee, payee=p["payer"],
                      amount=max(100, round(p["paid"] * part, -2)), note=dice.choice(["售后补偿", "补偿", "抱歉", "差价"]))
        if dice.random() < 0.004:  # bought for a friend
            friend = self.person(dice.choice(self.crowd)).payer
            self.tell(p["placed"] + dice.uniform(0.2, 70) * HOUR, "transfer.made", payer=friend, payee=p["payer"],
                      amount=p["paid"] + dice.choice([0, 0, 0, 500, 1000, 2000]), note=dice.choice(["代买", "谢谢", "转账"]))

    def friends(self, days):
        dice = self.dice("friends")
        for _ in range(int(len(self.crowd) * days * 0.012)):
            a, b = dice.sample(self.crowd, 2)
            yuan = dice.choice([5, 10, 20, 50, 66, 88, 100, 200, 500]) if dice.random() < 0.45 \
                else dice.lognormvariate(4, 1.1)
            payer = self.person(a).payer if dice.random() < 0.7 else f"p-x{dice.randrange(300)}"
            self.tell(dice.uniform(0, days + 8) * DAY, "transfer.made", payer=payer, payee=self.person(b).payer,
                      amount=max(1, round(yuan * 100)), note=dice.choice(["红包", "转账", "AA", "饭钱", "房租", "谢谢", None]))

    def wages(self, days):
        for i in range(max(2, len(self.crowd) // 150)):
            dice = self.dice("wages", i)
            staff = dice.sample(self.crowd, dice.randint(8, 30))
            every, low = dice.choice([1, 1, 7]), dice.choice([80, 120, 900])
            for day in range(dice.randrange(every), days + 8, every):
                for name in staff:
                    if dice.random() < 0.8:
                        self.tell(day * DAY + 20 * HOUR + dice.uniform(0, HOUR), "transfer.made", payer=f"p-firm{i}",
                                  payee=self.person(name).payer, amount=round(dice.uniform(low, low * 2.2) * 100),
                                  note=dice.choice(["工资", "日结", "劳务费"]))

    def settlements(self, days):
        sums = {}
        for p in list(self.bought.values()):
            week = int(p["placed"] // (7 * DAY))
            sums[p["shop"].payee, week] = sums.get((p["shop"].payee, week), 0) + p["paid"]
        for (payee, week), fen in sums.items():
            at = (week + 1) * 7 * DAY + 10 * HOUR
            self.tell(at, "transfer.made", payer="p-platform", payee=payee, amount=round(fen * 0.95), note="结算")
            dice = self.dice("supplier", payee, week)
            self.tell(at + dice.uniform(3, 40) * HOUR, "transfer.made", payer=payee,
                      payee=f"p-supplier{hash_of(payee) % 12}", amount=max(1000, round(fen * 0.5, -3)), note="货款")

    def talk(self, days):
        dice = self.dice("talk")
        for _ in range(days):
            name = dice.choice(self.crowd)
            self.tell(dice.uniform(0, days) * DAY, "message.posted", account=name, channel="chat",
                      text=words.small_talk(dice))
            self.tell(dice.uniform(0, days) * DAY, "staff.accessed", staff=f"s-{dice.randrange(8)}", action="read",
                      resource=dice.choice(["orders", "refunds", "rule/subsidy", "rule/ranking", "merchants"]))
        self.tell(3 * DAY, "staff.accessed", staff="s-1", action="write", resource="rule/ranking")

    def customers(self, shop, many, days):
        """Honest buyers of a shop of the story's own; their orders are o-c0, o-c1, ... over all shops."""
        first = sum(1 for order in self.bought if order.startswith("o-c"))
        dice = self.dice("customers", shop)
        for i, buyer in enumerate(dice.choices(self.crowd, k=many), first):
            at = dice.randrange(days) * DAY + dice.choices(range(24), HOURS)[0] * HOUR + dice.uniform(0, HOUR)
            self.shop_once(at, f"c{i}", buyer, self.dice("order", f"c{i}"), merchant=shop)

    def registrations(self, told):
        """Everybody's account, but for those that the story itself registers."""
        for name, who in self.people.items():
            if name not in told:
                self.tell(who.registered, "account.registered", account=name, device=who.device, ip=who.ip,
                          identity=who.identity)


def hash_of(text):
    return sum(ord(c) * (i + 1) for i, c in enumerate(text))
