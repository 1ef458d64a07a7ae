#include "runtime/live/epochs.h"

#include "base/executor.h"
#include "base/must.h"
#include "base/whole_number.h"

#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iterator>
#include <optional>
#include <unistd.h>
#include <utility>

namespace shouxin::runtime {
namespace {

constexpr std::string_view snapshot_suffix = ".snapshot";
constexpr std::string_view epoch_suffix = ".epoch";
constexpr std::string_view unfinished_suffix = ".tmp";  // as port::OutputFolder names it
constexpr std::uint64_t unknown_size_max = std::uint64_t{1} << 36;

std::optional<std::uint64_t> number_of(std::string_view name, std::string_view suffix) {
    if (!name.ends_with(suffix)) {
        return std::nullopt;
    }
    name.remove_suffix(suffix.size());
    return whole_number<std::uint64_t>(name);
}

// Ports, connections and the lock of the data folder are the parent's: they must end with it, not
// with its child, which ends with it too. Ctrl-C is for the parent, which ends us.
void leave_to_parent(pid_t parent) {
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) {
        ::_exit(1);
    }
    ::close_range(STDERR_FILENO + 1, ~0U, 0);
    std::signal(SIGINT, SIG_IGN);
    ::setpriority(PRIO_PROCESS, 0, 10);
}

}  // namespace

std::string EpochFolder::name(std::uint64_t number, std::string_view kind) const {
    return fmt::format("{:020}{}", number, kind);
}

Result<live::EpochView> EpochFolder::epoch(std::uint64_t number) {
    TRY(port::Input input, files_.open(path_ + "/" + name(number, epoch_suffix)));
    live::EpochView view;
    TRY_DONE(load(*input.bytes, input.size.value_or(unknown_size_max), label(), view));
    return view;
}

Result<std::unique_ptr<live::Successor>> EpochFolder::make_successor(
    const std::string& policy) const {
    auto compiled = policy::compile(policy);
    if (!compiled) {
        return tl::unexpected(policy::to_error(compiled.error(), "policy"));
    }
    return std::make_unique<live::Successor>(reading_, model_, *std::move(compiled), reading_.key);
}

Result<void> EpochFolder::catch_up(
    live::Successor& successor, std::uint64_t from, std::uint64_t until) const {
    const std::uint64_t first = std::max(successor.record() + 1, from);
    if (first < log_.first_number()) {
        return fail(
            Failure::corrupt,
            fmt::format(
                "the log begins at record {}, but a generation needs it from {}: restore the "
                "snapshots of this data folder from a copy",
                log_.first_number(),
                first));
    }
    TRY(const auto reader, log_.read(first));
    port::LogRecord record;
    while (successor.record() + 1 < until) {
        TRY(const bool more, reader->next(record));
        if (!more) {
            break;
        }
        if (record.number < until) {
            TRY_DONE(successor.step(
                {record.number, record.kind, record.at_ms, record.payload, nullptr}));
        }
    }
    return {};
}

Result<std::unique_ptr<live::Successor>> EpochFolder::successor(
    std::uint64_t from, std::uint64_t until, const live::PolicyVersion& policy) {
    Prepared prepared = std::exchange(prepared_, {});
    const bool fits = prepared.successor && prepared.from == from &&
                      prepared.policy == policy.version && prepared.successor->record() < until;
    if (!fits) {
        TRY(prepared.successor, make_successor(policy.text));
    }
    TRY_DONE(catch_up(*prepared.successor, from, until));
    return std::move(prepared.successor);
}

Result<void> EpochFolder::write_epoch(live::EpochView& view) {
    TRY(const auto folder, files_.open_folder(path_));
    TRY(ByteSink* const sink, folder->create(name(view.number, epoch_suffix)));
    TRY_DONE(save(*sink, label(), view));
    return folder->commit(port::OutputFolder::Survives::machine);
}

