#include "dispatch/visits/roster.h"

namespace shouxin::dispatch::visits {

std::vector<Vehicle> roster(
    const Vehicle& technician, std::span<const Window> shifts, std::uint64_t first_id) {
    std::vector<Vehicle> days;
    for (const Window& shift : shifts) {
        Vehicle& day = days.emplace_back(technician);
        day.id = first_id + days.size() - 1;
        day.shift = shift;
        const Seconds later = shift.start - technician.shift.start;
        for (Break& pause : day.breaks) {
            for (Window& window : pause.windows) {
                window.start += later;
                window.end += later;
            }
        }
    }
    return days;
}

}  // namespace shouxin::dispatch::visits
