"""Days of urgent jobs in cities of our own making: what parameters are fitted on, and what averages are taken over.

Nothing here is drawn like a file from elsewhere: number of technicians, extent, centres of life, kinds of skill and
their popularity, how many skills one has, lengths of visits, load, peaks, drift and shifts all differ from city to
city. The same seed gives the same city.
"""
import math
import random

KINDS = ("flat", "peaks")


def city(seed, kind, technicians=None, load=None):
    """A city day as a dict in the format of docs/formats/city.md. `load`: work against hands, about 1 is full."""
    r = random.Random(f"{kind}-{seed}")
    count = technicians or round(math.exp(r.uniform(math.log(90), math.log(320))))
    side = 20_000 * math.sqrt(count / 200) * r.uniform(0.85, 1.15)
    centre = (r.uniform(85, 125), r.uniform(20, 45))
    map_ = Map(r, side, centre)
    popularity = [(k + 1 + r.random() / 2) ** -r.uniform(0.4, 1.1) for k in range(r.randint(7, 14))]
    services = sorted(60 * round(r.lognormvariate(math.log(36), 0.6)) for _ in range(8))
    mean_service = sum(services) / len(services)
    load = load or (r.uniform(0.86, 1.0) if kind == "flat" else r.uniform(0.60, 0.70))
    rate = count * load / (mean_service + 450 * side / 20_000 / math.sqrt(count / 200))  # jobs a second
    return {
        "speed_kmh": 18, "detour": 1.35, "handling_s": 60,
        "technicians": hands(r, map_, count, popularity),
        "jobs": calls(r, map_, rate, kind, popularity, services),
    }


class Map:
    """A square with some centres of life; part of everything is anywhere."""

    def __init__(self, r, side, centre):
        self.r, self.side = r, side
        self.west, self.south = centre
        self.metres_east = 111_195 * math.cos(math.radians(centre[1]))
        self.centres = [(r.uniform(0.15, 0.85), r.uniform(0.15, 0.85), r.uniform(0.08, 0.22), r.uniform(0.3, 1))
                        for _ in range(r.randint(2, 7))]
        self.anywhere = r.uniform(0.1, 0.5)

    def point(self, drift=0.0):
        r = self.r
        while True:
            x, y = r.random(), r.random()
            if r.random() >= self.anywhere:
                cx, cy, width, _ = r.choices(self.centres, weights=[c[3] for c in self.centres])[0]
                x, y = r.gauss(cx + drift, width), r.gauss(cy, width)
            if 0 <= x <= 1 and 0 <= y <= 1:
                return [round(self.west + x * self.side / self.metres_east, 6),
                        round(self.south + y * self.side / 111_195, 6)]


def hands(r, map_, count, popularity):
    least = r.randint(2, 3)
    made = []
    for _ in range(count):
        skills, wanted = set(), r.randint(least, least + 2)
        while len(skills) < min(wanted, len(popularity)):
            skills.add(r.choices(range(1, len(popularity) + 1), weights=popularity)[0])
        made.append(skills)
    for skill in range(1, len(popularity) + 1):  # nobody's skill would only be refused
        while sum(skill in skills for skills in made) < max(2, count // 25):
            r.choice(made).add(skill)
    return [{"id": f"t{i}", "at": map_.point(), "skills": sorted(skills), "shift": [0, 64_800]}
            for i, skills in enumerate(made)]


def shape(kind, r):
    """How demand goes over the day, on average about 1."""
    if kind == "flat":
        return lambda t: 1.0
    first, second = r.uniform(2, 4), r.uniform(9, 12)
    width, height = r.uniform(1.0, 1.6), r.uniform(1.1, 1.5)

    def f(t):
        hours = t / 3600
        return 0.5 + height * (math.exp(-((hours - first) / width) ** 2) + math.exp(-((hours - second) / width) ** 2))
    return f


def calls(r, map_, rate, kind, popularity, services):
    f = shape(kind, r)
    drift = r.uniform(0.0, 0.12) if kind == "peaks" else 0.0
    jobs, t, top = [], 0.0, 2.2
    while True:
        t += r.expovariate(rate * top)
        if t >= 50_400:
            return jobs
        if r.random() * top < f(t):
            jobs.append({"id": f"j{len(jobs)}", "t": math.ceil(t * 10) / 10,
                         "at": map_.point(drift * math.sin(t / 7000)),
                         "skill": r.choices(range(1, len(popularity) + 1), weights=popularity)[0],
                         "service_s": r.choice(services)})
