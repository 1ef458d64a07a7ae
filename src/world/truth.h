// Who cheated? What only the simulator knows, collected while events are told and written as the
// files of a truth folder. Only what was really told is true here: a fake order whose event fell
// past the end of the log is nobody's. A fake order or review takes 8 bytes here, a like 12, an
// account 48. Not thread-safe.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "world/ids.h"
#include "world/knobs.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
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

    // The files of the folder, as docs/formats/truth.md has them.
    static std::span<const std::string_view> files();

    // One of these files, a piece at a time.
    Result<void> write(std::string_view file, const Ids& ids, ByteSink& to) const;

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

    // The gang in the upper 20 bits, the number of what was done in the lower 44.
    struct Deed {
        std::uint64_t packed;

        std::uint64_t what() const { return packed & 0xfff'ffff'ffffULL; }

        std::size_t gang() const { return static_cast<std::size_t>(packed >> 44U); }
    };

    struct Like {
        std::uint32_t review_low;
        std::uint32_t account;
        std::uint32_t review_high_gang;  // 12 bits, 20 bits

        std::uint64_t review() const {
            return static_cast<std::uint64_t>(review_high_gang >> 20U) << 32U | review_low;
        }

        std::size_t gang() const { return review_high_gang & 0xf'ffffU; }
    };

    struct Hidden {
        std::uint64_t review;
        std::uint32_t merchant;
        std::uint32_t gang;
        std::string_view how;
    };

    static Deed pack(std::size_t gang, std::uint64_t what);

    // Each calls `row` with every row of its file.
    template <class Row>
    void deeds(const std::vector<Deed>& deeds, Kind kind, const Ids& ids, Row row) const;
    template <class Row>
    void parties(bool merchants, const Ids& ids, Row row) const;
    template <class Row>
    void rows(std::string_view file, const Ids& ids, Row row) const;
    template <class Piece>
    void gangs_json(const Ids& ids, Piece piece) const;

    std::vector<Gang> gangs_;
    std::vector<Deed> orders_;
    std::vector<Deed> reviews_;
    std::vector<Like> likes_;
    std::vector<Hidden> hidden_;
};

}  // namespace shouxin::world
