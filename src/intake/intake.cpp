#include "intake/intake.h"

#include "intake/admission.h"
#include "intake/chunk_parser.h"
#include "intake/cutter.h"
#include "intake/record.h"

#include <algorithm>

namespace shouxin::intake {
namespace {

// Cuts and understands each chunk when it is asked for.
class ChunksHere final : public ChunkSupply {
public:
    ChunksHere(HashKey key, std::vector<NamedSource> sources, const model::Names& names)
        : parser_(key, names) {
        for (NamedSource& source : sources) {
            cutters_.push_back(std::make_unique<Cutter>(std::move(source.bytes)));
        }
    }

    void next(std::size_t input, Chunk& into) override {
        cutters_[input]->cut(into);
        parser_.parse(into);
    }

private:
    ChunkParser parser_;
    std::vector<std::unique_ptr<Cutter>> cutters_;
};

std::vector<std::string> names_of(const std::vector<NamedSource>& sources) {
    std::vector<std::string> names;
    for (const NamedSource& source : sources) {
        names.push_back(source.name);
    }
    return names;
}

}  // namespace

struct Intake::State {
    State(
        Options options_given,
        std::vector<std::string> names_of_inputs,
        ChunkSupply& supply_given,
        model::Names& names,
        QuarantineSink& quarantine_given);

    // The chunk that is being taken, and the one before that events of the last batch view.
    struct Input {
        Chunk chunk;
        Chunk before;
        bool viewed = false;       // by an event: a chunk may be nothing but duplicates
        std::size_t position = 0;  // of the next record
    };

    [[nodiscard]] const Record& head(std::size_t input) const {
        return inputs[input].chunk.records[inputs[input].position];
    }

    // Among the inputs' next records the earliest is on top, of equals the first input's.
    [[nodiscard]] auto later() const {
        return [this](std::size_t a, std::size_t b) {
            const std::int64_t at_a = head(a).event.at_ms;
            const std::int64_t at_b = head(b).event.at_ms;
            return at_a != at_b ? at_a > at_b : a > b;
        };
    }

    Result<void> read_on();
    Result<void> set_aside(const Rejected& rejected, std::size_t input);
    void choose_batch();

    Options options;
    ChunkSupply& supply;
    QuarantineSink& quarantine;
    Admission admission;

    std::vector<Input> inputs;
    std::vector<std::size_t> exhausted;  // inputs to be read on: all at first
    std::vector<std::size_t> waiting;    // a heap of inputs that have a record, earliest on top

    // The batch.
    std::vector<Applicant> chosen;
    std::vector<model::Event> events;
    std::vector<model::Event> events_before;  // of the last batch
};

Intake::State::State(
    Options options_given,
    std::vector<std::string> names_of_inputs,
    ChunkSupply& supply_given,
    model::Names& names,
    QuarantineSink& quarantine_given)
    : options(options_given),
      supply(supply_given),
      quarantine(quarantine_given),
      admission(options, std::move(names_of_inputs), names) {
    for (std::size_t input = 0; input < admission.totals().inputs.size(); ++input) {
        exhausted.push_back(input);
        inputs.emplace_back();
    }
    chosen.reserve(options.batch_events);
    events.reserve(options.batch_events);
    events_before.reserve(options.batch_events);
}

Result<void> Intake::State::read_on() {
    for (const std::size_t input : exhausted) {
        Chunk& chunk = inputs[input].chunk;
        if (chunk.last) {
            continue;
        }
        if (inputs[input].viewed) {
            std::swap(chunk, inputs[input].before);
            inputs[input].viewed = false;
        }
        inputs[input].position = 0;
        for (bool more = true; more;) {
            supply.next(input, chunk);
            for (const Rejected& rejected : chunk.rejected) {
                TRY_DONE(set_aside(rejected, input));
            }
            if (chunk.broken) {
                admission.breaks(input, chunk.broken->reason);
                TRY_DONE(set_aside(*chunk.broken, input));
            }
            more = chunk.records.empty() && !chunk.last;
        }
        if (!chunk.records.empty()) {
            waiting.push_back(input);
            std::ranges::push_heap(waiting, later());
        }
    }
    exhausted.clear();
    return {};
}

Result<void> Intake::State::set_aside(const Rejected& rejected, std::size_t input) {
    admission.reject(input);
    return quarantine.add(
        {admission.totals().inputs[input].name, rejected.line, rejected.reason, rejected.excerpt});
}

// Up to the first input that runs out: what its records view goes when it is read on.
void Intake::State::choose_batch() {
    chosen.clear();
    while (chosen.size() < options.batch_events && !waiting.empty() && exhausted.empty()) {
        if (waiting.size() > 1) {
            std::ranges::pop_heap(waiting, later());
        }
        const std::size_t input = waiting.back();
        const Record& record = head(input);
        chosen.push_back(
            {&record,
             inputs[input].chunk.references_of(record),
             static_cast<std::uint32_t>(input)});
        ++inputs[input].position;
        if (inputs[input].position == inputs[input].chunk.records.size()) {
            waiting.pop_back();
            exhausted.push_back(input);
        } else {
            std::ranges::push_heap(waiting, later());
        }
    }
}

Intake::Intake(
    Options options,
    std::vector<std::string> inputs,
    ChunkSupply& supply,
    model::Names& names,
    QuarantineSink& quarantine)
    : state_(std::make_unique<State>(options, std::move(inputs), supply, names, quarantine)) {}

Intake::Intake(
    Options options,
    std::vector<NamedSource> sources,
    model::Names& names,
    QuarantineSink& quarantine) {
    std::vector<std::string> inputs = names_of(sources);
    own_supply_ = std::make_unique<ChunksHere>(options.key, std::move(sources), names);
    state_ = std::make_unique<State>(options, std::move(inputs), *own_supply_, names, quarantine);
}

Intake::~Intake() = default;

Result<std::span<const model::Event>> Intake::next() {
    State& state = *state_;
    std::swap(state.events, state.events_before);
    state.events.clear();
    while (state.events.empty()) {  // a batch may be nothing but duplicates
        TRY_DONE(state.read_on());
        state.choose_batch();
        if (state.chosen.empty()) {
            break;
        }
        state.admission.admit(state.chosen, state.events);
        for (const Applicant& applicant : state.chosen) {
            State::Input& input = state.inputs[applicant.input];
            input.viewed = input.viewed || applicant.admitted;
        }
    }
    return std::span<const model::Event>(state.events);
}

const Totals& Intake::totals() const {
    return state_->admission.totals();
}

}  // namespace shouxin::intake
