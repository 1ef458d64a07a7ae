// Reasons: every code is documented as it stands, and unlike any other.
#include "model/reason.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace shouxin::model {
namespace {

TEST(Reasons, stand_in_the_docs_word_for_word) {
    std::ifstream file("docs/reasons.md");
    ASSERT_TRUE(file.is_open()) << "run the test from the root of the project";
    const std::string docs{std::istreambuf_iterator<char>(file), {}};
    for (const ReasonText& text : reason_texts()) {
        std::string row = "| `" + std::string(text.code) + "` | " + std::string(text.zh);
        row += " | " + std::string(text.en) + " | " + std::string(text.clears) + " |";
        EXPECT_NE(docs.find(row), std::string::npos) << row;
    }
}

TEST(Reasons, codes_differ) {
    std::set<std::string_view> codes;
    for (const ReasonText& text : reason_texts()) {
        EXPECT_TRUE(codes.insert(text.code).second) << text.code;
    }
}

TEST(Reasons, at_most_four_are_kept) {
    Reasons reasons;
    for (int i = 0; i < 6; ++i) {
        reasons.add(Reason::crew);
    }
    EXPECT_EQ(reasons.end() - reasons.begin(), 4);
}

}  // namespace
}  // namespace shouxin::model
