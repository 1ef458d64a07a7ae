// One box for everything that has a name: whole names first, then those that begin so.
// docs/formats/lists.md
#include "http/live/api.h"
#include "http/problem.h"
#include "live/actions/action_state.h"
#include "live/appeals.h"
#include "service/live/explain.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace shouxin::http {
namespace {

using live::State;
using proof::Json;

constexpr std::size_t found_max = 20;
constexpr std::size_t found_a_kind_max = 4;   // by their beginnings
constexpr std::size_t asked_bytes_max = 128;  // as names
constexpr std::uint32_t slice_names = 50'000;

// What is looked through, in the order in which it is shown.
struct Shelf {
    std::string_view kind;
    const Interner& (*names)(const model::Names&);
    std::optional<model::SubjectKind> subject = {};  // that may be known by name alone
};

constexpr std::array<Shelf, 9> shelves{{
    {"merchant", [](const model::Names& of) -> const Interner& { return of.merchants.strings(); }},
    {"account", [](const model::Names& of) -> const Interner& { return of.accounts.strings(); }},
    {"order",
     [](const model::Names& of) -> const Interner& { return of.orders.strings(); },
     model::SubjectKind::order},
    {"review",
     [](const model::Names& of) -> const Interner& { return of.reviews.strings(); },
     model::SubjectKind::review},
    {"device", [](const model::Names& of) -> const Interner& { return of.devices.strings(); }},
    {"wallet", [](const model::Names& of) -> const Interner& { return of.wallets.strings(); }},
    {"address", [](const model::Names& of) -> const Interner& { return of.addresses.strings(); }},
    {"ip", [](const model::Names& of) -> const Interner& { return of.ips.strings(); }},
    {"item", [](const model::Names& of) -> const Interner& { return of.items.strings(); }},
}};

struct Found {
    std::string_view kind;
    std::string id;
    std::string label = {};  // more of it, in the words of the contract; may be empty
};

class Search final : public Inquiry {
public:
    // `known` was found elsewhere.
    Search(std::string asked, std::vector<Found> known)
        : asked_(std::move(asked)), known_(std::move(known)) {}

    bool look(const State& state) override {
        if (shelf_ == 0 && !next_) {
            found_ = known_;
            find_whole(state);
        }
        std::uint32_t left = slice_names;
        while (shelf_ < shelves.size() && found_.size() < found_max && left > 0) {
            look_along(state, left);
        }
        return left > 0;
    }

    void restart() override {
        shelf_ = 0;
        next_.reset();
        on_shelf_ = 0;
    }

    Response tell(const State& /*state*/) override {
        Json::Array items;
        for (Found& found : found_) {
            Json one = Json::object();
            one.put("id", std::move(found.id))
                .put("kind", found.kind)
                .put("label", found.label.empty() ? Json() : Json(std::move(found.label)));
            items.push_back(std::move(one));
        }
        Json json = Json::object();
        json.put("items", std::move(items));
        return ok(json);
    }

private:
    void find_whole(const State& state) {
        if (asked_.starts_with('R')) {
            for (const live::RingView& ring : state.epoch().rings) {
                if (std::string id = "R" + std::to_string(ring.number); id == asked_) {
                    found_.push_back({"ring", std::move(id), ring.scheme});
                }
            }
        }
        if (const auto action = live::action_id(asked_)) {
            if (const auto facts = state.actions().find(*action)) {
                found_.push_back({"action", asked_, std::string(model::text_of(facts->kind).name)});
            }
        }
        for (const Shelf& shelf : shelves) {
            const auto index = shelf.names(state.watch().names()).find(asked_);
            if (index && is_there(shelf, asked_, state)) {
                found_.push_back({shelf.kind, asked_});
            }
        }
    }

    [[nodiscard]] static bool is_there(
        const Shelf& shelf, std::string_view name, const State& state) {
        return !shelf.subject || state.watch().find(*shelf.subject, name);
    }

    // The newest first, until the slice ends, the shelf, or enough of it was found.
    void look_along(const State& state, std::uint32_t& left) {
        const Shelf& shelf = shelves[shelf_];
        const Interner& names = shelf.names(state.watch().names());
        if (!next_) {
            next_ = names.size();
        }
        while (*next_ > 0 && left > 0 && on_shelf_ < found_a_kind_max) {
            --left;
            const std::string_view name = names.at(--*next_);
            if (name.starts_with(asked_) && name != asked_ && is_there(shelf, name, state)) {
                found_.push_back({shelf.kind, std::string(name)});
                ++on_shelf_;
            }
        }
        if (*next_ == 0 || on_shelf_ == found_a_kind_max) {
            ++shelf_;
            next_.reset();
            on_shelf_ = 0;
        }
    }

    std::string asked_;
    std::vector<Found> known_;
    std::vector<Found> found_;
    std::size_t shelf_ = 0;
    std::optional<std::uint32_t> next_;  // names of the shelf below it weren't looked at
    std::size_t on_shelf_ = 0;
};

// d12-0, ap-3: what the records alone know.
std::vector<Found> in_records(Api& api, const std::string& asked) {
    std::vector<Found> found;
    const auto look = [&](std::string_view table, std::string_view kind, const port::Value& key) {
        const auto row = api.engine().records().find(std::string(table), key);
        if (row && *row) {
            found.push_back({kind, asked});
        }
    };
    if (service::check_decision_name(asked)) {
        look("decisions", "decision", asked);
    } else if (const auto appeal = live::appeal_number(asked)) {
        look("appeals", "appeal", static_cast<std::int64_t>(*appeal));
    }
    return found;
}

void search(Api& api, const Request& request, Respond respond) {
    std::string asked(request.query_value("q").value_or(""));
    if (asked.empty() || asked.size() > asked_bytes_max) {
        respond(problem(400, "say ?q=... in 1 to 128 bytes: a name, or how one begins"));
        return;
    }
    auto known = in_records(api, asked);
    api.inquire(std::move(respond), std::make_unique<Search>(std::move(asked), std::move(known)));
}

}  // namespace

std::vector<Route> search_routes(Api& api) {
    return {
        {.method = Method::get,
         .pattern = "/v1/search",
         .needs = "market:read",
         .act = [&api](const Request& request, Respond respond) {
             search(api, request, std::move(respond));
         }}};
}

}  // namespace shouxin::http
