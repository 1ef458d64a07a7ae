// A function that can be moved but not copied, so that it may own what it works with:
// std::function can't. Called any number of times; as thread-safe as what it holds.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace shouxin {

template <class Signature>
class UniqueFunction;

template <class R, class... Args>
class UniqueFunction<R(Args...)> {
public:
    UniqueFunction() = default;

    template <class F>

    requires(
        !std::is_same_v<std::remove_cvref_t<F>, UniqueFunction> &&
        std::is_invocable_r_v<R, F&, Args...>)
        UniqueFunction(F function)  // NOLINT(google-explicit-constructor): as std::function
        : held_(std::make_unique<Holder<F>>(std::move(function))) {}

    // REQUIRES: it holds one.
    R operator()(Args... args) { return held_->call(std::forward<Args>(args)...); }

    explicit operator bool() const { return held_ != nullptr; }

private:
    struct Held {
        virtual ~Held() = default;
        virtual R call(Args... args) = 0;
    };

    template <class F>
    struct Holder final : Held {
        explicit Holder(F&& given) : function(std::move(given)) {}

        R call(Args... args) override { return function(std::forward<Args>(args)...); }

        F function;
    };

    std::unique_ptr<Held> held_;
};

}  // namespace shouxin
