// `shouxin dispatch` while it knows cities only.
#include "cli/city.h"
#include "cli/options.h"
#include "intake/decompress.h"

#include <array>
#include <memory>

namespace shouxin::cli {
namespace {

constexpr std::size_t problem_bytes_max = std::size_t{1} << 30;

class DispatchCommand final : public Command {
public:
    explicit DispatchCommand(const Outside& outside) : outside_(outside) {}

    About about() const override {
        return {
            "dispatch",
            "sends technicians to urgent jobs as they ring, in simulated time",
            "shouxin dispatch --svg day.svg city.json"};
    }

    void declare(Options& options) override {
        options.add("--svg", svg_, "file for a picture of the day");
        options.add("--why", why_, "adds to each line why this technician went");
        options.add("PROBLEM", problem_, "a city file, plain, .gz or .zst", Need::required);
    }

    Result<Exit> run() override {
        TRY(port::Input input, outside_.files.open(problem_));
        const auto bytes = intake::decompressed(std::move(input.bytes));
        std::string text;
        std::array<char, 65536> piece{};
        while (true) {
            TRY(const std::size_t length, bytes->read(piece));
            if (length == 0) {
                break;
            }
            text.append(piece.data(), length);
            if (text.size() > problem_bytes_max) {
                return fail(Failure::exhausted, problem_ + " is longer than 1 GiB");
            }
        }
        return run_city(outside_, {problem_, text, svg_, why_});
    }

private:
    Outside outside_;
    std::string problem_;
    std::optional<std::string> svg_;
    bool why_ = false;
};

}  // namespace

std::unique_ptr<Command> make_dispatch(const Outside& outside);

std::unique_ptr<Command> make_dispatch(const Outside& outside) {
    return std::make_unique<DispatchCommand>(outside);
}

}  // namespace shouxin::cli
