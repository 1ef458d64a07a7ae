#include "report/evaluation/csv_table.h"

#include "report/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace shouxin::report::evaluation {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// The columns a and b of each row, then the complaint, if there is one.
Rows read(std::string_view text) {
    Rows rows;
    auto table = CsvTable::open(text, "t.csv", {"a", "b"});
    if (!table) {
        return {{table.error().message}};
    }
    for (;;) {
        const Result<bool> some = table->next();
        if (!some) {
            rows.push_back({some.error().message});
            return rows;
        }
        if (!*some) {
            return rows;
        }
        rows.push_back({std::string((*table)[0]), std::string((*table)[1])});
    }
}

TEST(CsvTable, finds_columns_by_name_and_ends_lines_as_anybody_does) {
    EXPECT_EQ(read("b,x,a\n1,2,3\r\n4,5,6"), (Rows{{"3", "1"}, {"6", "4"}}));
    EXPECT_EQ(
        read("\xef\xbb\xbf"
             "a,b\n,\n"),
        (Rows{{"", ""}}));
    EXPECT_EQ(read("a,b\n"), Rows{});
}

TEST(CsvTable, reads_quoted_cells) {
    EXPECT_EQ(
        read("a,b\n\"x,\"\"y\"\"\n,\",\"\"\n\"\",\"\"\n"), (Rows{{"x,\"y\"\n,", ""}, {"", ""}}));
    EXPECT_EQ(
        read("\"a\",\"b\"\n\"1\n\n2\",3\nx"),
        (Rows{{"1\n\n2", "3"}, {"t.csv:5: 1 cells, but the header has 2"}}));
}

TEST(CsvTable, says_where_it_is_broken) {
    EXPECT_EQ(read("a,b\n\"1\"2,3\n"), (Rows{{"t.csv:2: text follows a closing quote"}}));
    EXPECT_EQ(read(""), (Rows{{"t.csv is empty; it needs a header row"}}));
    EXPECT_EQ(read("a,c\n"), (Rows{{"t.csv:1: the header lacks the column 'b'"}}));
    EXPECT_EQ(
        read("a,b\n1,2\n1\n"), (Rows{{"1", "2"}, {"t.csv:3: 1 cells, but the header has 2"}}));
    EXPECT_EQ(read("a,b\n\"1,2\n"), (Rows{{"t.csv:2: a quote is never closed"}}));
}

RC_GTEST_PROP(CsvTable, reads_what_put_cell_writes, (const Rows& given)) {
    Text text = "a,b\n";
    Rows expected;
    for (const auto& row : given) {
        expected.push_back({row.empty() ? "" : row.front(), row.empty() ? "" : row.back()});
        put_cell(text, expected.back()[0]);
        text += ',';
        put_cell(text, expected.back()[1]);
        text += '\n';
    }
    RC_ASSERT(read(text) == expected);
}

}  // namespace
}  // namespace shouxin::report::evaluation
