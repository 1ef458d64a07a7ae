#include "judge/trees.h"

#include "base/distinct.h"

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
    bool second_look = false;
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
        const auto place = static_cast<std::uint32_t>(trees.nodes_.size());
        Node node{.left = place};
        Evidence value = 0;
        if (words[0].empty() || words[0].starts_with('#')) {
            continue;
        }
        if (words[0] == "bias") {
            if (!words.number(1, trees.bias_)) {
                return bad("bias takes a whole number");
            }
            continue;
        }
        if (words[0] == "look") {
            trees.first_look_ = trees.trees_.size();
            second_look = true;
            continue;
        }
        if (words[0] == "tree") {
            trees.trees_.push_back({.root = place, .depth = 0});
            continue;
        }
        if (words[0] == "leaf") {
            if (!words.number(1, value)) {
                return bad("leaf takes a whole number");
            }
        } else if (words[0] == "split") {
            const auto measure = std::ranges::find(measures, words[1]);
            std::uint32_t ahead = 0;
            if (measure == measures.end()) {
                return bad("unknown measure " + std::string(words[1]));
            }
            if (!words.number(2, node.threshold) || !words.number(3, ahead) ||
                !words.number(4, value) || ahead == 0 || ahead > 0xffff) {
                return bad("split takes a measure, a threshold, a distance and a value");
            }
            node.measure = static_cast<std::uint16_t>(measure - measures.begin());
            node.left = place + ahead;
        } else {
            return bad("unknown word " + std::string(words[0]));
        }
        if (node.left != place) {
            trees.asked_.push_back(node.measure);
        }
        trees.nodes_.push_back(node);
        trees.values_.push_back(value);
    }
    if (!second_look) {
        trees.first_look_ = trees.trees_.size();
    }
    if (!trees.measure_depths()) {
        return bad("a tree is cut short");
    }
    make_distinct(trees.asked_);
    trees.make_masks();
    return trees;
}

// Children stand behind their parents, so one pass from the back knows every height.
bool Trees::measure_depths() {
    std::vector<std::uint32_t> height(nodes_.size(), 0);
    for (std::size_t at = nodes_.size(); at-- > 0;) {
        const std::uint32_t left = nodes_[at].left;
        if (left == at) {
            continue;
        }
        if (std::size_t{left} + 1 >= nodes_.size()) {
            return false;
        }
        height[at] = 1 + std::max(height[left], height[left + 1]);
    }
    for (Tree& tree : trees_) {
        if (tree.root >= nodes_.size()) {
            return false;
        }
        tree.depth = height[tree.root];
    }
    return true;
}

Evidence Trees::prior() const {
    Evidence prior = bias_;
    for (const Tree& tree : trees_) {
        prior += values_[tree.root];
    }
    return prior;
}

void Trees::make_masks() {
    masks_.emplace();
    std::vector<LeafMasks::Split> splits;
    std::vector<Evidence> leaves;
    for (std::size_t tree = 0; tree < trees_.size(); ++tree) {
        splits.clear();
        leaves.clear();
        if (collect(trees_[tree].root, splits, leaves) == 0) {
            masks_.reset();
            return;
        }
        (*masks_)[tree < first_look_ ? 0 : 1].add_tree(splits, leaves);
    }
}

std::uint16_t Trees::collect(
    std::uint32_t at, std::vector<LeafMasks::Split>& splits, std::vector<Evidence>& leaves) const {
    const Node& node = nodes_[at];
    if (node.left == at) {
        if (leaves.size() == LeafMasks::leaves_max) {
            return 0;
        }
        leaves.push_back(values_[at]);
        return static_cast<std::uint16_t>(1U << (leaves.size() - 1));
    }
    const std::uint16_t left = collect(node.left, splits, leaves);
    const std::uint16_t right = left == 0 ? 0 : collect(node.left + 1, splits, leaves);
    if (right == 0) {
        return 0;
    }
    splits.push_back({node.threshold, node.measure, left});
    return left | right;
}

std::array<Evidence, LeafMasks::rows> Trees::sums_of_block(
    std::span<const std::int16_t> columns) const {
    return looks_of_block(columns).second;
}

std::pair<Trees::Block, Trees::Block> Trees::looks_of_block(
    std::span<const std::int16_t> columns) const {
    Block first{};
    first.fill(bias_);
    if (masks_) {
        (*masks_)[0].add_sums(columns.data(), first);
        Block all = first;
        (*masks_)[1].add_sums(columns.data(), all);
        return {first, all};
    }
    Block all = first;
    std::vector<std::int16_t> row(columns.size() / LeafMasks::rows);
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t measure = 0; measure < row.size(); ++measure) {
            row[measure] = columns[measure * LeafMasks::rows + i];
        }
        first[i] += sum_of(std::span(trees_).first(first_look_), row);
        all[i] += sum_of(trees_, row);
    }
    return {first, all};
}

void Trees::explain(std::span<const std::int16_t> row, std::span<Evidence> share) const {
    for (const Tree& tree : trees_) {
        std::uint32_t at = tree.root;
        for (std::uint32_t level = 0; level < tree.depth; ++level) {
            const std::uint32_t after = next(at, row.data());
            share[nodes_[at].measure] += values_[after] - values_[at];
            at = after;
        }
    }
}

}  // namespace shouxin::judge
