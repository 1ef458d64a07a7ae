#include "proof/commitment.h"

#include "base/must.h"
#include "proof/encoding.h"

#include <utility>

namespace shouxin::proof {

Hash commitment_salt(std::string_view secret, LeafOrigin origin, std::string_view field) {
    std::string numbers;
    put_big_endian(numbers, origin.log_number, 8);
    put_big_endian(numbers, origin.ordinal, 8);
    return hmac_sha256(secret, {"shouxin/salt/v1\n", numbers, field});
}

Hash commitment(const Opening& opening) {
    MUST(opening.field.find('\n') == std::string::npos);
    return sha256(
        {"shouxin/commitment/v1\n", hex(opening.salt), "\n", opening.field, "\n", opening.value});
}

Opening open_commitment(
    std::string_view secret, LeafOrigin origin, std::string field, std::string value) {
    const Hash salt = commitment_salt(secret, origin, field);
    return {std::move(field), salt, std::move(value)};
}

}  // namespace shouxin::proof
