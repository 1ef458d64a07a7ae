// A policy and what it says of some subjects, as text: tests/policy/*.flow. The policy, then after
// each line `---- SUBJECT` the facts, and behind `=>` what follows. With ACCEPT=1 in the
// environment what came out becomes what is expected.
#include "policy/document.h"
#include "policy/evaluate.h"
#include "policy/parse.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <list>
#include <sstream>
#include <string>
#include <vector>

namespace shouxin::policy {
namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

class Flow {
public:
    explicit Flow(const std::string& policy)
        : policy_(compile(policy).value()), windows_(policy_.windows) {}

    // One line of facts: "order.amount ¥200", "order.reasons cash-back prefunded",
    // "window order.device 3 orders" (of ¥100 each, by so many buyers).
    void fact(Facts& facts, const std::string& line) {
        std::istringstream words(line);
        std::string name;
        words >> name;
        if (name == "window") {
            return orders(facts, words);
        }
        texts_.push_back(line.substr(std::min(name.size() + 1, line.size())));
        const std::string& value = texts_.back();
        const auto field = field_of(name);
        ASSERT_TRUE(field || name == "id" || name == "merchant") << line;
        if (!field) {
            (name == "id" ? facts.id : facts.merchant) = value;
        } else if (text_of(*field).type == Type::text) {
            facts.set(*field, std::string_view(value));
        } else {
            facts.set(*field, number(text_of(*field).type, value));
        }
    }

    std::string told(const Facts& facts) const {
        Evaluation got;
        evaluate(policy_, {1, 2}, facts, windows_, got);
        std::string text =
            fmt::format("=> {}{}", name_of(got.outcome), got.held_out ? ", held out" : "");
        for (const TakenAction& action : got.actions) {
            text += fmt::format(", {} ", model::text_of(action.action).name);
            put_literal(text, Type::duration, action.expiry_s);
        }
        text += names("; rules", got.live) + names("; shadow", got.shadow);
        return text + (got.final_rule ? "; final" : "");
    }

private:
    void orders(Facts& facts, std::istringstream& words) {
        std::string by;
        std::uint32_t many = 0;
        words >> by >> many;
        const Key key = key_of(by).value();
        const std::uint32_t index = next_++;
        facts.keys[static_cast<std::size_t>(key)] = index;
        for (std::uint32_t i = 0; i < many; ++i) {
            WindowOrder order;
            order.keys[static_cast<std::size_t>(Key::buyer)] = 1000 + i;
            order.keys[static_cast<std::size_t>(key)] = index;
            order.summands[static_cast<std::size_t>(Summand::amount)] = 100'00;
            windows_.step(order, 0);
        }
    }

    static std::int64_t number(Type type, const std::string& value) {
        if (type == Type::reasons) {
            model::Reasons reasons;
            std::istringstream codes(value);
            for (std::string code; codes >> code;) {
                const auto& texts = model::reason_texts();
                const auto found = std::find_if(
                    texts.begin(), texts.end(), [&](const auto& one) { return one.code == code; });
                reasons.tell(static_cast<model::Reason>(found - texts.begin()));
            }
            return mask_of(reasons);
        }
        if (type == Type::truth) {
            return value == "yes" ? 1 : 0;
        }
        if (type == Type::division) {
            return division_range(value)->first;
        }
        Problems problems;
        const PlacedText text{value, std::vector<Place>(value.size() + 1)};
        return parse_value(text, type, problems).value();
    }

    std::string names(const std::string& head, const std::vector<std::uint16_t>& rules) const {
        std::string text;
        for (const std::uint16_t rule : rules) {
            text += (text.empty() ? head + ": " : ", ") + policy_.rules[rule].name;
        }
        return text;
    }

    Policy policy_;
    Windows windows_;
    std::uint32_t next_ = 0;
    std::list<std::string> texts_;  // that facts point to
};

// The file as it should be.
std::string played(const std::string& file) {
    std::istringstream lines(file);
    std::string out;
    std::string policy;
    std::string line;
    while (std::getline(lines, line) && !line.starts_with("----")) {
        policy += line + "\n";
    }
    const auto compiled = compile(policy);
    if (!compiled) {
        out = policy + "----\n";
        for (const Problem& problem : compiled.error()) {
            out += to_text(problem, "policy") + "\n";
        }
        return out;
    }
    out = policy;
    Flow flow(policy);
    while (line.starts_with("----")) {
        out += line + "\n";
        Facts facts(
            model::subject_kind(line.substr(std::min<std::size_t>(5, line.size()))).value());
        while (std::getline(lines, line) && !line.starts_with("----")) {
            if (!line.starts_with("=>") && !line.empty()) {
                flow.fact(facts, line);
                out += line + "\n";
            }
        }
        out += flow.told(facts) + "\n";
        if (!lines) {
            break;
        }
    }
    return out;
}

TEST(PolicyFlow, says_what_the_files_expect) {
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator("tests/policy")) {
        if (entry.path().extension() != ".flow") {
            continue;
        }
        ++files;
        const std::string expected = read(entry.path());
        const std::string got = played(expected);
        if (std::getenv("ACCEPT") != nullptr) {
            std::ofstream(entry.path()) << got;
        } else {
            EXPECT_EQ(got, expected) << entry.path();
        }
    }
    EXPECT_GE(files, 4);
}

}  // namespace
}  // namespace shouxin::policy
