#!/usr/bin/env python3
"""Proves that each rule of tidy.py fires on what it forbids and stays silent on what looks like it."""
import unittest

import tidy

HOUSE = tidy.house_of("""
set(PURE_LAYERS base model signal)
layer(base LIBS fmt::fmt)
# layer(ghost USES base)
layer(model  USES base)
layer(signal USES base model LIBS ZLIB::ZLIB)
layer(port   USES base model)
layer(store
      USES base port)
layer(service/cases USES ${PURE_LAYERS} port)
""")


def rules(code, path="src/signal/x.cpp"):
    return {finding.rule for finding in tidy.findings_in(path, code, HOUSE)}


class Layers(unittest.TestCase):
    def test_are_read_from_cmake(self):
        self.assertEqual(HOUSE.pure, {"base", "model", "signal"})
        self.assertEqual(HOUSE.uses["base"], set())
        self.assertEqual(HOUSE.uses["signal"], {"base", "model"})
        self.assertEqual(HOUSE.uses["store"], {"base", "port"})
        self.assertEqual(HOUSE.uses["service/cases"], {"base", "model", "signal", "port"})
        self.assertNotIn("ghost", HOUSE.uses)

    def test_only_named_folders_may_be_included(self):
        self.assertEqual(rules('#include "model/event.h"\n#include "signal/y.h"\n'), set())
        self.assertEqual(rules('#include "port/clock.h"\n'), {"layer"})
        self.assertEqual(rules('#include "model/event.h"\n', "src/store/x.cpp"), {"layer"})
        self.assertEqual(rules('#include "signal/y.h"\n', "src/service/cases/x.cpp"), set())
        self.assertEqual(rules('#include "port/clock.h"\n', "src/signal/x_test.cpp"), {"layer"})

    def test_a_folder_must_be_a_layer(self):
        self.assertEqual(rules("", "src/utils/x.cpp"), {"layer"})

    def test_no_way_around(self):
        for header in ('"../store/x.h"', '"./y.h"', '"y.h"', '"base/../store/x.h"', '<store/x.h>',
                       '"unknown/x.h"', "MACRO", '<base/must.h>'):
            self.assertEqual(rules(f"#include {header}\n"), {"include"}, header)
        self.assertEqual(rules('#  include   "port/clock.h"\n'), {"layer"})
        self.assertEqual(rules("#include_next <vector>\n"), {"include"})


class Purity(unittest.TestCase):
    def test_headers_are_allow_listed(self):
        self.assertEqual(rules("#include <vector>\n#include <fmt/core.h>\n"), set())
        for header in ("random", "thread", "fstream", "iostream", "ctime", "cstdlib", "cstdio",
                       "unistd.h", "atomic", "curl/curl.h"):
            self.assertEqual(rules(f"#include <{header}>\n"), {"system-header"}, header)
            self.assertEqual(rules(f"#include <{header}>\n", "src/store/x.cpp"), set(), header)
            self.assertEqual(rules(f"#include <{header}>\n", "src/signal/x_test.cpp"), set(), header)

    def test_an_exception_holds_for_its_file_and_rule_alone(self):
        must = "#pragma once\n#include <cstdio>\n"
        self.assertEqual(rules(must, "src/base/must.h"), set())
        self.assertEqual(rules(must, "src/base/other.h"), {"system-header"})
        self.assertEqual(rules(must + "auto p = new X;\n", "src/base/must.h"), {"banned"})

    def test_clocks_dice_threads_files_environment(self):
        for code in ("auto t = std::chrono::system_clock::now();", "auto t = Clock::now ();",
                     "time(nullptr);", "std::time(&t);", "::time(0);", "long c = clock();",
                     'getenv("HOME");', 'std::getenv("HOME");', "int r = rand();", "srand(1);",
                     "std::random_device d;", "std::thread t(f);", "std::mutex m;",
                     "thread_local int x;", "std::ifstream in(p);", "std::cout << 1;",
                     'fopen("x", "r");', 'fmt::print("x");', 'std::printf("x");'):
            self.assertEqual(rules(code), {"impure"}, code)
            self.assertEqual(rules(code, "src/store/x.cpp"), set(), code)

    def test_what_only_looks_impure(self):
        for code in ("Instant time() const;", "event.time(1);", "double operand(int);", "now(x);",
                     "port.clock();", "int brand(3);", "snprintf_like(3);", "f(dwell_time(0));",
                     "std::chrono::system_clock::time_point at;", "sprint(1);"):
            self.assertEqual(rules(code), set(), code)


