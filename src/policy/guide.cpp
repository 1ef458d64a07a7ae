#include "policy/guide.h"

#include <string_view>

namespace shouxin::embedded {

std::string_view policy_guide();

}  // namespace shouxin::embedded

namespace shouxin::policy {
namespace {

// "## 一、只改阈值 · Thresholds alone"
Sentence title_of(std::string_view heading) {
    constexpr std::string_view between = " · ";
    constexpr std::string_view numeral_ends = "、";
    heading.remove_prefix(3);
    const std::size_t numeral = heading.find(numeral_ends);
    heading.remove_prefix(numeral == std::string_view::npos ? 0 : numeral + numeral_ends.size());
    const std::size_t split = heading.find(between);
    const bool both = split != std::string_view::npos;
    return {
        std::string(heading.substr(0, split)),
        std::string(both ? heading.substr(split + between.size()) : heading)};
}

}  // namespace

std::vector<WorkedExample> worked_examples() {
    std::vector<WorkedExample> examples;
    std::string_view rest = embedded::policy_guide();
    std::string_view heading;
    bool inside = false;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(line.size() + (line.size() < rest.size() ? 1 : 0));
        if (line.starts_with("## ")) {
            heading = line;
        } else if (line == "```toml") {
            examples.push_back({title_of(heading), ""});
            inside = true;
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            examples.back().text.append(line).append("\n");
        }
    }
    return examples;
}

}  // namespace shouxin::policy
