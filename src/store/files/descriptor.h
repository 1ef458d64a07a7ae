// An open file descriptor, closed with this object. Move-only.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>

namespace shouxin::store {

class Descriptor {
public:
    Descriptor() = default;

    explicit Descriptor(int number) : number_(number) {}

    ~Descriptor() { close(); }

    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}

    Descriptor& operator=(Descriptor&& other) noexcept {
        if (this != &other) {
            close();
            number_ = std::exchange(other.number_, -1);
        }
        return *this;
    }

    [[nodiscard]] int number() const { return number_; }

    [[nodiscard]] bool open() const { return number_ >= 0; }

    // Standard input, output and error stay open. 0, or errno.
    int close();

private:
    int number_ = -1;
};

// The Error for an errno met when one `attempt`ed ("read", "write") something with `path`.
Error error_of(int number, std::string_view attempt, const std::string& path);

}  // namespace shouxin::store
