#include "dispatch/visits/read_problem.h"

#include "dispatch/visits/read_matrices.h"
#include "dispatch/visits/read_request.h"
#include "dispatch/visits/read_vehicle.h"
#include "dispatch/visits/straight_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::dispatch::visits {
namespace {

// Scaled copies of matrices, one for each speed_factor: at most 4 GiB.
constexpr std::size_t scaled_cells_max = std::size_t{1} << 30;

class ProblemReader {
public:
    explicit ProblemReader(double speed_kmh) : speed_kmh_(speed_kmh) {}

    Result<Problem> read(const Json& root) {
        TRY_DONE(root.each_field([&](std::string_view key, const Json& value) -> Result<void> {
            if (key == "matrices") {
                TRY(problem_.profiles, read_matrices(value));
            } else if (key != "vehicles" && key != "jobs" && key != "shipments") {
                return not_supported(key, value);
            }
            return {};
        }));
        const auto rows = problem_.profiles.empty()
                              ? std::nullopt
                              : std::optional(problem_.profiles[0].durations.places());
        places_.emplace(rows);
        TRY_DONE(each_of(
            root, "vehicles", vehicles_max, [&](const Json& item) { return add_vehicle(item); }));
        if (problem_.vehicles.empty()) {
            return fail(Failure::invalid, "/vehicles is empty or missing: there is nobody to send");
        }
        TRY_DONE(read_requests(root));
        problem_.places = places_->take();
        if (!rows) {
            problem_.profiles.push_back(straight_lines(problem_.places, speed_kmh_));
        }
        TRY_DONE(check_scaled());
        return std::move(problem_);
    }

private:
    using Each = std::function<Result<void>(const Json&)>;

    Result<void> each_of(
        const Json& root, std::string_view key, std::size_t most, const Each& visit) const {
        return root.each_field([&](std::string_view name, const Json& list) -> Result<void> {
            if (name != key) {
                return {};
            }
            TRY(const std::size_t size, list.size());
            if (size > most) {
                return list.wrong(
                    fmt::format("has {} items; at most {} are supported", size, most));
            }
            return list.each_item(visit);
        });
    }

    Result<void> read_requests(const Json& root) {
        TRY_DONE(each_of(root, "jobs", requests_max, [&](const Json& item) -> Result<void> {
            TRY(Request job, read_job(item, job_ids_, *places_));
            return add(item, std::move(job));
        }));
        return each_of(root, "shipments", requests_max, [&](const Json& item) -> Result<void> {
            TRY(Request shipment, read_shipment(item, pickup_ids_, delivery_ids_, *places_));
            return add(item, std::move(shipment));
        });
    }

    Result<void> add(const Json& item, Request request) {
        TRY_DONE(check_dimensions(item, request.delivery));
        TRY_DONE(check_dimensions(item, request.pickup));
        if (problem_.requests.size() == requests_max) {
            return item.wrong(fmt::format("is one too many: {} are supported", requests_max));
        }
        problem_.requests.push_back(std::move(request));
        return {};
    }

    Result<void> add_vehicle(const Json& item) {
        TRY(Vehicle vehicle, read_vehicle(item, vehicle_ids_, *places_, problem_.profiles));
        TRY_DONE(check_dimensions(item, vehicle.capacity));
        problem_.vehicles.push_back(std::move(vehicle));
        return {};
    }

    Result<void> check_dimensions(const Json& item, const Amount& amount) {
        if (amount.empty()) {
            return {};
        }
        if (dimensions_ == 0) {
            dimensions_ = amount.size();
            dimensions_from_ = item.where();
        }
        if (amount.size() != dimensions_) {
            return item.wrong(fmt::format(
                "has an amount of {} dimensions, but {} has {}",
                amount.size(),
                dimensions_from_,
                dimensions_));
        }
        return {};
    }

    Result<void> check_scaled() const {
        std::vector<std::pair<std::size_t, double>> factors;
        for (const Vehicle& vehicle : problem_.vehicles) {
            const std::pair one(vehicle.profile, vehicle.speed_factor);
            if (one.second != 1 && std::ranges::find(factors, one) == factors.end()) {
                factors.push_back(one);
            }
        }
        const std::size_t cells = problem_.places.size() * problem_.places.size();
        if (factors.size() * cells > scaled_cells_max) {
            return fail(
                Failure::invalid,
                fmt::format(
                    "/vehicles have {} different speed_factors, too many for {} places",
                    factors.size(),
                    problem_.places.size()));
        }
        return {};
    }

    double speed_kmh_;
    Problem problem_;
    std::optional<PlaceBook> places_;
    std::size_t dimensions_ = 0;
    std::string dimensions_from_;
    Ids vehicle_ids_;
    Ids job_ids_;
    Ids pickup_ids_;
    Ids delivery_ids_;
};

}  // namespace

Result<Problem> read_problem(const JsonDocument& document, double speed_kmh) {
    return ProblemReader(speed_kmh).read(document.root());
}

}  // namespace shouxin::dispatch::visits
