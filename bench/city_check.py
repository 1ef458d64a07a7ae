"""Do the lines of a city day keep the contract of docs/formats/city.md? Written from the contract alone.

    python3 bench/city_check.py CITY.json LINES.jsonl     one line a fault; exit 1 if there is any
"""
import json
import math
import sys

RADIUS = 6_371_000
VISIT = {"job", "technician", "assigned_at", "departs_at", "arrives_at", "done_at", "promised_at"}
REFUSAL = {"job", "refused_at", "reason"}
CLOSE = 1e-3  # seconds: what a decimal may lose


def metres(a, b):
    east = math.radians(b[0] - a[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return RADIUS * math.hypot(east, math.radians(b[1] - a[1]))


def faults(city, lines):
    """Every fault found, as a sentence."""
    jobs = {job["id"]: job for job in city["jobs"]}
    technicians = {one["id"]: one for one in city["technicians"]}
    seen, visits = set(), {one: [] for one in technicians}
    for line in lines:
        job = jobs.get(line.get("job"))
        if job is None or job["id"] in seen:
            yield f"{line.get('job')}: not in the file, or twice"
            continue
        seen.add(job["id"])
        keys = set(line) - {"why", "why_zh"}
        if keys == REFUSAL:
            if line["refused_at"] < job["t"] - CLOSE or not line["reason"]:
                yield f"{job['id']}: refused before it rang, or without a reason"
        elif keys != VISIT or line["technician"] not in technicians:
            yield f"{job['id']}: unknown keys or technician"
        else:
            visits[line["technician"]].append(line)
            yield from visit_faults(city, job, technicians[line["technician"]], line)
    yield from (f"{job}: no line" for job in jobs.keys() - seen)
    for one, lines_of_one in visits.items():
        yield from way_faults(city, jobs, technicians[one], lines_of_one)


def visit_faults(city, job, technician, line):
    name = job["id"]
    if job["skill"] not in technician["skills"]:
        yield f"{name}: {technician['id']} lacks skill {job['skill']}"
    if line["assigned_at"] < job["t"] - CLOSE:
        yield f"{name}: assigned before it rang"
    if line["departs_at"] < line["assigned_at"] + city["handling_s"] - CLOSE:
        yield f"{name}: departs before it was handled"
    if line["departs_at"] < technician["shift"][0] - CLOSE or line["arrives_at"] > technician["shift"][1] + CLOSE:
        yield f"{name}: outside the shift"
    if abs(line["done_at"] - line["arrives_at"] - job["service_s"]) > CLOSE:
        yield f"{name}: done too soon or too late"


def way_faults(city, jobs, technician, lines):
    at, free = technician["at"], -math.inf
    for line in sorted(lines, key=lambda one: (one["departs_at"], one["done_at"])):
        to = jobs[line["job"]]["at"]
        if line["departs_at"] < free - CLOSE:
            yield f"{line['job']}: {technician['id']} is still elsewhere"
        least = line["departs_at"] + metres(at, to) * city["detour"] / (city["speed_kmh"] / 3.6)
        if not least - CLOSE <= line["arrives_at"] <= least + 0.1 + CLOSE:
            yield f"{line['job']}: arrives at {line['arrives_at']}, but the way there ends at {least:.3f}"
        at, free = to, line["done_at"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        city = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    found = list(faults(city, lines))
    print("\n".join(found) if found else f"{len(lines)} lines keep the contract")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
