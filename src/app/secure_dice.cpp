#include "app/secure_dice.h"

#include "base/must.h"

#include <sodium.h>

namespace shouxin::app {

SecureDice::SecureDice() {
    MUST(sodium_init() >= 0);
}

void SecureDice::fill(std::span<std::uint8_t> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace shouxin::app
