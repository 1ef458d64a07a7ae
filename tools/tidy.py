#!/usr/bin/env python3
"""Checks what the compiler cannot: layers, purity, lengths. Runs as the tests tidy and tidy_test.

Usage: tools/tidy.py [ROOT]      exit 1 and one `path:line: rule: reason` per finding.

Who may include whom is read from the layer() lines of ROOT/CMakeLists.txt.
"""
import re
import sys
from pathlib import Path
from typing import Iterator, NamedTuple

# (file, rule): why the rule must yield there. Anything not listed here is a finding.
EXCEPTIONS = {
    ("src/base/must.h", "system-header"): "a wrong program says so on stderr and aborts",
    ("src/base/must.h", "impure"): "a wrong program says so on stderr and aborts",
}

COLUMNS, FILE_LINES, FILE_LINES_AIM, FUNCTION_LINES = 100, 500, 200, 70

# What a pure folder may include of the world: nothing that can reach a clock, disk, thread,
# dice or the environment. Test files may include anything.
PURE_HEADERS = set("""
    algorithm array bit bitset charconv chrono cinttypes climits cmath compare concepts cstddef
    cstdint cstring deque exception functional initializer_list iosfwd iterator limits list map
    memory memory_resource new numbers numeric optional queue ranges ratio set source_location span
    stack stdexcept string string_view tuple type_traits unordered_map unordered_set utility
    variant vector version
    simdjson.h sodium.h tl/expected.hpp zlib.h zstd.h
""".split())
PURE_HEADER_FOLDERS = ("fmt/", "nlohmann/", "openssl/", "toml++/", "unicode/")

IMPURE = {
    r"::\s*now\s*\(": "time is an argument",
    r"\btime\s*\(\s*(nullptr|NULL|0|&)|\bstd::time\b|\bgettimeofday\b|\bclock_gettime\b":
        "time is an argument",
    r"(?<![\w.>])clock\s*\(\s*\)": "time is an argument",
    r"\b(localtime|gmtime|strftime|mktime)(_r)?\s*\(": "time zones are the machine's",
    r"\b(std::|secure_)?getenv\b|\benviron\b": "options are arguments",
    r"\bs?rand(_r|om)?\s*\(|\brandom_device\b|\brandombytes_|\bmt19937": "take a base/random.h",
    r"\bstd::(jthread|thread|this_thread|async|mutex|shared_mutex|atomic|condition_variable)\b"
    r"|\bthread_local\b|\bpthread_": "work in parallel through an Executor handed in",
    r"\bstd::([io]?fstream|filesystem|cin|cout|cerr|clog)\b|\bf(open|read|write|puts)\s*\("
    r"|\b(f|v)?printf\s*\(|\bfmt::print\b|\bstd(in|out|err)\b": "bytes come and go as arguments",
}

BANNED = {
    r"\bnew\s+(\(|[A-Za-z_:])": "std::make_unique",
    r"\b(std::)?(shared_ptr|make_shared)\b": "a value, a reference or std::unique_ptr",
    r"\busing\s+namespace\b": "qualified names",
}
LEFTOVERS = re.compile(r"\b(TODO|FIXME)\b")

TOKENS = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>\b(?:u8|u|U|L)?R"(?P<fence>[^()\\\s]{0,16})\(.*?\)(?P=fence)")'
    r'|(?P<include>^[ \t]*#[ \t]*include[ \t]*"[^"\n]*")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<char>(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+')", re.S | re.M)


class Finding(NamedTuple):
    line: int
    rule: str
    reason: str


class House(NamedTuple):
    """The layers of CMakeLists.txt: name to the names that it may include, and which are pure."""
    uses: dict
    pure: set


def house_of(cmake: str) -> House:
    cmake = re.sub(r"#[^\n]*", "", cmake)
    pure = re.search(r"set\(PURE_LAYERS\s+([^)]*)\)", cmake)
    pure = pure[1].split() if pure else []
    uses = {}
    for name, rest in re.findall(r"^layer\(\s*(\S+?)(\s[^)]*)?\)", cmake, re.M):
        rest = rest.replace("${PURE_LAYERS}", " ".join(pure))
        named = re.search(r"\bUSES\b(.*?)(\bLIBS\b|$)", rest, re.S)
        uses[name] = set(named[1].split()) if named else set()
    return House(uses, set(pure))


def layer_of(path: str, house: House):
    """The longest layer name that is a folder of `path`, so that layers may nest."""
    folders = path.split("/")[:-1]
    for length in range(len(folders), 0, -1):
        if (name := "/".join(folders[:length])) in house.uses:
            return name
    return None


def bare(text: str) -> str:
    """The code without comments and the insides of literals, line for line."""
    def blank(match):
        if match["include"]:
            return match[0]
        lines = "\n" * match[0].count("\n")
        return (" " if match["comment"] else '""') + lines
    return TOKENS.sub(blank, text)


