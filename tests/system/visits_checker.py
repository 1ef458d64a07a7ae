"""Does a plan in VROOM's JSON keep the contract? Written from docs/formats/dispatch.md alone."""
import math


def metres(a, b):
    x = math.radians(a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2))
    return 6371000 * math.hypot(x, math.radians(a[1] - b[1]))


class Ways:
    def __init__(self, problem, speed_kmh):
        self.matrices, self.speed_kmh = problem.get("matrices"), speed_kmh

    def place(self, thing, key="location"):
        """Where it is: a row of the matrix, a position, or None."""
        if self.matrices:
            return thing.get(f"{key}_index")
        return tuple(thing[key]) if key in thing else None

    def duration(self, vehicle, a, b):
        if a is None or b is None:
            return 0
        if self.matrices:
            way = self.matrices[vehicle.get("profile", "car")]["durations"][a][b]
            assert way is not None, f"there is no way from {a} to {b}"
        else:
            way = math.ceil(metres(a, b) * 3.6 / self.speed_kmh - 1e-6)
        factor = vehicle.get("speed_factor", 1)
        return way if factor == 1 else math.floor(way / factor + 0.5)


def check(problem, solution, speed_kmh=20):
    """Raises what is wrong; returns (travel seconds, tasks served)."""
    assert solution["code"] == 0
    ways = Ways(problem, speed_kmh)
    vehicles = {v["id"]: v for v in problem["vehicles"]}
    jobs = {j["id"]: j for j in problem.get("jobs", [])}
    shipments = problem.get("shipments", [])
    pickups = {s["pickup"]["id"]: s for s in shipments}
    deliveries = {s["delivery"]["id"]: s for s in shipments}
    todo = {("job", i) for i in jobs} | {("pickup", i) for i in pickups} | {("delivery", i) for i in deliveries}
    travel = 0
    for route in solution["routes"]:
        travel += check_route(route, vehicles.pop(route["vehicle"]), ways, jobs, pickups, deliveries, todo)
    served = len(jobs) + 2 * len(shipments) - len(todo)
    for one in solution["unassigned"]:
        todo.remove((one["type"], one["id"]))
        assert one["reason"]
    assert not todo, todo
    assert solution["summary"]["duration"] == travel
    assert solution["summary"]["unassigned"] == len(solution["unassigned"])
    return travel, served


def inside(at, windows):
    return windows is None or any(start <= at <= end for start, end in windows)


def check_route(route, vehicle, ways, jobs, pickups, deliveries, todo):
    steps, shift = route["steps"], vehicle.get("time_window", [0, 10**10])
    time, place, travel, tasks = steps[0]["arrival"], None, 0, 0
    assert time >= shift[0]
    assert ("start" in vehicle or "start_index" in vehicle) == (steps[0]["type"] == "start")
    assert ("end" in vehicle or "end_index" in vehicle) == (steps[-1]["type"] == "end")
    size = len(vehicle.get("capacity", []))
    load = [sum(jobs[s["id"]].get("delivery", [0] * size)[d] for s in steps if s["type"] == "job")
            for d in range(size)]
    on_board, breaks = set(), []
    for step in steps:
        assert step["violations"] == [] and step["waiting_time"] >= 0
        if step["type"] == "break":
            pause = next(b for b in vehicle["breaks"] if b["id"] == step["id"])
            time = max(time, step["arrival"]) if place is None else time
            assert step["arrival"] == time
            time += step["waiting_time"]
            assert inside(time, pause["time_windows"]) and step["service"] == pause.get("service", 0)
            time += step["service"]
            breaks.append(step["id"])
            continue
        thing, where = end_of(step, vehicle, jobs, pickups, deliveries)
        there = ways.place(thing, where)
        way = ways.duration(vehicle, place, there)
        time, travel = time + way, travel + way
        assert step["arrival"] == time and step["duration"] == travel, (step, time, travel)
        if step["type"] in ("job", "pickup", "delivery"):
            todo.remove((step["type"], step["id"]))
            time = check_task(step, thing, vehicle, place == there, time)
            carry(step, jobs, pickups, deliveries, load, on_board)
            assert all(0 <= x <= most for x, most in zip(load, vehicle.get("capacity", []))), load
            tasks += 1
        place = there
    assert time <= shift[1] and not on_board
    assert sorted(breaks) == sorted(b["id"] for b in vehicle.get("breaks", []))
    assert 0 < tasks <= vehicle.get("max_tasks", tasks)
    assert travel <= vehicle.get("max_travel_time", travel) and travel == route["duration"]
    return travel


def end_of(step, vehicle, jobs, pickups, deliveries):
    kind = step["type"]
    if kind in ("start", "end"):
        return vehicle, kind
    return (jobs[step["id"]] if kind == "job" else
            pickups[step["id"]]["pickup"] if kind == "pickup" else
            deliveries[step["id"]]["delivery"]), "location"


def check_task(step, task, vehicle, here_already, time):
    setup = 0 if here_already else task.get("setup", 0)
    assert step["setup"] == setup and step["service"] == task.get("service", 0)
    begin = time + step["waiting_time"] + setup
    assert inside(begin, task.get("time_windows")), (step, begin)
    return begin + step["service"]


def carry(step, jobs, pickups, deliveries, load, on_board):
    if step["type"] == "job":
        job = jobs[step["id"]]
        change = [p - d for p, d in zip(job.get("pickup", [0] * len(load)), job.get("delivery", [0] * len(load)))]
    elif step["type"] == "pickup":
        on_board.add(id(pickups[step["id"]]))
        change = pickups[step["id"]].get("amount", [0] * len(load))
    else:
        on_board.remove(id(deliveries[step["id"]]))
        change = [-x for x in deliveries[step["id"]].get("amount", [0] * len(load))]
    for d, more in enumerate(change):
        load[d] += more
