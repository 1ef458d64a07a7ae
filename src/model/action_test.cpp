#include "model/action.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace shouxin::model {
namespace {

TEST(Action, each_has_a_name_a_subject_an_end_and_a_gravity_of_its_own) {
    std::set<std::string_view> names;
    std::set<int> gravities;
    for (std::size_t i = 0; i < action_count; ++i) {
        const auto action = static_cast<Action>(i);
        const ActionText& text = text_of(action);
        EXPECT_EQ(action_of(text.name), action);
        EXPECT_NE(text.subjects, 0) << text.name;
        EXPECT_GT(text.expiry_s, 0U) << text.name;
        EXPECT_FALSE(text.zh.empty() || text.en.empty()) << text.name;
        names.insert(text.name);
        gravities.insert(text.gravity);
    }
    EXPECT_EQ(names.size(), action_count);
    EXPECT_EQ(gravities.size(), action_count);
    EXPECT_FALSE(action_of("freeze_acount").has_value());
}

TEST(Action, applies_to_its_subjects_only) {
    EXPECT_TRUE(applies_to(Action::fold_review, SubjectKind::review));
    EXPECT_FALSE(applies_to(Action::fold_review, SubjectKind::order));
    EXPECT_FALSE(applies_to(Action::freeze_account, SubjectKind::merchant));
    for (std::size_t kind = 0; kind < subject_kind_count; ++kind) {
        EXPECT_TRUE(applies_to(Action::open_case, static_cast<SubjectKind>(kind)));
        EXPECT_EQ(
            subject_kind(text_of(static_cast<SubjectKind>(kind)).name),
            static_cast<SubjectKind>(kind));
    }
}

TEST(Action, what_stops_money_is_graver_than_what_asks_a_person) {
    EXPECT_TRUE(is_graver(Action::hold_settlement, Action::open_case));
    EXPECT_FALSE(is_graver(Action::open_case, Action::hold_settlement));
    EXPECT_FALSE(is_graver(Action::open_case, Action::open_case));
}

}  // namespace
}  // namespace shouxin::model
