#include "http/live/inquiry.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::http {
namespace {

constexpr HashKey key{5, 6};

// Of which every generation begins with nothing.
class NoEpochs final : public live::EpochSource {
public:
    Result<live::EpochView> epoch(std::uint64_t /*number*/) override {
        return fail(Failure::not_found, "no epoch");
    }

    Result<std::unique_ptr<live::Successor>> successor(
        std::uint64_t /*from*/,
        std::uint64_t /*until*/,
        const live::PolicyVersion& policy) override {
        return std::make_unique<live::Successor>(
            intake::Options{.key = key},
            judge::embedded_model(),
            *policy::compile(policy.text),
            key);
    }
};

// Needs `slices` looks; writes down what happens.
class Counts final : public Inquiry {
public:
    Counts(std::string name, int slices, std::vector<std::string>& log)
        : name_(std::move(name)), slices_(slices), log_(log) {}

    bool look(const live::State& /*state*/) override {
        log_.push_back(name_ + std::to_string(++seen_));
        return seen_ == slices_;
    }

    void restart() override {
        log_.push_back(name_ + " anew");
        seen_ = 0;
    }

    Response tell(const live::State& state) override {
        return json(200, std::to_string(state.record()));
    }

private:
    std::string name_;
    int slices_;
    std::vector<std::string>& log_;
    int seen_ = 0;
};

// A writer that answers when it is told to.
class InquiriesTest : public testing::Test {
protected:
    void begin(std::string name, int slices) {
        inquiries_.begin(
            std::make_unique<Counts>(std::move(name), slices, log_),
            [this](const Response& response) { answers_.push_back(response); });
    }

    // False if nobody asks.
    bool group() {
        std::deque<Inquiries::Question> questions = std::exchange(questions_, {});
        EXPECT_LE(questions.size(), 1U) << "a group waits for one slice at most";
        for (Inquiries::Question& question : questions) {
            question(state_);
        }
        return !questions.empty();
    }

    void step(model::RecordKind kind, std::string_view payload) {
        const auto stepped = state_.step({state_.record() + 1, kind, 0, payload, nullptr});
        ASSERT_TRUE(stepped) << stepped.error().message;
    }

    using Log = std::vector<std::string>;

    NoEpochs epochs_;
    live::State state_{{.reading = {.key = key}, .secret = "s"}, epochs_};
    std::deque<Inquiries::Question> questions_;
    Inquiries inquiries_{
        [this](Inquiries::Question question) { questions_.push_back(std::move(question)); }};
    Log log_;
    std::vector<Response> answers_;
};

TEST_F(InquiriesTest, LookAtOneSliceBetweenTwoGroupsInTurn) {
    begin("a", 3);
    begin("b", 1);
    EXPECT_TRUE(log_.empty());
    while (group()) {
    }
    EXPECT_EQ(log_, (Log{"a1", "b1", "a2", "a3"}));
    ASSERT_EQ(answers_.size(), 2U);
    EXPECT_EQ(answers_[1].status, 200);
}

TEST_F(InquiriesTest, GoOnWhereTheyWereWhenTheStateMovesOn) {
    begin("a", 2);
    group();
    step(model::RecordKind::tick, " ");
    group();
    EXPECT_EQ(log_, (Log{"a1", "a2"}));
    ASSERT_EQ(answers_.size(), 1U);
    EXPECT_EQ(answers_[0].body, "1");
}

TEST_F(InquiriesTest, BeginAnewWithAGeneration) {
    step(model::RecordKind::tick, " ");
    begin("a", 2);
    group();
    step(model::RecordKind::generation, "1 0");
    while (group()) {
    }
    EXPECT_EQ(log_, (Log{"a1", "a anew", "a1", "a2"}));
    EXPECT_EQ(answers_.size(), 1U);
}

TEST_F(InquiriesTest, RefuseMoreThanTheyTakeAndTakeAgainWhatIsDone) {
    for (std::size_t i = 0; i < Inquiries::at_once_max; ++i) {
        begin("a", 1);
    }
    EXPECT_TRUE(answers_.empty());
    begin("b", 1);
    ASSERT_EQ(answers_.size(), 1U);
    EXPECT_EQ(answers_[0].status, 503);
    group();
    begin("c", 1);
    EXPECT_EQ(answers_.size(), 2U);
    while (group()) {
    }
    EXPECT_EQ(answers_.size(), Inquiries::at_once_max + 2);
    EXPECT_EQ(log_.back(), "c1");
}

}  // namespace
}  // namespace shouxin::http
