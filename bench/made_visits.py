"""Days of booked visits in VROOM's JSON, made by chance: for the benchmark, tests and pictures."""
import math
import random

SHIFTS = ((28800, 64800), (32400, 68400), (36000, 72000))
WINDOWS = [(h * 3600, (h + 2) * 3600) for h in (8, 10, 12, 14, 16)] + [(28800, 46800), (46800, 64800)]


def metres(a, b):
    """The equirectangular formula at the mean latitude, as ../shared/cli.md has it."""
    x = math.radians(a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return 6371000 * math.hypot(x, math.radians(a[1] - b[1]))


def made_day(jobs, vehicles, seed, breaks=False, shipments=False, loads=False, missing_ends=False,
             matrix=False, speed_kmh=25):
    """A town of a few centres; everybody works near one. `matrix`: durations instead of positions."""
    dice = random.Random(seed)
    centres = [(113.1 + dice.random() * 0.45, 22.95 + dice.random() * 0.4) for _ in range(12)]

    def place():
        x, y = dice.choice(centres)
        return [round(dice.gauss(x, 0.035), 6), round(dice.gauss(y, 0.03), 6)]

    def skill():
        return 1 + min(int(dice.expovariate(0.35)), 9)

    def task(number):
        one = {"id": number, "location": place(), "service": dice.choice((1200, 1800, 2400, 3600))}
        if dice.random() < 0.9:
            one["time_windows"] = [list(dice.choice(WINDOWS))]
        if dice.random() < 0.2:
            one["setup"] = 300
        return one

    def amount(most):
        return [dice.randint(0, most)]

    problem = {"vehicles": [], "jobs": [], "shipments": []}
    for number in range(1, vehicles + 1):
        home = place()
        one = {"id": number, "start": home, "end": home, "time_window": list(dice.choice(SHIFTS)),
               "skills": sorted({skill() for _ in range(6)})}
        if missing_ends and dice.random() < 0.5:
            del one[dice.choice(("start", "end"))]
        if breaks:
            one["breaks"] = [{"id": 1, "time_windows": [[41400, 48600]], "service": 2400}]
        if loads:
            one["capacity"] = [12]
        problem["vehicles"].append(one)
    for number in range(1, jobs + 1):
        if shipments and dice.random() < 0.2:
            one = {"pickup": task(number), "delivery": task(number)}
            one["pickup"].pop("time_windows", None)
            if loads:
                one["amount"] = amount(3)
            problem["shipments"].append(one)
            continue
        one = task(number) | {"skills": [skill()], "priority": 10 if dice.random() < 0.2 else 0}
        if loads:
            one |= {"delivery": amount(3), "pickup": amount(2)}
        problem["jobs"].append(one)
    return with_matrix(problem, speed_kmh) if matrix else problem


def with_matrix(problem, speed_kmh):
    """The same day with a row of a matrix for each place; positions are left out."""
    places = []

    def index(position):
        places.append(position)
        return len(places) - 1

    for vehicle in problem["vehicles"]:
        for end in ("start", "end"):
            if end in vehicle:
                vehicle[f"{end}_index"] = index(vehicle.pop(end))
    tasks = problem["jobs"] + [s[end] for s in problem["shipments"] for end in ("pickup", "delivery")]
    for task in tasks:
        task["location_index"] = index(task.pop("location"))
    rows = [[math.ceil(metres(a, b) * 3.6 / speed_kmh) for b in places] for a in places]
    return problem | {"matrices": {"car": {"durations": rows}}}