class Literals(unittest.TestCase):
    def test_comments_and_strings_are_not_code(self):
        for code in ('auto s = "a new rule";', "// a new rule, using namespace std; rand()",
                     "/* std::thread\n new X */ int x;", 'auto s = R"(new X; "rand()")";',
                     'auto s = R"--(new X )" using namespace y)--";', "auto s = \"\\\"new X\";",
                     'auto s = "// no comment";', 'auto s = R"(\n#include "port/clock.h"\n)";',
                     '// #include "port/clock.h"'):
            self.assertEqual(rules(code), set(), code)

    def test_code_after_them_still_is(self):
        for code in ('auto s = "x"; auto p = new X;', "/* x */ auto p = new X;", "auto c = '\"'; new X;",
                     'auto s = R"(")"; new X;', "int n = 1'000'000; new X;", 'f("//"); new X;'):
            self.assertEqual(rules(code), {"banned"}, code)

    def test_lines_are_counted_through_them(self):
        code = '/* a\nb */\nauto s = R"(\n\n)";\nauto p = new X;\n'
        self.assertEqual([f.line for f in tidy.findings_in("src/base/x.cpp", code, HOUSE)], [6])


class Bans(unittest.TestCase):
    def test_everywhere(self):
        for path in ("src/signal/x.cpp", "src/store/x.cpp", "src/signal/x_test.cpp", "tests/x.cpp"):
            for code in ("auto p = new X;", "new (place) X;", "std::shared_ptr<X> p;",
                         "auto p = std::make_shared<X>();", "using namespace std;"):
                self.assertEqual(rules(code, path), {"banned"}, code)
        self.assertEqual(rules("int renew = new_rule(1);"), set())

    def test_leftovers_in_comments_too(self):
        self.assertEqual(rules("// TO" "DO: later\n"), {"leftover"})
        self.assertEqual(rules("// FIX" "ME\n"), {"leftover"})


class Shape(unittest.TestCase):
    def test_columns_count_characters(self):
        self.assertEqual(rules("// " + "守" * 97 + "\n"), set())
        self.assertEqual(rules("// " + "x" * 98 + "\n"), {"columns"})

    def test_file_length(self):
        self.assertEqual(rules("int x;\n" * 500), set())
        self.assertEqual(rules("int x;\n" * 501), {"file-length"})

    def test_headers_are_guarded(self):
        self.assertEqual(rules("int x();\n", "src/base/x.h"), {"header"})
        self.assertEqual(rules("#pragma once\nint x();\n", "src/base/x.h"), set())

    def test_function_length(self):
        for head in ("int f(int x = 3)", "template <class T>\nT f()", "X::X() : a_{1}, b_(2)",
                     "bool operator==(const X& o) const", "struct Y make()", "TEST(A, b)",
                     "auto f() -> int", "const auto f = [](int x)"):
            for before, after in (("", ""), ("namespace a {\nnamespace {\n", "}\n}\n"),
                                  ("class X final : public Y<int> {\n", "};\n")):
                short = before + head + " {\n" + "if (a) { b(); }\n" * 60 + "}\n" + after
                long = before + head + " {\n" + "if (a) { b(); }\n" * 70 + "}\n" + after
                self.assertEqual(rules(short), set(), head)
                self.assertEqual(rules(long), {"function-length"}, head)

    def test_a_long_table_or_type_is_no_function(self):
        rows = "    {1, 2},\n" * 100
        self.assertEqual(rules("constexpr std::array<Row, 100> rows = {{\n" + rows + "}};\n"), set())
        self.assertEqual(rules("const auto n = f(1) + sum({\n" + rows + "});\n"), set())
        self.assertEqual(rules("struct X {\n" + "int x() { return 1; }\n" * 100 + "};\n"), set())
        self.assertEqual(rules("#define X(a) do { \\\n f(a); \\\n" + "g(); \\\n" * 80 + "}\n"), set())

    def test_the_line_is_where_the_function_starts(self):
        code = "int x;\n\nint f()\n{\n" + "g();\n" * 70 + "}\n"
        self.assertEqual([f.line for f in tidy.findings_in("src/base/x.cpp", code, HOUSE)], [3])


if __name__ == "__main__":
    unittest.main()
