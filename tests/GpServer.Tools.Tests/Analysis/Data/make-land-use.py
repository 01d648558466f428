#!/usr/bin/env python3
"""The land-use layer of the tool LandUse: a landscape that nobody has seen, on real ground coordinates.

    make-land-use.py [--seed N] [--picture FILE.png] [--output FILE]

Writes src/GpServer.Tools/Analysis/LandUse.topojson.gz: about 4,000 polygons between 10.32 and 10.88 degrees east, 50.82 and 51.18 degrees
north (WGS 84), some 39 by 40 km. Nothing in it is surveyed, and all names are made up. The same seed gives the same file with the same
versions of the libraries (Debian 12: python3-shapely 1.8.5, python3-numpy 1.24, python3-scipy 1.10, python3-matplotlib 3.6).

How it is made: zones (river, lake, roads, town, villages, forest, wetland, farmland) are drawn in metres, each without those before it, and
cut into blocks, compartments and parcels. All boundaries are then brought on a grid of 0.00001 degrees and noded until nothing crosses
between grid points; the faces of that net take the land use of the zone they lie in, and slivers go to the neighbour with the longest
common border. So neighbours share every vertex, and the polygons cover the rectangle without gaps or overlaps. The script counts that.

The file is TopoJSON (arcs of grid steps, shared by neighbours), gzipped, with a table "classes": code, name, colour.
"""
import argparse
import collections
import gzip
import json
import math
import pathlib

import contourpy
import numpy as np
from scipy import ndimage
from scipy.spatial import Delaunay, Voronoi
from shapely.geometry import LineString, Point, Polygon, box
from shapely.ops import polygonize, split, unary_union

from land_use_coverage import EAST, GRID, H, METERS_X, METERS_Y, NORTH, SOUTH, W, WEST, check, coverage, topology

CELL = 50.0
FRAME = box(0, 0, W, H)
TARGET = pathlib.Path(__file__).resolve().parents[4] / "src/GpServer.Tools/Analysis/LandUse.topojson.gz"

CLASSES = {
    11: ("Town centre", "#a80c2c"), 12: ("Dense residential", "#e0392f"), 13: ("Open residential", "#f28c7c"), 14: ("Village", "#d9655a"),
    21: ("Commercial", "#c65ba8"), 22: ("Industry", "#8c4a9e"), 23: ("Public facilities", "#e8a0c4"), 24: ("Quarry", "#8f8079"),
    31: ("Road", "#5f5f66"), 32: ("Railway", "#2e2e38"),
    41: ("Park", "#8fd16a"), 42: ("Sports and leisure", "#b9e06f"), 43: ("Allotment gardens", "#d3c46a"),
    51: ("Arable land", "#fbf3b4"), 52: ("Pasture", "#d5e8a0"), 53: ("Orchard", "#efb45f"), 54: ("Vineyard", "#d08a3e"),
    61: ("Broad-leaved forest", "#5fa84a"), 62: ("Coniferous forest", "#1f6b3f"), 63: ("Mixed forest", "#3f8a48"),
    64: ("Heath and scrub", "#b5b56b"), 71: ("Wetland", "#9fd0c6"), 81: ("River", "#3f8fd2"), 82: ("Lake", "#5aa9e6"),
}


class Ground:
    """Smooth random fields over the rectangle."""

    def __init__(self, rng):
        self.rng = rng
        self.shape = (int(H / CELL) + 2, int(W / CELL) + 2)
        self.ys, self.xs = np.mgrid[0:self.shape[0], 0:self.shape[1]] * CELL

    def noise(self, *lengths):
        total = np.zeros(self.shape)
        for weight, length in zip((1, .5, .25, .12), lengths):
            field = ndimage.gaussian_filter(self.rng.standard_normal(self.shape), length / CELL, mode="reflect")
            total += weight * field / field.std()
        return total / total.std()

    def distance(self, shapes):
        raster = np.ones(self.shape, bool)
        for line in shapes:
            for s in np.arange(0, line.length, CELL / 2):
                p = line.interpolate(s)
                row, column = int(round(p.y / CELL)), int(round(p.x / CELL))
                if 0 <= row < self.shape[0] and 0 <= column < self.shape[1]:
                    raster[row, column] = False
        return ndimage.distance_transform_edt(raster) * CELL

    def at(self, field, x, y):
        return field[int(np.clip(round(y / CELL), 0, self.shape[0] - 1)), int(np.clip(round(x / CELL), 0, self.shape[1] - 1))]

    def above(self, field, level, least, tolerance=18):
        """Polygons of the places where the field is above the level."""
        made = contourpy.contour_generator(self.xs, self.ys, field, fill_type="OuterOffset").filled(level, 1e9)
        polygons = []
        for points, offsets in zip(*made):
            rings = [points[a:b] for a, b in zip(offsets[:-1], offsets[1:])]
            holes = [ring for ring in rings[1:] if abs(Polygon(ring).area) > 20_000]
            polygons += parts(Polygon(rings[0], holes).simplify(tolerance).buffer(0))
        return unary_union([p for p in polygons if p.area > least])


