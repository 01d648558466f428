#!/usr/bin/env python3
"""Reference points of all coordinate systems, computed by PROJ (9.1.1 for the file in this directory; pyproj, brotli).

    make-reference-points.py FILE

Writes all points, 25 of every system, to FILE as text for `tests/GpServer.ProjectionAccuracy --reference FILE`, unless FILE is there
already, which takes some minutes. From it writes reference-points.csv.br beside itself: three points of every wkid of the embedded table,
places that differ from system to system.

A point is longitude and latitude in EPSG:4326, the system's x (east) and y (north) by the first operation of PROJ for the area that needs no
grid file, and what PROJ's inverse makes of x and y. Systems that PROJ cannot compute are left out.
"""
import argparse
import csv
import io
import math
import pathlib
import warnings

import brotli
import pyproj
from pyproj import CRS
from pyproj.aoi import AreaOfInterest
from pyproj.transformer import TransformerGroup

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parents[4] / "src/GpServer.Core/Spatial/References/Data/crs.tsv.br"
GRIDS = ("grid", "defmodel", "deformation", "unavailable")
STEPS = [0.03 + 0.235 * step for step in range(5)]


def rows():
    """The table's rows, also those with an id that another authority has too."""
    text = brotli.decompress(TABLE.read_bytes()).decode()
    return csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)


def system(row):
    try:
        return CRS.from_authority(row["auth"], row["wkid"])
    except pyproj.exceptions.CRSError:
        return CRS.from_wkt(row["wkt_esri"])


def operation(row, area, world=CRS("EPSG:4326")):
    group = TransformerGroup(world, system(row), always_xy=True, area_of_interest=AreaOfInterest(*area))
    return next((each for each in group.transformers if not any(word in each.definition for word in GRIDS)), None)


def places(area):
    west, south, east, north = area
    width = east - west + (360 if east < west else 0)
    for across in STEPS:
        for up in STEPS:
            longitude = round(west + width * across, 7)
            yield round(longitude - 360, 7) if longitude > 180 else longitude, round(south + (north - south) * up, 7)


def points(row):
    """Longitude, latitude, x, y, and longitude and latitude of the inverse."""
    if row["shift"] == "X":
        return []
    area = [float(cell) for cell in row["bbox"].split(",")] if row["bbox"] else [-180, -90, 180, 90]
    if area[1] < -90:
        return []  # the area of use is not known
    try:
        transformer = operation(row, area)
    except (pyproj.exceptions.ProjError, IndexError):
        return []
    found = []
    for place in places(area) if transformer else []:
        try:
            x, y = transformer.transform(*place, errcheck=True)
            if math.isfinite(x) and math.isfinite(y):
                found.append((*place, x, y, *transformer.transform(x, y, direction="INVERSE")))
        except pyproj.exceptions.ProjError:
            pass  # outside the projection's domain
    return found


def chosen(wkid, found):
    """Three of the points, others for every system."""
    return [found[(wkid + step) % len(found)] for step in ((0, 9, 17) if len(found) > 2 else range(len(found)))]


def compact(row, point):
    """x and y to 0.01 mm or 1e-10 degrees; of the inverse, 1e-10 degrees by which it is not longitude and latitude."""
    longitude, latitude, x, y, back_longitude, back_latitude = point
    digits = 10 if row["kind"] == "G" else 5 + max(0, math.ceil(math.log10(float(row["unit_factor"]))))
    if row["wkid"] in ("6996", "6997"):
        digits += 6  # defined with a scale of a millionth
    turn = math.remainder(back_longitude - longitude, 360)
    cells = [longitude, latitude, round(x, digits), round(y, digits), round(turn * 1e10), round((back_latitude - latitude) * 1e10)]
    return ",".join([row["wkid"], *map(repr, cells)])


def write_all(file):
    with open(file, "w") as full:
        for row in rows():
            for point in points(row):
                print(row["wkid"], row["auth"], row["method"], *map(repr, point), sep="\t", file=full)


def read_all(file):
    """By wkid and authority, the points that PROJ brought back."""
    found = {}
    with open(file) as full:
        for line in full:
            wkid, authority, _, *numbers = line.split("\t")
            point = tuple(map(float, numbers))
            if all(map(math.isfinite, point)) and abs(point[1]) <= 90:
                found.setdefault((wkid, authority), []).append(point)
    return found


def main():
    warnings.simplefilter("ignore")
    pyproj.network.set_network_enabled(False)
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", type=pathlib.Path)
    file = arguments.parse_args().file
    if not file.exists():
        write_all(file)
    found, lines, seen = read_all(file), ["wkid,longitude,latitude,x,y,back longitude,back latitude"], set()
    for row in rows():
        # Of an id that two authorities have, the first is the one that counts.
        if row["wkid"] not in seen:
            seen.add(row["wkid"])
            lines += [compact(row, point) for point in chosen(int(row["wkid"]), found.get((row["wkid"], row["auth"]), []))]
    HERE.joinpath("reference-points.csv.br").write_bytes(brotli.compress("\n".join(lines).encode() + b"\n", quality=11, lgwin=24))


main()
