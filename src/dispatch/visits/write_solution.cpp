#include "dispatch/visits/write_solution.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace shouxin::dispatch::visits {
namespace {

using Text = std::string;

template <class... Args>
void put(Text& text, fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text), format, std::forward<Args>(args)...);
}

// What was read from JSON is valid UTF-8; quotes, backslashes and controls need an escape.
void put_string(Text& text, std::string_view string) {
    text += '"';
    for (const char c : string) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            put(text, "\\u{:04x}", static_cast<unsigned>(c));
        } else {
            text += c;
        }
    }
    text += '"';
}

void put_description(Text& text, const std::string& description) {
    if (!description.empty()) {
        text += ",\"description\":";
        put_string(text, description);
    }
}

void put_amount(Text& text, std::string_view key, const Amount& amount) {
    if (amount.empty()) {
        return;
    }
    put(text, ",\"{}\":[", key);
    for (std::size_t d = 0; d < amount.size(); ++d) {
        put(text, "{}{}", d == 0 ? "" : ",", amount[d]);
    }
    text += ']';
}

void add(Amount& sum, const Amount& amount) {
    for (std::size_t d = 0; d < amount.size(); ++d) {
        sum[d] += amount[d];
    }
}

class Writer {
public:
    Writer(const Instance& instance, const Schedule& schedule)
        : instance_(instance), problem_(instance.problem()), schedule_(schedule) {}

    Text written() {
        text_ = "{\"code\":0,";
        put_summary();
        put_all("unassigned", schedule_.unserved, [this](auto& one) { put_unserved(one); });
        put_all("routes", schedule_.routes, [this](auto& route) { put_route(route); });
        text_ += "}\n";
        return std::move(text_);
    }

private:
    template <class Items, class Put>
    void put_all(std::string_view key, const Items& items, Put put_one) {
        put(text_, ",\"{}\":[", key);
        for (const auto& item : items) {
            text_ += &item == items.data() ? "\n" : ",\n";
            put_one(item);
        }
        text_ += ']';
    }

    [[nodiscard]] std::size_t unserved_tasks() const {
        std::size_t count = 0;
        for (const Unserved& one : schedule_.unserved) {
            count += instance_.is_shipment(one.request) ? 2 : 1;
        }
        return count;
    }

    void put_summary() {
        TimedRoute all;
        all.delivery.assign(instance_.dimensions(), 0);
        all.pickup.assign(instance_.dimensions(), 0);
        Seconds travel = 0;
        std::int64_t distance = 0;
        for (const TimedRoute& route : schedule_.routes) {
            all.cost += route.cost;
            all.priority += route.priority;
            all.setup += route.setup;
            all.service += route.service;
            all.waiting += route.waiting;
            add(all.delivery, route.delivery);
            add(all.pickup, route.pickup);
            travel += route.steps.back().travelled;
            distance += route.steps.back().distance;
        }
        put(text_,
            "\"summary\":{{\"cost\":{},\"routes\":{},\"unassigned\":{}",
            all.cost,
            schedule_.routes.size(),
            unserved_tasks());
        put_sums(all, travel, distance, knows_distances());
        text_ += '}';
    }

    [[nodiscard]] bool knows_distances() const {
        return instance_.vehicle_count() > 0 && instance_.ways(0).distances != nullptr;
    }

    void put_sums(
        const TimedRoute& sums, Seconds travel, std::int64_t distance, bool distance_known) {
        put_amount(text_, "delivery", sums.delivery);
        put_amount(text_, "pickup", sums.pickup);
        put(text_,
            ",\"setup\":{},\"service\":{},\"duration\":{},\"waiting_time\":{},\"priority\":{}",
            sums.setup,
            sums.service,
            travel,
            sums.waiting,
            sums.priority);
        if (distance_known) {
            put(text_, ",\"distance\":{}", distance);
        }
        text_ += ",\"violations\":[]";
    }

    void put_place(PlaceIndex place) {
        const Place& where = problem_.places[place];
        if (where.position) {
            put(text_,
                ",\"location\":[{},{}]",
                where.position->longitude,
                where.position->latitude);
        }
        if (where.matrix_index) {
            put(text_, ",\"location_index\":{}", *where.matrix_index);
        }
    }

    void put_unserved(const Unserved& one) {
        const Request& request = problem_.requests[one.request];
        put_unserved_task(request.task, request.drop ? "pickup" : "job", one.reason);
        if (request.drop) {
            text_ += ",\n";
            put_unserved_task(*request.drop, "delivery", one.reason);
        }
    }

    void put_unserved_task(const Task& task, std::string_view type, const std::string& reason) {
        put(text_, "{{\"id\":{},\"type\":\"{}\"", task.id, type);
        put_description(text_, task.description);
        put_place(task.place);
        text_ += ",\"reason\":";
        put_string(text_, reason);
        text_ += '}';
    }

    void put_route(const TimedRoute& route) {
        const Vehicle& vehicle = problem_.vehicles[route.vehicle];
        put(text_, "{{\"vehicle\":{},\"cost\":{}", vehicle.id, route.cost);
        put_description(text_, vehicle.description);
        const TimedStep& last = route.steps.back();
        const bool distance_known = instance_.ways(route.vehicle).distances != nullptr;
        put_sums(route, last.travelled, last.distance, distance_known);
        put_all("steps", route.steps, [&](const TimedStep& step) {
            put_step(vehicle, step, distance_known);
        });
        text_ += '}';
    }

    // Null for a start or end.
    [[nodiscard]] const Task* task_of(const TimedStep& step) const {
        switch (step.kind) {
            case TimedStep::Kind::job:
            case TimedStep::Kind::pickup:
                return &problem_.requests[step.index].task;
            case TimedStep::Kind::delivery:
                return &*problem_.requests[step.index].drop;
            default:
                return nullptr;
        }
    }

    void put_step(const Vehicle& vehicle, const TimedStep& step, bool distance_known) {
        put(text_, "{{\"type\":\"{}\"", word_for(step.kind));
        if (const Task* const task = task_of(step); task != nullptr) {
            put(text_, ",\"id\":{}", task->id);
            put_description(text_, task->description);
        } else if (step.kind == TimedStep::Kind::pause) {
            put(text_, ",\"id\":{}", vehicle.breaks[step.index].id);
            put_description(text_, vehicle.breaks[step.index].description);
        }
        if (step.place) {
            put_place(*step.place);
        }
        put(text_,
            ",\"arrival\":{},\"duration\":{},\"setup\":{},\"service\":{},\"waiting_time\":{}",
            step.arrival,
            step.travelled,
            step.setup,
            step.service,
            step.waiting);
        if (distance_known) {
            put(text_, ",\"distance\":{}", step.distance);
        }
        put_amount(text_, "load", step.load);
        text_ += ",\"violations\":[]}";
    }

    const Instance& instance_;
    const Problem& problem_;
    const Schedule& schedule_;
    Text text_;
};

}  // namespace

std::string write_solution(const Instance& instance, const Schedule& schedule) {
    return Writer(instance, schedule).written();
}

}  // namespace shouxin::dispatch::visits