def parts(geometry):
    return [p for p in getattr(geometry, "geoms", [geometry]) if p.geom_type == "Polygon" and p.area > 0]


def curve(points, step=60):
    """A smooth line through points (Catmull-Rom)."""
    p = np.asarray([points[0], *points, points[-1]], float)
    out = []
    for a, b, c, d in zip(p, p[1:], p[2:], p[3:]):
        t = np.linspace(0, 1, max(2, int(np.hypot(*(c - b)) / step)), endpoint=False)[:, None]
        out.append(.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t ** 2 + (3 * b - a - 3 * c + d) * t ** 3))
    return np.vstack([*out, p[-1:]])


def meander(points, rng, amplitude, length):
    line = curve(points)
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate([[0], np.cumsum(steps)])
    tangent = np.gradient(line, axis=0)
    tangent /= np.hypot(*tangent.T)[:, None]
    swing = np.zeros(len(line))
    for share, stretch in ((1, 1), (.6, .63), (.35, .37)):
        phase = rng.uniform(0, 6.28) + np.cumsum(rng.normal(0, .05, len(line)))
        swing += share * np.sin(2 * np.pi * along / (length * stretch) + phase)
    envelope = ndimage.gaussian_filter1d(rng.uniform(.2, 1.6, len(line)), 20) * amplitude
    ends = np.minimum(1, np.minimum(along, along[-1] - along) / 800)
    return line + (swing * envelope * ends)[:, None] * np.stack([-tangent[:, 1], tangent[:, 0]], 1)


def blob(x, y, radius, rng, stretch=1.0, angle=0.0, rough=.22):
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    r = np.ones(48)
    for k in range(2, 8):
        r += rough / k * rng.normal() * np.cos(k * turn + rng.uniform(0, 6.28))
    u, v = radius * stretch * r * np.cos(turn), radius / stretch * r * np.sin(turn)
    return Polygon(np.stack([x + u * math.cos(angle) - v * math.sin(angle), y + u * math.sin(angle) + v * math.cos(angle)], 1)).buffer(0)


def long_frame(polygon):
    """The smallest rectangle around a polygon: a corner, the longer side and the shorter one."""
    hull = np.asarray(polygon.convex_hull.exterior.coords)
    sides = np.diff(hull, axis=0)
    u = sides / np.hypot(*sides.T)[:, None]
    v = np.stack([-u[:, 1], u[:, 0]], 1)
    along, across = hull @ u.T, hull @ v.T
    length, width = np.ptp(along, axis=0), np.ptp(across, axis=0)
    i = int(np.argmin(length * width))
    corner = along[:, i].min() * u[i] + across[:, i].min() * v[i]
    a, b = length[i] * u[i], width[i] * v[i]
    return (corner, a, b) if length[i] >= width[i] else (corner, b, a)


def cut(polygon, target, rng, wavy=True):
    """Halves a polygon across its longer side until its pieces are near the size that target(x, y) gives in square metres."""
    todo, done = [polygon], []
    while todo:
        piece = todo.pop()
        c = piece.representative_point()
        size = target(c.x, c.y) * rng.lognormal(0, .4)
        if piece.area < 1.45 * size:
            done.append(piece)
            continue
        corner, a, b = long_frame(piece)
        share = rng.uniform(.4, .6)
        from_, to = corner + share * a, corner + share * a + b
        tilt = rng.normal(0, .05 if piece.area < 3e6 else .25) * a / np.hypot(*a) * np.hypot(*b) * .5
        from_, to = from_ - tilt, to + tilt
        over = .05 * (to - from_)
        t = np.linspace(0, 1, 9 if wavy and piece.area > 8e5 else 2)[:, None]
        line = (from_ - over) + t * (to - from_ + 2 * over)
        if len(t) > 2:
            bend = rng.normal(0, .035) * np.sin(np.pi * t) + rng.normal(0, .02) * np.sin(2 * np.pi * t)
            line = line + bend * np.hypot(*(to - from_)) * a / np.hypot(*a)
        pieces = parts(split(piece, LineString(line)))
        if len(pieces) < 2:
            done.append(piece)
        else:
            todo += pieces
    return done


