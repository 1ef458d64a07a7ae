#include "cli/command.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/standard_output.h"
#include "cli/write_file.h"
#include "intake/decompress.h"
#include "report/line_sink.h"
#include "ring/find.h"
#include "runtime/edge_file.h"
#include "runtime/read_ahead.h"
#include "runtime/threads.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace shouxin::cli {
namespace {

constexpr std::int64_t threads_max = 256;

class RingsCommand final : public Command {
public:
    explicit RingsCommand(const Outside& outside)
        : files_(outside.files), machine_(outside.machine) {}

    About about() const override {
        return {
            "rings",
            "finds groups of sources in lockstep over groups of targets, in any graph of edges",
            "shouxin rings --out rings.jsonl edges.csv.gz"};
    }

    void declare(Options& options) override {
        options.add("--top", top_, "write at most so many groups, the best; by default all found");
        options.add("--out", out_, "file for the groups, by default standard output");
        options.add("--threads", threads_, "1 to 256, by default one a processor");
        options.add(
            "EDGES",
            edges_,
            "CSV with the header source,target[,time[,weight]], time in whole seconds; plain, .gz "
            "or .zst; - is standard input",
            Need::required);
    }

    Result<Exit> run() override {
        if (threads_ && (*threads_ < 1 || *threads_ > threads_max)) {
            return fail(
                Failure::invalid,
                fmt::format("--threads must be from 1 to {}, not {}", threads_max, *threads_));
        }
        if (top_ && *top_ < 1) {
            return fail(Failure::invalid, fmt::format("--top must be at least 1, not {}", *top_));
        }
        machine_.hold_interrupts();
        TRY(runtime::EdgeFile file, read());
        if (machine_.interrupted()) {
            return say_interrupted();
        }
        ring::Graph graph(file.edges);
        file.edges = {};
        runtime::Threads threads(thread_count());
        const std::vector<ring::DenseGroup> groups = ring::find_groups(std::move(graph), threads);
        if (machine_.interrupted()) {
            return say_interrupted();
        }
        TRY_DONE(write(file, groups));
        return say_what_is_missing(file);
    }

private:
    [[nodiscard]] std::size_t thread_count() const {
        return static_cast<std::size_t>(threads_.value_or(machine_.processors()));
    }

    Result<runtime::EdgeFile> read() {
        TRY(port::Input input, files_.open(edges_));
        ProgressLine progress(machine_, "shouxin rings", "edges", std::nullopt);
        std::unique_ptr<ByteSource> bytes = intake::decompressed(std::move(input.bytes));
        if (thread_count() > 1 && input.size) {  // a pipe may keep us waiting, even for the end
            bytes = std::make_unique<runtime::ReadAhead>(std::move(bytes));
        }
        auto file = runtime::read_edges(*bytes, [&](std::uint64_t lines) {
            progress.update({.things = lines});
            return !machine_.interrupted();
        });
        if (!file) {
            return fail(file.error().failure, edges_ + ": " + file.error().message);
        }
        return file;
    }

    Result<void> write(const runtime::EdgeFile& file, const std::vector<ring::DenseGroup>& groups) {
        if (out_) {
            return write_file(
                files_, *out_, [&](ByteSink& sink) { return write_lines(sink, file, groups); });
        }
        StandardOutput sink;
        return write_lines(sink, file, groups);
    }

    Result<void> write_lines(
        ByteSink& sink,
        const runtime::EdgeFile& file,
        const std::vector<ring::DenseGroup>& groups) {
        report::LineSink lines(sink);
        std::size_t left = top_ ? static_cast<std::size_t>(*top_) : groups.size();
        for (const ring::DenseGroup& group : groups) {
            if (left-- == 0) {
                break;
            }
            lines.text() +=
                fmt::format("{{\"score\":{}.{:03}", group.score / 1000, group.score % 1000);
            put_names(lines.text(), "sources", file.sources, group.sources);
            put_names(lines.text(), "targets", file.targets, group.targets);
            lines.text() += fmt::format(",\"edges\":{}}}", group.edges);
            lines.end_line();
        }
        return lines.finish();
    }

    static void put_names(
        report::Text& text,
        std::string_view key,
        const Interner& names,
        std::span<const std::uint32_t> rows) {
        text += fmt::format(",\"{}\":[", key);
        for (const std::uint32_t& row : rows) {
            text += &row == rows.data() ? "" : ",";
            report::put_json(text, names.at(row));
        }
        text += ']';
    }

    Exit say_interrupted() const {
        fmt::print(stderr, "shouxin rings: interrupted; nothing was written.\n");
        return Exit::interrupted;
    }

    Exit say_what_is_missing(const runtime::EdgeFile& file) const {
        if (file.broken) {
            fmt::print(
                stderr,
                "shouxin rings: {} can't be read to its end ({}); all before that was searched.\n",
                edges_,
                *file.broken);
        }
        for (const runtime::BadLine& line : file.first_bad) {
            fmt::print(
                stderr,
                "shouxin rings: line {} of {} {}; left out.\n",
                line.number,
                edges_,
                line.reason);
        }
        if (file.bad_lines > file.first_bad.size()) {
            fmt::print(
                stderr,
                "shouxin rings: {} of {} lines were left out; the first are named above.\n",
                file.bad_lines,
                file.lines);
        }
        return file.broken || file.bad_lines > 0 ? Exit::incomplete : Exit::good;
    }

    port::Files& files_;
    port::Machine& machine_;
    std::optional<std::int64_t> top_;
    std::optional<std::string> out_;
    std::optional<std::int64_t> threads_;
    std::string edges_;
};

}  // namespace

std::unique_ptr<Command> make_rings(const Outside& outside);

std::unique_ptr<Command> make_rings(const Outside& outside) {
    return std::make_unique<RingsCommand>(outside);
}

}  // namespace shouxin::cli
