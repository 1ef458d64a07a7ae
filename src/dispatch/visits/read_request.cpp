#include "dispatch/visits/read_request.h"

#include <optional>
#include <utility>

namespace shouxin::dispatch::visits {
namespace {

constexpr std::int64_t priority_max = 100;

// The fields that jobs and both ends of shipments share.
class TaskReader {
public:
    TaskReader(const Json& value, Ids& ids) : value_(value), ids_(ids) {}

    // False: it isn't one of them.
    Result<bool> read_field(std::string_view key, const Json& field) {
        if (key == "id") {
            TRY(task_.id, ids_.read(field));
            has_id_ = true;
        } else if (key == "description") {
            TRY(task_.description, field.text());
        } else if (key == "location") {
            TRY(position_, read_position(field));
        } else if (key == "location_index") {
            TRY(const std::int64_t index, field.whole(0, Grid::places_max * 1000));
            index_ = static_cast<std::uint32_t>(index);
        } else if (key == "setup") {
            TRY(task_.setup, field.whole(0, work_max));
        } else if (key == "service") {
            TRY(task_.service, field.whole(0, work_max));
        } else if (key == "time_windows") {
            TRY(task_.windows, read_windows(field));
        } else {
            return false;
        }
        return true;
    }

    Result<Task> finish(PlaceBook& places) {
        if (!has_id_) {
            return value_.wrong("has no id");
        }
        TRY(task_.place, places.find(value_, "location", position_, index_));
        return std::move(task_);
    }

private:
    const Json& value_;
    Ids& ids_;
    Task task_;
    bool has_id_ = false;
    std::optional<Position> position_;
    std::optional<std::uint32_t> index_;
};

// False: it isn't a field that jobs and shipments share.
Result<bool> read_demand(Request& request, std::string_view key, const Json& field) {
    if (key == "skills") {
        TRY(request.skills, read_skills(field));
    } else if (key == "priority") {
        TRY(const std::int64_t priority, field.whole(0, priority_max));
        request.priority = static_cast<int>(priority);
    } else {
        return false;
    }
    return true;
}

Result<Task> read_end(const Json& value, Ids& ids, PlaceBook& places) {
    TaskReader task(value, ids);
    TRY_DONE(value.each_field([&](std::string_view key, const Json& field) -> Result<void> {
        TRY(const bool known, task.read_field(key, field));
        return known ? Result<void>{} : not_supported(key, field);
    }));
    return task.finish(places);
}

}  // namespace

Result<Request> read_job(const Json& value, Ids& ids, PlaceBook& places) {
    Request request;
    TaskReader task(value, ids);
    TRY_DONE(value.each_field([&](std::string_view key, const Json& field) -> Result<void> {
        if (key == "delivery" || key == "pickup") {
            TRY((key == "pickup" ? request.pickup : request.delivery), read_amount(field));
            return {};
        }
        TRY(const bool of_task, task.read_field(key, field));
        TRY(const bool known, of_task ? true : read_demand(request, key, field));
        return known ? Result<void>{} : not_supported(key, field);
    }));
    TRY(request.task, task.finish(places));
    return request;
}

Result<Request> read_shipment(const Json& value, Ids& pickups, Ids& deliveries, PlaceBook& places) {
    Request request;
    bool has_pickup = false;
    TRY_DONE(value.each_field([&](std::string_view key, const Json& field) -> Result<void> {
        if (key == "pickup") {
            TRY(request.task, read_end(field, pickups, places));
            has_pickup = true;
        } else if (key == "delivery") {
            TRY(request.drop, read_end(field, deliveries, places));
        } else if (key == "amount") {
            TRY(request.pickup, read_amount(field));
        } else {
            TRY(const bool known, read_demand(request, key, field));
            return known ? Result<void>{} : not_supported(key, field);
        }
        return {};
    }));
    if (!has_pickup || !request.drop) {
        return value.wrong(has_pickup ? "has no delivery" : "has no pickup");
    }
    return request;
}

}  // namespace shouxin::dispatch::visits