Result<void> EpochFolder::settle_apart(live::State& state) {
    bool settled = false;
    EpochChild child([&](std::uint64_t /*record*/, bool well) { settled = well; });
    TRY_DONE(child.begin(state.record(), [&] {
        Inline here;
        live::EpochView view = state.settle(state.record(), here);
        return write_epoch(view).has_value();
    }));
    child.wait();
    if (!settled) {
        return fail(
            Failure::unavailable,
            fmt::format(
                "epoch {} couldn't be settled again: see to it that there are memory and disk for "
                "it, and that {} can be written",
                state.record(),
                path_));
    }
    return {};
}

Result<std::vector<std::uint64_t>> EpochFolder::snapshots() {
    TRY(const std::vector<std::string> names, files_.list(path_));
    std::vector<std::uint64_t> numbers;
    for (const std::string& each : names) {
        if (const auto number = number_of(each, snapshot_suffix)) {
            numbers.push_back(*number);
        }
    }
    return numbers;
}

Result<void> EpochFolder::write_snapshot(live::State& state) {
    TRY(const auto folder, files_.open_folder(path_));
    TRY(ByteSink* const sink, folder->create(name(state.record(), snapshot_suffix)));
    TRY_DONE(save(*sink, label(), state));
    return folder->commit(port::OutputFolder::Survives::machine);
}

Result<void> EpochFolder::load_snapshot(std::uint64_t number, live::State& state) {
    TRY(port::Input input, files_.open(path_ + "/" + name(number, snapshot_suffix)));
    return load(*input.bytes, input.size.value_or(unknown_size_max), label(), state);
}

Result<void> EpochFolder::forget_if(const std::function<bool(std::string_view name)>& forgotten) {
    TRY(const std::vector<std::string> names, files_.list(path_));
    for (const std::string& each : names) {
        if (forgotten(each)) {
            TRY_DONE(files_.remove(path_ + "/" + each));
        }
    }
    return {};
}

Result<void> EpochFolder::forget_all_but(std::size_t keep, std::uint64_t projected) {
    TRY(const std::vector<std::uint64_t> numbers, snapshots());
    if (numbers.size() <= keep) {
        return {};
    }
    const auto ahead = std::ranges::upper_bound(numbers, projected);
    const std::uint64_t usable = ahead == numbers.begin() ? 0 : *std::prev(ahead);
    const std::uint64_t oldest = std::min(numbers[numbers.size() - keep], usable);
    return forget_if([&](std::string_view name) {
        const auto snapshot = number_of(name, snapshot_suffix);
        const auto epoch = number_of(name, epoch_suffix);
        return std::min(snapshot.value_or(oldest), epoch.value_or(oldest)) < oldest;
    });
}

Result<void> EpochFolder::forget_unfinished() {
    return forget_if([&](std::string_view name) {
        const auto snapshot = number_of(name, snapshot_suffix);
        const auto epoch = number_of(name, epoch_suffix);
        return name.ends_with(unfinished_suffix) ||
               std::max(snapshot.value_or(0), epoch.value_or(0)) >= log_.next_number();
    });
}

Result<void> EpochChild::begin(std::uint64_t record, const std::function<bool()>& work) {
    MUST(!running_);
    wait();
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0) {
        return fail(
            Failure::unavailable,
            fmt::format("no child for the epoch could be made ({})", std::strerror(errno)));
    }
    if (child == 0) {
        leave_to_parent(parent);
        ::_exit(work() ? 0 : 1);
    }
    child_ = child;
    running_ = true;
    reaper_ = std::thread([this, record, child] {
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        running_ = false;
        ended_(record, WIFEXITED(status) && WEXITSTATUS(status) == 0);
    });
    return {};
}

void EpochChild::wait() {
    if (reaper_.joinable()) {
        reaper_.join();
    }
}

void EpochChild::stop() {
    if (running_) {
        ::kill(child_, SIGKILL);
    }
    wait();
}

}  // namespace shouxin::runtime
