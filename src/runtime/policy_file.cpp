#include "runtime/policy_file.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <cmath>
#include <string>

namespace shouxin::runtime {
namespace {

class PolicyReader {
public:
    explicit PolicyReader(std::string_view name) : name_(name) {}

    Result<judge::Thresholds> read(const toml::table& policy) const {
        judge::Thresholds thresholds;
        for (const auto& [key, node] : policy) {
            if (key.str() != "orders") {
                return wrong(
                    key.source(), fmt::format("unknown key '{}'; known is [orders]", key.str()));
            }
            if (!node.is_table()) {
                return wrong(node.source(), "orders must be a table; write [orders]");
            }
            TRY_DONE(read_orders(*node.as_table(), thresholds));
        }
        if (thresholds.review_ppm > thresholds.block_ppm) {
            return fail(
                Failure::invalid,
                fmt::format("{}: orders.review must not be above orders.block", name_));
        }
        return thresholds;
    }

    tl::unexpected<Error> wrong(const toml::source_region& where, std::string_view what) const {
        return fail(
            Failure::invalid,
            fmt::format("{}:{}:{}: {}", name_, where.begin.line, where.begin.column, what));
    }

private:
    Result<void> read_orders(const toml::table& orders, judge::Thresholds& thresholds) const {
        for (const auto& [key, node] : orders) {
            if (key.str() == "review") {
                TRY(thresholds.review_ppm, read_probability(key.str(), node));
            } else if (key.str() == "block") {
                TRY(thresholds.block_ppm, read_probability(key.str(), node));
            } else {
                return wrong(
                    key.source(),
                    fmt::format("unknown key '{}'; known are review and block", key.str()));
            }
        }
        return {};
    }

    Result<std::uint32_t> read_probability(std::string_view key, const toml::node& node) const {
        const auto given = node.value<double>();
        if (!node.is_number() || !given || !(*given >= 0.0 && *given <= 1.0)) {
            return wrong(node.source(), fmt::format("{} must be a number from 0 to 1", key));
        }
        return static_cast<std::uint32_t>(std::lround(*given * 1e6));
    }

    std::string_view name_;
};

}  // namespace

Result<judge::Thresholds> parse_policy(std::string_view text, std::string_view name) {
    const PolicyReader reader(name);
    try {
        return reader.read(toml::parse(text));
    } catch (const toml::parse_error& error) {
        return reader.wrong(error.source(), error.description());
    }
}

}  // namespace shouxin::runtime
