#include "intake/mending.h"

#include <gtest/gtest.h>

#include <set>

namespace shouxin::intake {
namespace {

Problem problem_with(std::size_t complaint) {
    return {static_cast<Complaint>(complaint), Field::amount};
}

TEST(Mending, ASentenceIsReadBackForEveryComplaint) {
    for (std::size_t i = 1; i < complaint_count; ++i) {
        Problem said = problem_with(i);
        for (const std::string_view detail : {"", "trial, livestream: or so"}) {
            said.detail = detail;
            const std::string sentence = sentence_of(said);
            const auto read = problem_of(sentence);
            ASSERT_TRUE(read) << sentence;
            EXPECT_EQ(read->complaint, said.complaint) << sentence;
            EXPECT_EQ(read->detail, detail) << sentence;
            EXPECT_EQ(sentence_of(*read), sentence);
            if (is_about_field(said.complaint)) {
                EXPECT_EQ(read->field, Field::amount) << sentence;
            }
        }
    }
}

TEST(Mending, OtherSentencesAreNobodys) {
    for (const char* const other :
         {"",
          "field",
          "field '",
          "field ''",
          "field 'amount'",
          "field 'nothing' is missing",
          "field 'amount' is well",
          "the gzip stream ends early: is the file truncated?"}) {
        EXPECT_FALSE(problem_of(other)) << other;
    }
}

TEST(Mending, EveryComplaintHasWordsOfItsOwn) {
    std::set<std::string> wrong;
    std::set<std::string_view> names;
    for (std::size_t i = 1; i < complaint_count; ++i) {
        const Mending told = mending_of(problem_with(i));
        EXPECT_TRUE(wrong.insert(told.zh).second) << told.zh;
        EXPECT_TRUE(names.insert(name_of(static_cast<Complaint>(i))).second);
        EXPECT_FALSE(told.mend_zh.empty());
        EXPECT_FALSE(told.mend_en.empty());
        EXPECT_EQ(told.en, sentence_of(problem_with(i)));
    }
}

TEST(Mending, WordsThatAreKnownAreTold) {
    const Mending told = mending_of({Complaint::unknown_word, Field::by, "author, merchant"});
    EXPECT_EQ(told.zh, "字段 by 不是认识的词：author, merchant");
}

}  // namespace
}  // namespace shouxin::intake
