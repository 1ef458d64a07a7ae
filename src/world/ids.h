// What is the 17th order called? Names that say nothing: every world draws a style for each kind
// (hex, digits, base 36, uuid; prefixed or not) and a secret one-to-one scrambling, so that no
// name tells when or for whom it was made. Immutable after construction.
#pragma once

#include "base/random.h"

#include <array>
#include <cstdint>
#include <string>

namespace shouxin::world {

enum class Kind : std::uint8_t {
    account,
    merchant,
    wallet,
    item,
    order,
    device,
    address,
    identity,
    parcel,
    review,
    image,
    campaign,
    staff,
    count
};

class Ids {
public:
    explicit Ids(Random random);

    void append(std::string& out, Kind kind, std::uint64_t number) const;

    std::string name(Kind kind, std::uint64_t number) const;

private:
    enum class Form : std::uint8_t { hex, digits, base36, uuid, serial };

    struct Style {
        std::string prefix;
        Form form = Form::hex;
        unsigned width = 10;
        std::uint64_t factor = 1;  // odd, and prime to 10
        std::uint64_t shift = 0;
    };

    Style draw_style(Kind kind, Random& random) const;

    std::array<Style, static_cast<std::size_t>(Kind::count)> styles_;
};

}  // namespace shouxin::world