def compartments(zone, ground, rng, size):
    """Irregular cells: a Voronoi net whose edges are bent by a smooth field."""
    bend = [ground.noise(900, 300) * 110 for _ in range(2)]
    count = int(W * H / size)
    seeds = np.stack([rng.uniform(-1500, W + 1500, count), rng.uniform(-1500, H + 1500, count)], 1)
    net = Voronoi(seeds)
    lines = []
    for a, b in net.ridge_vertices:
        if a >= 0 and b >= 0:
            p, q = net.vertices[a], net.vertices[b]
            if max(np.abs(p).max(), np.abs(q).max()) < 1e5:
                t = np.linspace(0, 1, max(2, int(np.hypot(*(q - p)) / 120) + 1))[:, None]
                line = p + t * (q - p)
                moved = [(x + ground.at(bend[0], x, y), y + ground.at(bend[1], x, y)) for x, y in line]
                lines.append(LineString(moved).simplify(9))
    return [piece for cell in polygonize(unary_union(lines)) if cell.intersects(zone) for piece in parts(cell.intersection(zone))]


NAMES = [a + b for a, b in zip(
    "Aldern Birken Dorn Eschen Fahren Grauen Hasel Imm Kessel Linden Mehren Nessel Ocker Pfaffen Quer Rauten Silber Tannen Ulmen Vogel Wieden "
    "Zinn Brunn Doppel Erlen Falken Garten Holder Keller Lauter Mohn Nieder Ober Raben Sommer".split(),
    "rode hain bach stedt felde au lar brück leben hausen werda thal born dorf furt brunn lohe grün stein winkel rode reuth ingen tal wang "
    "loh feld see hofen bach heim itz moos stett leben".split())]


