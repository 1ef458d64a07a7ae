"""What the system tests share: the binary, and events of a small honest shop."""
import json
import os
import pathlib
import subprocess

SHOUXIN = os.environ.get("SHOUXIN", "build/release/shouxin")
SHARED = pathlib.Path(__file__).resolve().parents[3] / "shared" / "data"


def shouxin(*arguments, **options):
    options = {"capture_output": True, "text": True, "timeout": 120, **options}
    return subprocess.run([SHOUXIN, *map(str, arguments)], **options)


def event(kind, number, **fields):
    """An event whose time grows with its number."""
    day, second = divmod(number, 86400)
    at = f"2026-11-{day + 1:02}T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.120+08:00"
    return {"type": kind, "id": f"e{number}", "at": at, **fields}


def order(number, **fields):
    return event("order.placed", number, **{
        "order": f"o-{number}", "buyer": f"u-{number % 97}", "merchant": f"m-{number % 13}",
        "item": f"i-{number % 31}", "category": "shoes", "quantity": 1, "amount": 19900 + number % 500,
        "subsidy": 0, "device": f"d-{number % 89}", "ip": f"113.66.{number % 200}.23",
        "address": f"a-{number % 83}", "region": "440111", "payer": f"p-{number % 95}", **fields})


def line(one):
    return json.dumps(one, ensure_ascii=False, separators=(",", ":"))


def text(events):
    return "".join(line(one) + "\n" for one in events)


def month(orders=600):
    """Orders with their parcels and some reviews, in the order of their times."""
    events = []
    for i in range(orders):
        n = 4000 * i
        events.append(event("item.viewed", n, account=f"u-{n % 97}", device=f"d-{n % 89}", ip="1.2.3.4",
                            merchant=f"m-{n % 13}", item=f"i-{n % 31}", keyword="鞋", rank=i % 40 + 1,
                            dwell_s=20 + i % 50))
        events.append(order(n + 1))
        events.append(event("order.paid", n + 2, order=f"o-{n + 1}", payer=f"p-{(n + 1) % 95}", amount=19900))
        events.append(event("parcel.shipped", n + 600, order=f"o-{n + 1}", parcel=f"w-{i}", carrier="sf",
                            weight_g=800 + i % 90, origin="330106"))
        events.append(event("parcel.delivered", n + 2000, order=f"o-{n + 1}", parcel=f"w-{i}", place="440111"))
        if i % 3 == 0:
            events.append(event("review.posted", n + 3000, review=f"v-{i}", order=f"o-{n + 1}",
                                account=f"u-{(n + 1) % 97}", merchant=f"m-{(n + 1) % 13}",
                                stars=i % 5 + 1, text=f"穿了{i}天，鞋底很软"))
    return events


def contents(folder):
    """Every file of a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(pathlib.Path(folder).iterdir())}
