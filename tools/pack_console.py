#!/usr/bin/env python3
"""Packs the built console into the one file that is embedded into the binary (src/http/console.h reads it).

Usage: tools/pack_console.py FOLDER PACK

FOLDER is what `npm run build` left: index.html, favicon.svg and assets/. Without it the pack is empty, and the server
says that it has no console. The pack is a line for each file, an empty line, and then the bytes of all:

    path TAB media type TAB SHA-256 TAB bytes plain TAB bytes gzipped, 0 where that saves nothing

first the plain bytes of a file, then its gzipped ones, without a gap.
"""
import gzip
import hashlib
import sys
from pathlib import Path

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


def files_of(folder: Path):
    """Path and bytes of each file, by path."""
    found = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    for name, path in found:
        if name not in ("index.html", "favicon.svg") and not name.startswith("assets/"):
            sys.exit(f"pack_console: the server has no route to {name}: put it under assets/")
        if path.suffix not in TYPES:
            sys.exit(f"pack_console: {name} is of no known type: add it to TYPES in tools/pack_console.py")
        yield name, TYPES[path.suffix], path.read_bytes()


def pack(folder: Path) -> bytes:
    head, body = [], []
    for name, media_type, plain in files_of(folder):
        small = gzip.compress(plain, 9, mtime=0)
        small = small if len(small) < len(plain) else b""
        digest = hashlib.sha256(plain).hexdigest()
        head.append(f"{name}\t{media_type}\t{digest}\t{len(plain)}\t{len(small)}\n")
        body += [plain, small]
    return "".join(head).encode() + b"\n" + b"".join(body)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_bytes(pack(source))
