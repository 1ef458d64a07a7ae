// What tests of a made-up market listen with: every event checked for what was told before it,
// counted, and kept where a test asks for it.
#pragma once

#include "world/market.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace shouxin::world::testing {

using Files = std::map<std::string, std::string>;

// The value of a string field, or of a number up to the next comma. Empty: no such field.
inline std::string field(std::string_view line, const std::string& key) {
    const std::string mark = "\"" + key + "\":";
    const std::size_t at = line.find(mark);
    if (at == std::string_view::npos) {
        return "";
    }
    line.remove_prefix(at + mark.size());
    if (line.front() == '"') {
        line.remove_prefix(1);
        return std::string(line.substr(0, line.find('"')));
    }
    return std::string(line.substr(0, line.find_first_of(",}")));
}

// The first column of a CSV file without its header.
inline std::set<std::string> first_column(const std::string& csv) {
    std::set<std::string> names;
    std::size_t at = csv.find('\n') + 1;
    while (at < csv.size()) {
        names.insert(csv.substr(at, csv.find(',', at) - at));
        at = csv.find('\n', at) + 1;
    }
    return names;
}

// Keeps what the tests below ask about.
class Listener final : public Sink {
public:
    void event(std::string_view line) override {
        const std::string type = field(line, "type");
        ++count[type];
        if (keeps) {
            lines[type].emplace_back(line);
        }
        hash = (hash ^ std::hash<std::string_view>{}(line)) * 0x100000001b3ULL;
        const std::string at = field(line, "at");
        in_order = in_order && (last_at <= at);
        last_at = at;
        unique_ids = ids.insert(field(line, "id")).second && unique_ids;
        if (type == "order.placed") {
            orders.emplace(field(line, "order"), field(line, "buyer"));
            EXPECT_GT(std::stoll(field(line, "amount")), 0) << line;
        } else if (type == "review.posted") {
            reviews.emplace(field(line, "review"), field(line, "account"));
            EXPECT_TRUE(orders.contains(field(line, "order"))) << line;
        } else if (type == "review.liked" || type == "review.removed") {
            EXPECT_TRUE(reviews.contains(field(line, "review"))) << line;
        } else if (type == "parcel.shipped") {
            parcels.insert(field(line, "parcel"));
            EXPECT_TRUE(orders.contains(field(line, "order"))) << line;
        } else if (type == "parcel.scanned" || type == "parcel.delivered") {
            EXPECT_TRUE(parcels.contains(field(line, "parcel"))) << line;
        } else if (type.starts_with("order.") || type == "service.redeemed") {
            EXPECT_TRUE(orders.contains(field(line, "order"))) << line;
        }
    }

    bool keeps = true;
    std::map<std::string, std::vector<std::string>> lines;  // by type, oldest first
    std::map<std::string, std::size_t> count;
    std::map<std::string, std::string> orders;   // to their buyers
    std::map<std::string, std::string> reviews;  // to their accounts
    std::set<std::string> parcels;
    std::set<std::string> ids;
    std::string last_at;
    std::uint64_t hash = 0;
    bool in_order = true;
    bool unique_ids = true;
};

class Text final : public ByteSink {
public:
    Result<void> write(std::string_view bytes) override {
        written.append(bytes);
        return {};
    }

    std::string written;
};

struct Told {
    Listener events;
    Files truth;
};

inline Told tell(const MarketOptions& options) {
    Result<Knobs> knobs = draw_knobs(options);
    EXPECT_TRUE(knobs.has_value());
    Market market(*knobs);
    Told told;
    market.run(told.events);
    for (const std::string_view file : Truth::files()) {
        Text text;
        EXPECT_TRUE(market.write_truth(file, text).has_value());
        told.truth.emplace(file, std::move(text.written));
    }
    return told;
}

inline MarketOptions small(Preset preset, std::uint64_t seed) {
    MarketOptions options;
    options.seed = seed;
    options.scale = 0.06;
    options.days = 20;
    options.preset = preset;
    return options;
}

}  // namespace shouxin::world::testing