class Landscape:
    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.ground = Ground(self.rng)
        self.zones = []
        self.taken = None
        self.waters()
        self.places()
        self.ways()
        self.build()

    # What is there first is not covered by what comes later.
    def put(self, shape, code, name=None):
        self.zones += [(p, code, name) for p in parts(shape)]

    def waters(self):
        rng, g = self.rng, self.ground
        course = [(-900, 30_800), (5_500, 29_200), (10_500, 25_300), (15_500, 21_900), (20_500, 20_800), (25_500, 16_700), (30_500, 14_600),
                  (35_000, 10_000), (W + 900, 8_600)]
        self.river = LineString(meander(course, rng, 260, 3_000)).simplify(9)
        self.course = curve(course)
        streams = [[(3_500, H + 500), (5_500, 36_500), (4_600, 33_000), (8_600, 27_400)], [(25_000, H + 500), (23_800, 33_500), (21_500, 27_500), (20_400, 20_600)],
                   [(6_200, -500), (8_400, 5_500), (8_700, 10_500), (11_200, 17_500), (14_600, 22_400)], [(W + 500, 24_800), (34_600, 23_200), (30_600, 19_000), (28_800, 14_900)],
                   [(23_500, -500), (24_600, 6_500), (27_500, 11_000), (30_900, 14_300)], [(16_200, H + 500), (16_800, 35_500), (14_500, 29_500), (12_200, 23_900)]]
        self.streams = [LineString(meander(s, rng, 110, 1_500)).simplify(7) for s in streams]
        self.lake = blob(8_700, 11_400, 1_250, rng, 1.45, 1.25, .55).simplify(15)
        self.to_river = g.distance([self.river])
        self.to_stream = g.distance(self.streams)
        self.to_lake = g.distance([self.lake.exterior])
        river = self.river.buffer(58, 3).simplify(5)
        ponds = []
        while len(ponds) < 14:
            p = self.river.interpolate(rng.uniform(2_500, self.river.length - 2_500))
            pond = blob(p.x + rng.normal(0, 450), p.y + rng.normal(0, 450), rng.uniform(70, 190), rng, rng.uniform(1, 1.6), rng.uniform(0, 3)).simplify(6)
            if not pond.intersects(river.buffer(40)) and all(pond.distance(o) > 60 for o in ponds):
                ponds.append(pond)
        self.lakes = unary_union([self.lake, *ponds])
        self.put(river, 81, "Aune")
        self.water = unary_union([river, self.lakes])
        for number, stream in enumerate(self.streams):
            bed = stream.buffer(13, 1).simplify(3).difference(self.water)
            self.put(bed, 81, ["Wieselbach", "Leite", "Seebach", "Krumme Lache", "Dornbach", "Mühlgraben"][number])
            self.water = self.water.union(bed)
        self.put(self.lake, 82, "Kesselsee")
        for pond in ponds:
            self.put(pond, 82)

    def places(self):
        rng, g = self.rng, self.ground
        self.hills = .9 * np.minimum(self.to_river / 9_000, 1) + .42 * g.noise(3_200, 1_400, 600, 250)
        self.center = np.array([18_900.0, 20_200.0])
        self.town = blob(*self.center, 3_300, rng, 1.16, -.5, .38)
        spots = []
        while len(spots) < 34:
            p = np.array([rng.uniform(900, W - 900), rng.uniform(900, H - 900)])
            near = [np.hypot(*(p - q)) for q in spots]
            if (np.hypot(*(p - self.center)) > 5_800 and min(near, default=9e9) > 3_900 and 380 < g.at(self.to_river, *p)
                    and g.at(self.to_lake, *p) > 500 and not self.lake.contains(Point(p)) and g.at(self.hills, *p) < 1.05):
                spots.append(p)
        self.spots = spots

    def ways(self):
        rng, g = self.rng, self.ground
        exits = [(-400, 8_000), (-400, 21_500), (-400, 36_500), (12_000, H + 400), (30_500, H + 400), (W + 400, 33_500), (W + 400, 19_000),
                 (W + 400, 4_000), (29_000, -400), (14_000, -400), (20_500, H + 400)]
        nodes = np.array([self.center, *self.spots, *exits])
        bend = [g.noise(2_300, 900) * 230 for _ in range(2)]
        pairs = {tuple(sorted(pair)) for t in Delaunay(nodes).simplices for pair in ((t[0], t[1]), (t[1], t[2]), (t[0], t[2]))}
        roads = []
        for a, b in sorted(pairs):
            p, q = nodes[a], nodes[b]
            far = np.hypot(*(p - q))
            # The relative neighbourhood graph looks like roads that grew: no third place is nearer to both ends.
            if all(max(np.hypot(*(p - r)), np.hypot(*(q - r))) >= .97 * far for i, r in enumerate(nodes) if i not in (a, b)) and far < 13_000:
                t = np.linspace(0, 1, int(far / 110) + 2)
                fade = np.minimum(1, np.minimum(t, 1 - t) * far / 900)
                points = [p + s * (q - p) + f * np.array([g.at(d, *np.clip(p + s * (q - p), 0, min(W, H))) for d in bend]) for s, f in zip(t, fade)]
                roads.append(LineString(points).simplify(10))
        self.roads = roads
        self.motorway = LineString(curve([(-500, 16_200), (6_000, 17_200), (12_000, 14_200), (20_000, 13_900), (26_500, 20_200), (31_500, 27_500), (W + 500, 30_300)])).simplify(6)
        tail = self.course[::12] + np.array([0, -1_350])
        keep = np.hypot(*(tail - self.center).T) > 3_000
        self.rail = LineString(curve(np.vstack([tail[keep & (tail[:, 0] < self.center[0])], [self.center + [-1_500, -1_020], self.center + [900, -1_250]],
                                                tail[keep & (tail[:, 0] > self.center[0])]]))).simplify(8)
        self.to_road = g.distance(roads)
        self.to_rail = g.distance([self.rail])

    def build(self):
        rng, g = self.rng, self.ground
        # Bridges: roads and the railway cross the water.
        motorway = self.motorway.buffer(38, 2, cap_style=2).simplify(2)
        rail = self.rail.buffer(16, 1, cap_style=2).simplify(2).difference(motorway)
        road = unary_union([r.buffer(15, 1, cap_style=2) for r in self.roads]).simplify(2).difference(unary_union([motorway, rail]))
        traffic = unary_union([motorway, rail, road])
        self.zones = [(q, code, name) for p, code, name in self.zones for q in parts(p.difference(traffic))]
        for shape, code, size, name in ((motorway, 31, 5e5, "Motorway"), (rail, 32, 2.4e5, "Auntal Railway"), (road, 31, 9e4, None)):
            for part in parts(shape):
                for piece in cut(part, lambda x, y: size, rng, wavy=False):
                    self.put(piece, code, name)
        free = FRAME.difference(unary_union([self.water, traffic]))

        free = self.build_town(free)
        for number, spot in enumerate(self.spots):
            free = self.build_village(free, spot, NAMES[number % len(NAMES)])
        free = self.build_works(free)

        wet = (2.2 - np.minimum(np.minimum(self.to_river / 190, self.to_lake / 150), 9)) + 1.5 * g.noise(700, 300)
        wet = g.above(np.minimum(wet, (1_000 - np.minimum(self.to_river, self.to_lake)) / 200), 1.7, 30_000).intersection(free)
        for piece in compartments(wet, g, rng, 9e5):
            self.put(piece, 71)
        free = free.difference(wet)

        settled = g.distance([LineString([p, p + 1]) for p in self.spots])
        town = np.hypot(g.xs - self.center[0], g.ys - self.center[1])
        wood = self.hills + .3 * g.noise(1_000, 500, 220, 120) - .55 * np.exp(-(settled / 1_300) ** 2) - .9 * np.exp(-(town / 5_600) ** 4)
        wood -= .25 * np.exp(-(np.minimum(self.to_river, 3 * self.to_stream) / 900) ** 2)
        level = np.quantile(wood, .71)
        forest = g.above(wood, level, 90_000).intersection(free)
        heath = g.above(np.minimum((wood - level) / .1 + 1, (level + .12 - wood) / .1) + np.minimum(.55 * g.noise(1_500, 500) - .95, .3), .35, 60_000, 14)
        heath = heath.intersection(free)
        forest = forest.difference(heath)
        kind = g.noise(2_500, 1_000) + .5 * (self.hills - 1)
        for piece in compartments(forest, g, rng, 1.05e6):
            c = piece.representative_point()
            value = g.at(kind, c.x, c.y) + rng.normal(0, .35)
            self.put(piece, 62 if value > .45 else 61 if value < -.45 else 63)
        for piece in compartments(heath, g, rng, 1.5e6):
            self.put(piece, 64)
        free = free.difference(unary_union([forest, heath]))

        self.fields(free, settled)

    def build_town(self, free):
        rng, g = self.rng, self.ground
        arm = g.noise(500, 250)
        zone = self.town.intersection(free)
        sizes = lambda x, y: float(np.interp(math.hypot(x - self.center[0], y - self.center[1]), [0, 700, 1_800, 3_500], [2.4e4, 4.5e4, 9e4, 1.5e5]))
        for part in parts(zone):
            for piece in cut(part, sizes, rng, wavy=False):
                c = piece.representative_point()
                far = math.hypot(c.x - self.center[0], c.y - self.center[1])
                river, road, rail = (g.at(f, c.x, c.y) for f in (self.to_river, self.to_road, self.to_rail))
                value, dice = g.at(arm, c.x, c.y), rng.uniform()
                if far < 620:
                    code = 11 if dice < .86 else 23 if dice < .95 else 41
                elif river < 240 and dice < .72:
                    code = 41
                elif rail < 620 and c.x > self.center[0] + 700 or rail < 220 and dice < .6:
                    code = 22 if dice < .85 else 21
                elif road < 170 and far > 1_500 and value > .1:
                    code = 21
                elif dice < .045:
                    code = 23
                elif dice < .085:
                    code = 41
                elif dice < .115 and far > 1_200:
                    code = 42
                elif dice < .17 and far > 2_200:
                    code = 43
                else:
                    code = 12 if far + 350 * value < 1_850 else 13
                self.put(piece, code, "Aunstadt" if code in (11, 12, 13) else "Aunstadt Park" if code == 41 else None)
        return free.difference(self.town)

    def build_village(self, free, spot, name):
        rng, g = self.rng, self.ground
        size = rng.uniform(260, 560) * (1.25 if rng.uniform() < .2 else 1)
        shape = blob(*spot, size, rng, rng.uniform(1.05, 1.5), rng.uniform(0, 3.14), .3).simplify(12)
        for part in parts(shape.intersection(free)):
            for piece in cut(part, lambda x, y: 7e4, rng, wavy=False):
                c = piece.representative_point()
                dice = rng.uniform()
                far = math.hypot(c.x - spot[0], c.y - spot[1])
                code = 14 if far < .62 * size else 13 if dice < .68 else 43 if dice < .8 else 42 if dice < .9 else 22
                self.put(piece, code, name if code in (13, 14) else None)
        return free.difference(shape)

    def build_works(self, free):
        """Trading estates on the motorway and quarries in the hills."""
        rng, g = self.rng, self.ground
        works = [(blob(21_300, 14_500, 620, rng, 1.5, .3), 22, 1.1e5, "Aunstadt South"), (blob(12_300, 14_900, 420, rng, 1.3, -.4), 21, 7e4, "Seepark"),
                 (blob(31_000, 26_200, 520, rng, 1.4, .9), 22, 1e5, "Rautenfeld Estate"), (blob(7_050, 12_900, 300, rng, 1.6, 1.2), 42, 6e4, "Kesselsee Shore")]
        peaks = np.argsort(self.hills.ravel())[::-1]
        for _ in range(4):
            place = next(i for i in peaks if 2_000 < g.xs.flat[i] < W - 2_000 and 2_000 < g.ys.flat[i] < H - 2_000
                         and all(w[0].centroid.distance(Point(g.xs.flat[i], g.ys.flat[i])) > 6_000 for w in works if w[1] == 24))
            works.append((blob(g.xs.flat[place], g.ys.flat[place], rng.uniform(240, 420), rng, 1.3, rng.uniform(0, 3), .4), 24, 4e5, "Quarry"))
        for shape, code, size, name in works:
            shape = shape.simplify(12)
            for part in parts(shape.intersection(free)):
                for piece in cut(part, lambda x, y: size, rng, wavy=False):
                    self.put(piece, code, name)
            free = free.difference(shape)
        return free

    def fields(self, free, settled):
        rng, g = self.rng, self.ground
        soft, sun = g.noise(1_800, 700), g.noise(2_600, 1_000)
        valley = np.minimum(self.to_river / 900, self.to_stream / 330)
        slope = np.abs(self.to_river - 2_500) / 900

        def kind(x, y):
            if g.at(slope, x, y) < 1 and g.at(sun, x, y) > .75:
                return 54
            if g.at(settled, x, y) < 1_250 and g.at(soft, x, y) > .35:
                return 53
            if g.at(valley, x, y) + .3 * g.at(soft, x, y) < .9 or g.at(soft, x, y) + .7 * g.at(self.hills, x, y) > 1.75:
                return 52
            return 51

        sizes = {51: 7.4e5, 52: 3.6e5, 53: 1.5e5, 54: 1.6e5}
        for part in parts(free):
            for piece in cut(part, lambda x, y: sizes[kind(x, y)], rng):
                c = piece.representative_point()
                code = kind(c.x, c.y)
                self.put(piece, 52 if code == 51 and rng.uniform() < .06 else code)


