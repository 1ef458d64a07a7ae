#include "judge/trees.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace shouxin::judge {

namespace {

// One line of words; numbers are asked for by place.
class Words {
public:
    explicit Words(std::string_view line) {
        while (!line.empty()) {
            const std::size_t space = line.find(' ');
            words_.push_back(line.substr(0, space));
            line.remove_prefix(space == std::string_view::npos ? line.size() : space + 1);
        }
    }

    [[nodiscard]] std::string_view operator[](std::size_t place) const {
        return place < words_.size() ? words_[place] : std::string_view{};
    }

    template <class Number>
    [[nodiscard]] bool number(std::size_t place, Number& into) const {
        const std::string_view word = (*this)[place];
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), into);
        return error == std::errc{} && end == word.data() + word.size() && !word.empty();
    }

private:
    std::vector<std::string_view> words_;
};

}  // namespace

Result<Trees> Trees::parse(std::string_view text, std::span<const std::string_view> measures) {
    Trees trees;
    std::size_t number = 0;
    const auto bad = [&](std::string_view why) {
        return fail(
            Failure::corrupt, "model line " + std::to_string(number) + ": " + std::string(why));
    };
    while (!text.empty()) {
        ++number;
        const std::size_t end = text.find('\n');
        const Words words(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (words[0].empty() || words[0].starts_with('#')) {
            continue;
        }
        if (words[0] == "bias") {
            if (!words.number(1, trees.bias_)) {
                return bad("bias takes a whole number");
            }
        } else if (words[0] == "tree") {
            trees.roots_.push_back(static_cast<std::uint32_t>(trees.nodes_.size()));
        } else if (words[0] == "leaf") {
            Node node;
            if (!words.number(1, node.value)) {
                return bad("leaf takes a whole number");
            }
            trees.nodes_.push_back(node);
        } else if (words[0] == "split") {
            const auto measure = std::ranges::find(measures, words[1]);
            Node node;
            std::uint32_t ahead = 0;
            if (measure == measures.end()) {
                return bad("unknown measure " + std::string(words[1]));
            }
            if (!words.number(2, node.threshold) || !words.number(3, ahead) ||
                !words.number(4, node.value) || ahead == 0) {
                return bad("split takes a measure, a threshold, a distance and a value");
            }
            node.measure = static_cast<std::uint16_t>(measure - measures.begin());
            node.left = static_cast<std::uint32_t>(trees.nodes_.size()) + ahead;
            trees.nodes_.push_back(node);
        } else {
            return bad("unknown word " + std::string(words[0]));
        }
    }
    const auto outside = [&](const Node& node) {
        return node.measure != leaf && std::size_t{node.left} + 1 >= trees.nodes_.size();
    };
    if (std::ranges::any_of(trees.nodes_, outside) ||
        (!trees.roots_.empty() && trees.roots_.back() >= trees.nodes_.size())) {
        return bad("a tree is cut short");
    }
    return trees;
}

Evidence Trees::sum(std::span<const std::int16_t> row) const {
    Evidence total = bias_;
    for (std::uint32_t at : roots_) {
        while (nodes_[at].measure != leaf) {
            const Node& node = nodes_[at];
            at = node.left + (row[node.measure] > node.threshold ? 1 : 0);
        }
        total += nodes_[at].value;
    }
    return total;
}

void Trees::explain(std::span<const std::int16_t> row, std::span<Evidence> share) const {
    for (std::uint32_t at : roots_) {
        while (nodes_[at].measure != leaf) {
            const Node& node = nodes_[at];
            at = node.left + (row[node.measure] > node.threshold ? 1 : 0);
            share[node.measure] += nodes_[at].value - node.value;
        }
    }
}

}  // namespace shouxin::judge