def line_at(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def is_test(path: str) -> bool:
    return re.search(r"_test\.(h|cpp)$", path) is not None


def include_findings(path: str, code: str, house: House) -> Iterator[Finding]:
    layer = layer_of(path.removeprefix("src/"), house) if path.startswith("src/") else None
    may = house.uses[layer] | {layer} if layer else set(house.uses)
    for match in re.finditer(r"^[ \t]*#[ \t]*(include(?:_next)?|import)\b[ \t]*([^\n]*)", code, re.M):
        line, what = line_at(code, match.start()), match[2].strip()
        header = re.match(r'(["<])([^">]+)[">]', what)
        if match[1] != "include" or not header:
            yield Finding(line, "include", "say which header, by its name")
        elif header[1] == '"':
            target = layer_of(header[2], house)
            if ".." in header[2] or header[2].startswith(".") or target is None:
                yield Finding(line, "include", f'"{header[2]}": quotes are for "folder/file.h" of src/')
            elif target not in may:
                yield Finding(line, "layer", f"{layer} may not include {target}")
        elif header[2].split("/")[0] in {name.split("/")[0] for name in house.uses}:
            yield Finding(line, "include", f"<{header[2]}>: quotes for our own folders")
        elif layer in house.pure and not is_test(path):
            if header[2] not in PURE_HEADERS and not header[2].startswith(PURE_HEADER_FOLDERS):
                yield Finding(line, "system-header", f"a pure folder may not include <{header[2]}>")


def word_findings(path: str, text: str, code: str, house: House) -> Iterator[Finding]:
    layer = layer_of(path.removeprefix("src/"), house) if path.startswith("src/") else None
    rules = [("banned", BANNED)]
    if layer in house.pure and not is_test(path):
        rules.append(("impure", IMPURE))
    for rule, patterns in rules:
        for pattern, instead in patterns.items():
            for match in re.finditer(pattern, code):
                yield Finding(line_at(code, match.start()), rule, f"`{match[0].strip()}`: {instead}")
    for match in LEFTOVERS.finditer(text):
        yield Finding(line_at(text, match.start()), "leftover", "do it, or write an issue")


def shape_findings(path: str, text: str) -> Iterator[Finding]:
    lines = text.split("\n")
    if path.endswith(".h") and "#pragma once" not in lines:
        yield Finding(1, "header", "no #pragma once")
    if text.count("\n") > FILE_LINES:
        yield Finding(FILE_LINES, "file-length", f"over {FILE_LINES} lines: it holds two ideas")
    for number, line in enumerate(lines, 1):
        if len(line) > COLUMNS:
            yield Finding(number, "columns", f"over {COLUMNS} columns")


def opens_scope(head: str) -> bool:
    """Whether a brace after `head` opens a namespace or a type, whose members are looked at."""
    head = re.sub(r"\balignas\s*\([^)]*\)", "", re.sub(r"\btemplate\s*<[^{}]*>", "", head))
    return ("(" not in head and re.search(r"\b(namespace|class|struct|union|enum)\b", head) is not None
            or re.fullmatch(r'\s*extern\s*""\s*', head) is not None)


def opens_function(head: str) -> bool:
    """Whether it opens a function's body; a table `T rows = {...}` may be as long as it must."""
    flat = head
    while (inner := re.sub(r"\([^()]*\)", "#", flat)) != flat:
        flat = inner
    is_value = re.search(r"(?<![=!<>])=(?!=)", flat) and "operator" not in flat and "[" not in flat
    return "#" in flat and not is_value


def function_findings(code: str) -> Iterator[Finding]:
    """Brace matching from the file's level inwards, down to functions and no deeper."""
    code = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: "\n" * m[0].count("\n"), code, flags=re.M)
    depth, head_at = 0, 0
    inside = None  # (depth, first line, is a function) of a body that is not a scope
    for match in re.finditer(r"[{};]", code):
        at, mark = match.start(), match[0]
        if mark == "{":
            head = code[head_at:at]
            if inside is None and not opens_scope(head):
                first = head_at + len(head) - len(head.lstrip())
                inside = (depth, line_at(code, first), opens_function(head))
            depth += 1
        elif mark == "}":
            depth -= 1
            if inside and depth == inside[0]:
                lines = line_at(code, at) - inside[1] + 1
                if inside[2] and lines > FUNCTION_LINES:
                    yield Finding(inside[1], "function-length",
                                  f"a function of {lines} lines, over {FUNCTION_LINES}")
                inside = None
        if inside is None:
            head_at = at + 1


def findings_in(path: str, text: str, house: House) -> Iterator[Finding]:
    """All findings in one file; `path` is from the root, with slashes."""
    if path.startswith("src/") and layer_of(path.removeprefix("src/"), house) is None:
        yield Finding(1, "layer", "its folder is no layer of CMakeLists.txt")
        return
    code = bare(text)
    found = [*shape_findings(path, text), *include_findings(path, code, house),
             *word_findings(path, text, code, house), *function_findings(code)]
    yield from (f for f in sorted(found) if (path, f.rule) not in EXCEPTIONS)


def sources(root: Path) -> Iterator[Path]:
    for folder in ("src", "tests", "bench"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in {".h", ".cpp"}:
                yield path


def main(root: Path) -> int:
    house = house_of((root / "CMakeLists.txt").read_text())
    count, files, long_files = 0, 0, 0
    for path in sources(root):
        name, text = path.relative_to(root).as_posix(), path.read_text()
        files += 1
        long_files += text.count("\n") > FILE_LINES_AIM and not is_test(name)
        for finding in findings_in(name, text, house):
            print(f"{name}:{finding.line}: {finding.rule}: {finding.reason}")
            count += 1
    for path, rule in EXCEPTIONS:
        if not (root / path).exists():
            print(f"tools/tidy.py:1: exception: {path} ({rule}) is gone")
            count += 1
    print(f"tidy: {files} files, {count} findings; {long_files} over the {FILE_LINES_AIM} lines we aim at")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
