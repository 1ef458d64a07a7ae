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
    // Likes by arrangement: nobody is guilty of a fake order by them.
    void fake_like(std::size_t gang, std::uint64_t review, std::uint32_t account);
    // A bad review that was bought away or taken down; `how` lives as long as the program.
    void hidden_review(
        std::size_t gang, std::uint64_t review, std::uint32_t merchant, std::string_view how);
    // Stand in gangs.json alone.
    void member(std::size_t gang, std::uint32_t account);
    void client(std::size_t gang, std::uint32_t merchant);
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
    std::string fake_likes_csv(const Ids& ids) const;
    std::string hidden_reviews_csv(const Ids& ids) const;
    std::string victims_csv(const Ids& ids) const;
    std::string gangs_json(const Ids& ids) const;

private:
    struct Gang {
        std::string name;
        Scheme scheme = Scheme::cashback;
        std::set<std::uint64_t> accounts;
        std::set<std::uint64_t> merchants;
        std::set<std::uint64_t> victims;
        std::set<std::uint64_t> helpers;  // accounts of the gang that faked no order or review
        std::set<std::uint64_t> clients;  // merchants that bought likes or silence, not orders
        bool has_beneficiary = false;
        std::uint32_t beneficiary = 0;
    };

    struct Deed {
        std::uint64_t what;
        std::uint32_t gang;
    };

    struct Like {
        std::uint64_t review;
        std::uint32_t account;
        std::uint32_t gang;
    };

    struct Hidden {
        std::uint64_t review;
        std::uint32_t merchant;
        std::uint32_t gang;
        std::string_view how;
    };

    std::string deeds_csv(
        std::string_view header, Kind kind, const std::vector<Deed>& deeds, const Ids& ids) const;

    std::vector<Gang> gangs_;
    std::vector<Deed> orders_;
    std::vector<Deed> reviews_;
    std::vector<Like> likes_;
    std::vector<Hidden> hidden_;
};

}  // namespace shouxin::world
