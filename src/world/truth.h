// Who cheated? What only the simulator knows, collected while events are told and written as the
// files of a truth folder. Only what was really told is true here: a fake order whose event fell
// past the end of the log is nobody's. Not thread-safe.
#pragma once

#include "world/ids.h"
#include "world/knobs.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace shouxin::world {

class Truth {
public:
    // A gang is known by its row.
    std::size_t add_gang(std::string name, Scheme scheme);

    void fake_order(std::size_t gang, std::uint64_t order, std::uint32_t account);
    void fake_review(std::size_t gang, std::uint64_t review, std::uint32_t account);
    void guilty_merchant(std::size_t gang, std::uint32_t merchant);
    void rival_pair(std::size_t gang, std::uint32_t beneficiary, std::uint32_t victim);

    std::size_t fake_orders() const { return orders_.size(); }

    std::size_t fake_reviews() const { return reviews_.size(); }

    // Each is a whole file, sorted by id.
    std::string fake_orders_csv(const Ids& ids) const;
    std::string fake_reviews_csv(const Ids& ids) const;
    std::string accounts_csv(const Ids& ids) const;
    std::string merchants_csv(const Ids& ids) const;
    std::string victims_csv(const Ids& ids) const;
    std::string gangs_json(const Ids& ids) const;

private:
    struct Gang {
        std::string name;
        Scheme scheme = Scheme::cashback;
        std::set<std::uint64_t> accounts;
        std::set<std::uint64_t> merchants;
        std::set<std::uint64_t> victims;
        bool has_beneficiary = false;
        std::uint32_t beneficiary = 0;
    };

    struct Deed {
        std::uint64_t what;
        std::uint32_t gang;
    };

    std::string deeds_csv(
        std::string_view header, Kind kind, const std::vector<Deed>& deeds, const Ids& ids) const;

    std::vector<Gang> gangs_;
    std::vector<Deed> orders_;
    std::vector<Deed> reviews_;
};

}  // namespace shouxin::world
