// Who else has this case open? What pages say of it, in memory, forgotten when they fall silent.
// Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace shouxin::service {

class Presence {
public:
    static constexpr std::int64_t silent_ms_max = 45'000;
    static constexpr std::size_t cases_max = 10'000;  // further ones aren't kept
    static constexpr std::size_t names_max = 50;      // of one case

    struct Person {
        std::string name;
        std::int64_t since_ms = 0;
        std::int64_t seen_ms = 0;
    };

    // Says that `name` has the case open at `now_ms`: who else has, the longest first.
    std::vector<Person> open(const std::string& what, const std::string& name, std::int64_t now_ms);

private:
    void forget_silent(std::int64_t now_ms);

    std::mutex mutex_;
    std::map<std::string, std::vector<Person>> cases_;
};

}  // namespace shouxin::service
