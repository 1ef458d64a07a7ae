#include "dispatch/visits/recreate.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace shouxin::dispatch::visits {
namespace {

// One candidate in so many isn't seen; the paper's.
constexpr std::size_t candidates_a_blink = 100;

enum Order : std::size_t {
    shuffled,
    longest,
    scarcest,
    narrowest,
    earliest,
    latest,
    farthest,
    urgent
};

// How often each order is drawn.
constexpr std::array<double, 8> order_weights = {4, 2, 2, 2, 2, 2, 2, 1};

std::int64_t home_way(const Instance& instance, RequestIndex request) {
    const PlaceIndex place = instance.node(instance.task_node(request)).place;
    std::int64_t nearest = std::numeric_limits<std::int32_t>::max();
    for (const VehicleIndex vehicle : instance.candidates(request)) {
        const std::int32_t way =
            instance.ways(vehicle).durations->at(instance.fleet(vehicle).start, place);
        nearest = std::min<std::int64_t>(nearest, way);
    }
    return nearest;
}

}  // namespace

Recreate::Recreate(const Instance& instance)
    : table_(instance), pick_(order_weights), blink_dice_(1) {
    fill_keys(instance);
}

void Recreate::fill_keys(const Instance& instance) {
    for (auto& keys : keys_) {
        keys.resize(instance.request_count());
    }
    for (RequestIndex request = 0; request < instance.request_count(); ++request) {
        const Request& asked = instance.problem().requests[request];
        const Node& node = instance.node(instance.task_node(request));
        std::int64_t width = 0;
        for (const Window& window : node.windows) {
            width += window.end - window.start;
        }
        keys_[longest][request] = -(node.setup + node.service);
        keys_[scarcest][request] = static_cast<std::int64_t>(instance.candidates(request).size());
        keys_[narrowest][request] = width;
        keys_[earliest][request] = node.windows.front().start;
        keys_[latest][request] = -node.windows.back().end;
        keys_[farthest][request] = -home_way(instance, request);
        keys_[urgent][request] = -asked.priority - (asked.promised ? 1000 : 0);
    }
}

void Recreate::operator()(Solution& solution, std::size_t fresh, Random& random) {
    const auto& absent = solution.absent();
    const std::size_t before = absent.size() - fresh;
    waiting_.assign(absent.end() - static_cast<std::ptrdiff_t>(fresh), absent.end());
    if (before <= absent_tries) {
        waiting_.insert(
            waiting_.end(), absent.begin(), absent.begin() + static_cast<std::ptrdiff_t>(before));
    } else {
        const std::size_t first = random.uniform_index(before);
        for (std::size_t i = 0; i < absent_tries; ++i) {
            waiting_.push_back(absent[(first + i) % before]);
        }
    }
    sort_by(pick_(random), random);
    for (const RequestIndex request : waiting_) {
        place(solution, request);
    }
}

void Recreate::sort_by(std::size_t order, Random& random) {
    random.shuffle(waiting_);
    if (order == shuffled) {
        return;
    }
    const std::vector<std::int64_t>& keys = keys_[order];
    for (std::size_t i = 1; i < waiting_.size(); ++i) {  // few, and stable sorts allocate
        const RequestIndex request = waiting_[i];
        std::size_t at = i;
        for (; at > 0 && keys[waiting_[at - 1]] > keys[request]; --at) {
            waiting_[at] = waiting_[at - 1];
        }
        waiting_[at] = request;
    }
}

void Recreate::place(Solution& solution, RequestIndex request) {
    const auto candidates = solution.instance().candidates(request);
    const auto cells = table_.row(request);
    best_ = {};
    stale_.clear();
    for (std::size_t k = 0; k < candidates.size(); ++k) {
        if (cells[k].version != solution.version(candidates[k])) {
            stale_.push_back(static_cast<std::uint32_t>(k));
        } else if (cells[k].cost < best_.cost) {
            if (cells[k].first == 0) {  // only a bound, and that is too low to tell
                stale_.push_back(static_cast<std::uint32_t>(k));
            } else {
                take(cells[k], candidates[k]);
            }
        }
    }
    for (const std::uint32_t k : stale_) {
        InsertionTable::Cell& cell = cells[k];
        const bool known = cell.version == solution.version(candidates[k]);
        if (!known || cell.cost < best_.cost) {
            InsertionTable::fill(cell, solution, request, candidates[k], best_.cost);
            if (cell.first != 0 && cell.cost < best_.cost) {
                take(cell, candidates[k]);
            }
        }
    }
    if (best_.possible()) {
        solution.insert(request, where_, best_);
    }
}

void Recreate::take(const InsertionTable::Cell& cell, VehicleIndex vehicle) {
    if (!blinks()) {
        best_ = {cell.cost, cell.first, cell.second};
        where_ = vehicle;
    }
}

bool Recreate::blinks() {
    if (!blinking_ || --until_blink_ > 0) {
        return false;
    }
    until_blink_ = 1 + blink_dice_.uniform_index(2 * candidates_a_blink - 1);
    return true;
}

void Recreate::construct(Solution& solution, const std::function<bool()>& stop) {
    waiting_ = solution.absent();
    std::ranges::sort(waiting_, {}, [&](RequestIndex r) {
        return std::tuple(keys_[urgent][r], keys_[scarcest][r], keys_[narrowest][r], r);
    });
    blinking_ = false;
    for (const RequestIndex request : waiting_) {
        if (stop()) {
            break;
        }
        place(solution, request);
    }
    blinking_ = true;
}

}  // namespace shouxin::dispatch::visits
