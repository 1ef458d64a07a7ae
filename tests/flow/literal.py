"""Is what a reason says of an order true of it? Held against docs/reasons.md, not against the judge.

The measures are those of `scan --features` (units: src/signal/sheet.h). Reasons that compare with a
whole market, or speak of others, aren't looked at.
"""
import csv

MISSING = -32768
DAYS_30, RANK_20, MINUTES_2, TWOFOLD = 658, 300, 479, 69  # 100 ln of 720 h, 20, 120 s, 2


def known(value):
    return value != MISSING


TRUE_IF = {
    "cash-back": lambda m: known(m["cover_excess"]),
    "split-cash-back": lambda m: m["split_parts"] >= 2,
    "prefunded": lambda m: known(m["cover_delay_h"]) and m["cover_delay_h"] < 0,
    "merchant-pays-buyer": lambda m: m["merchant_paid"] > 0,
    "light-parcel": lambda m: known(m["weight_item"]) and m["weight_item"] < -TWOFOLD / 2
    or known(m["weight_category"]) and m["weight_category"] < -TWOFOLD,
    "reused-waybill": lambda m: m["waybill_addresses"] >= 2,
    "missing-scans": lambda m: m["scans"] == 0,
    "wrong-place": lambda m: m["wrong_place"] > 0,
    "keyword-task": lambda m: m["others_viewed"] == 0 and max(m["list_rank"] - RANK_20, m["dwell"] - MINUTES_2) >= 0,
    "shared-device": lambda m: m["device_accounts"] > 0,
    "shared-address": lambda m: m["address_accounts"] > 0,
    "shared-wallet": lambda m: m["wallet_accounts"] > 0,
    "shared-ip": lambda m: m["ip_accounts"] > 0,
    "shared-identity": lambda m: m["identity_accounts"] > 0,
    "hosting-ip": lambda m: m["hosting"] == 1,
    "repeat-purchase": lambda m: m["repeat_item"] >= 2,
    "young-account": lambda m: known(m["account_age"]) and m["account_age"] <= DAYS_30,
    "busy-account": lambda m: m["buyer_orders_day"] >= 3 or known(m["buyer_gap"]) and m["buyer_gap"] <= 0,
    "reused-image": lambda m: m["images_reused"] > 0,
    "subsidy-edge": lambda m: m["subsidy_share"] > 0,
    "refunded": lambda m: m["refund"] >= 2,
}


def untrue(orders, features):
    """Of each of these rows of orders.csv the reasons that are not true of it: [(order, reason)]."""
    with open(features, newline="") as file:
        measures = {row.pop("order"): {name: int(value) for name, value in row.items()}
                    for row in csv.DictReader(file)}
    return [(row["order"], reason) for row in orders for reason in row["reasons"].split(";")
            if reason in TRUE_IF and not TRUE_IF[reason](measures[row["order"]])]
