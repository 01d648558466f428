"""Makes a coverage of polygons that overlap and leave gaps, and writes it as TopoJSON: for make-land-use.py, which says more."""
import collections
import math

import numpy as np
from shapely.geometry import LineString, Polygon, box
from shapely.ops import polygonize, unary_union
from shapely.strtree import STRtree

WEST, SOUTH, EAST, NORTH = 10.32, 50.82, 10.88, 51.18
GRID = 1e-5
METERS_X, METERS_Y = 70_200.0, 111_250.0  # of one degree at 51 degrees north, near enough for drawing
W, H = (EAST - WEST) * METERS_X, (NORTH - SOUTH) * METERS_Y


def coverage(zones):
    """Polygons on grid points that share all vertices: (polygon in grid steps, code, name)."""
    to_grid = lambda ring: np.round(np.asarray(ring.coords) / [METERS_X * GRID, METERS_Y * GRID])
    width, height = round((EAST - WEST) / GRID), round((NORTH - SOUTH) / GRID)
    frame = box(0, 0, width, height)
    shapes, lines = [], [frame.exterior]
    for polygon, code, name in zones:
        rings = [to_grid(r) for r in (polygon.exterior, *polygon.interiors)]
        lines += [LineString(r) for r in rings if len(np.unique(r, axis=0)) > 1]
        if len(np.unique(rings[0], axis=0)) > 2:
            shapes.append((Polygon(rings[0], [r for r in rings[1:] if len(np.unique(r, axis=0)) > 2]).buffer(0), code, name))
    net = unary_union(lines).intersection(frame)
    while True:
        rounded = [LineString(np.round(line.coords)) for line in net.geoms]
        if all(np.array_equal(a.coords, b.coords) for a, b in zip(net.geoms, rounded)):
            break
        net = unary_union([line for line in rounded if line.length > 0])
    faces = list(polygonize(net))

    tree, place = STRtree([s for s, _, _ in shapes]), {id(s): i for i, (s, _, _) in enumerate(shapes)}
    labels = []
    for face in faces:
        p = face.representative_point()
        inside = [place[id(s)] for s in tree.query(p) if s.contains(p)]
        labels.append(min(inside) if inside else -1)

    sides = collections.defaultdict(list)
    for i, face in enumerate(faces):
        for ring in (face.exterior, *face.interiors):
            for a, b in zip(ring.coords, ring.coords[1:]):
                sides[min(a, b), max(a, b)].append(i)

    def borders(owner):
        shared = collections.defaultdict(lambda: collections.defaultdict(float))
        for (a, b), pair in sides.items():
            if len(pair) == 2 and owner[pair[0]] != owner[pair[1]]:
                far = math.dist(a, b)
                shared[owner[pair[0]]][owner[pair[1]]] += far
                shared[owner[pair[1]]][owner[pair[0]]] += far
        return shared

    # Faces of one zone that touch are one polygon.
    owner = list(range(len(faces)))

    def root(i):
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for pair in sides.values():
        if len(pair) == 2 and labels[pair[0]] == labels[pair[1]] != -1:
            owner[root(pair[0])] = root(pair[1])
    for _ in range(12):
        roots = [root(i) for i in range(len(faces))]
        area, label = collections.Counter(), {}
        for i, r in enumerate(roots):
            area[r] += faces[i].area
            if labels[r] != -1 or r not in label:
                label[r] = labels[r]
        shared = borders(roots)
        around = {r: sum(n.values()) for r, n in shared.items()}
        code_of = lambda r: shapes[label[r]][1] if label[r] != -1 else 0
        square = METERS_X * METERS_Y * GRID * GRID
        small = [r for r in sorted(area, key=lambda r: (area[r], r)) if label[r] == -1 or area[r] * square < (
            1_500 if code_of(r) in (31, 32, 81, 82) else 7_000) or area[r] / around.get(r, 1) < 5]
        if not small:
            break
        gone = set()
        for r in small:
            # A sliver of a field goes to a field rather than to a road.
            ways = (31, 32, 81)
            best = max((n for n in shared[r] if n not in gone and label[n] != -1),
                       key=lambda n: (shared[r][n] * (.2 if code_of(n) in ways and code_of(r) not in ways else 1), n), default=None)
            if best is not None and best not in small[:small.index(r)]:
                owner[root(r)] = root(best)
                gone.add(r)
    groups = collections.defaultdict(list)
    for i in range(len(faces)):
        groups[root(i)].append(faces[i])
    out = []
    for r in sorted(groups):
        merged = unary_union(groups[r])
        assert merged.geom_type == "Polygon", merged.geom_type
        out.append((merged, *shapes[labels[r]][1:]))
    return out, width, height


def check(polygons, width, height):
    """Every side belongs to two polygons or to the frame, and the areas add up: no gap, no overlap."""
    count = collections.Counter()
    for polygon, _, _ in polygons:
        assert polygon.is_valid
        for ring in (polygon.exterior, *polygon.interiors):
            count.update((min(a, b), max(a, b)) for a, b in zip(ring.coords, ring.coords[1:]))
    for (a, b), times in count.items():
        on_frame = a[0] == b[0] and a[0] in (0, width) or a[1] == b[1] and a[1] in (0, height)
        assert times == (1 if on_frame else 2), (a, b, times)
    assert sum(p.area for p, _, _ in polygons) == width * height


def topology(polygons, classes):
    """TopoJSON: rings are cut where more than two sides meet, so that an arc belongs to the same two polygons all along."""
    ends = collections.defaultdict(set)
    rings = []
    for polygon, _, _ in polygons:
        own = []
        for ring, clockwise in [(polygon.exterior, True)] + [(r, False) for r in polygon.interiors]:
            points = [(int(x), int(y)) for x, y in ring.coords[:-1]]
            if ring.is_ccw == clockwise:
                points.reverse()
            for a, b in zip(points, points[1:] + points[:1]):
                ends[a].add(b)
                ends[b].add(a)
            own.append(points)
        rings.append(own)
    arcs, numbers, geometries = [], {}, []
    for (polygon, code, name), own in zip(polygons, rings):
        made = []
        for points in own:
            first = next((i for i, p in enumerate(points) if len(ends[p]) > 2), points.index(min(points)))
            points = points[first:] + points[:first + 1]
            cuts = [0] + [i for i in range(1, len(points) - 1) if len(ends[points[i]]) > 2] + [len(points) - 1]
            ring = []
            for a, b in zip(cuts, cuts[1:]):
                arc = tuple(points[a:b + 1])
                if arc[::-1] in numbers:
                    ring.append(~numbers[arc[::-1]])
                else:
                    if arc not in numbers:
                        numbers[arc] = len(arcs)
                        arcs.append([arc[0]] + [(q[0] - p[0], q[1] - p[1]) for p, q in zip(arc, arc[1:])])
                    ring.append(numbers[arc])
            made.append(ring)
        properties = {"code": code, **({"name": name} if name else {})}
        geometries.append({"type": "Polygon", "properties": properties, "arcs": made})
    return {
        "type": "Topology", "bbox": [WEST, SOUTH, EAST, NORTH], "transform": {"scale": [GRID, GRID], "translate": [WEST, SOUTH]},
        "classes": [{"code": code, "name": name, "color": color} for code, (name, color) in classes.items()],
        "objects": {"landuse": {"type": "GeometryCollection", "geometries": geometries}}, "arcs": arcs,
    }