def picture(polygons, file, size):
    import matplotlib
    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.collections import PathCollection
    from matplotlib.path import Path
    figure = pyplot.figure(figsize=(size / 100, size / 100 * H / W), dpi=100)
    axes = figure.add_axes([0, 0, 1, 1])
    shapes = [Path.make_compound_path(*[Path(np.asarray(r.coords)) for r in (p.exterior, *p.interiors)]) for p, _, _ in polygons]
    colors = [CLASSES[code][1] for _, code, _ in polygons]
    axes.add_collection(PathCollection(shapes, facecolors=colors, edgecolors=colors, linewidths=.25))
    axes.add_collection(PathCollection([s for s, (_, c, _) in zip(shapes, polygons) if c not in (31, 32, 81, 82)], facecolors="none", edgecolors="#00000030", linewidths=.3))
    axes.set_xlim(0, (EAST - WEST) / GRID)
    axes.set_ylim(0, (NORTH - SOUTH) / GRID)
    axes.axis("off")
    figure.savefig(file)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=12)
    parser.add_argument("--picture")
    parser.add_argument("--size", type=int, default=1200, help="width of the picture in pixels")
    parser.add_argument("--output", type=pathlib.Path, default=TARGET)
    options = parser.parse_args()
    polygons, width, height = coverage(Landscape(options.seed).zones)
    check(polygons, width, height)
    text = json.dumps(topology(polygons, CLASSES), separators=(",", ":"), ensure_ascii=False).encode()
    packed = gzip.compress(text, 9, mtime=0)
    options.output.write_bytes(packed)
    counts = collections.Counter(code for _, code, _ in polygons)
    print(f"{len(polygons)} polygons, {sum(len(p.exterior.coords) for p, _, _ in polygons)} vertices, {len(packed)} bytes")
    for code in CLASSES:
        share = sum(p.area for p, c, _ in polygons if c == code) / (width * height)
        print(f"{code} {CLASSES[code][0]:22} {counts[code]:5} {share:7.2%}")
    if options.picture:
        picture(polygons, options.picture, options.size)


if __name__ == "__main__":
    main()
