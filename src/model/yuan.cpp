#include "model/yuan.h"

#include <fmt/format.h>

namespace shouxin::model {

std::string yuan(std::int64_t fen) {
    const std::uint64_t amount =
        fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
    const std::string whole = std::to_string(amount / 100);
    std::string grouped = fen < 0 ? "-" : "";
    for (std::size_t i = 0; i < whole.size(); ++i) {
        if (i > 0 && (whole.size() - i) % 3 == 0) {
            grouped += ',';
        }
        grouped += whole[i];
    }
    return fmt::format("{}.{:02}", grouped, amount % 100);
}

}  // namespace shouxin::model
