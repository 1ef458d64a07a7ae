#include "intake/intake.h"

#include "intake/chunk_parser.h"
#include "intake/cutter.h"
#include "intake/record.h"
#include "intake/seen_ids.h"

#include <algorithm>
#include <array>
#include <limits>

namespace shouxin::intake {
namespace {

// So many events are looked up together: their prefetched lines fit in the first cache.
constexpr std::size_t together = 64;

// The index of a reference lies in its event, at an offset that phase one measured.
void put_index(model::Event& event, const Reference& reference, std::uint32_t index) {
    auto* const bytes = reinterpret_cast<char*>(&event);
    __builtin_memcpy(bytes + reference.offset, &index, sizeof index);
}

// These may be as old as they like.
bool bears_lateness(const Record& record) {
    return !std::holds_alternative<model::MerchantOpened>(record.event.body) &&
           !std::holds_alternative<model::AccountRegistered>(record.event.body);
}

constexpr std::size_t unknown_type = std::variant_size_v<model::EventBody> - 1;

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

void widen(std::optional<std::int64_t>& first, std::optional<std::int64_t>& last, std::int64_t at) {
    first = std::min(first.value_or(at), at);
    last = std::max(last.value_or(at), at);
}

}  // namespace

struct Intake::State {
    State(
        Options options_given,
        std::vector<std::string> names_of_inputs,
        ChunkSupply& supply_given,
        model::Names& names,
        QuarantineSink& quarantine_given);

    struct Chosen {
        const Record* record;
        std::size_t input;
    };

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
    void accept(std::span<const Chosen> block);
    void accept(const Chosen& choice, bool late);
    void count_unknown(std::string_view type);
    void look_up(std::size_t first_event);

    std::array<Counts*, 2> counts_of(std::size_t input) {
        return {&totals.counts, &totals.inputs[input].counts};
    }

    [[nodiscard]] Interner& interner_of(const Reference& reference) const {
        return *interners[static_cast<std::size_t>(reference.kind)];
    }

    Options options;
    ChunkSupply& supply;
    QuarantineSink& quarantine;
    Totals totals;
    std::array<Interner*, name_kinds> interners;
    SeenIds seen;
    std::int64_t clock_ms = std::numeric_limits<std::int64_t>::min() / 2;  // greatest `at` so far

    std::vector<Input> inputs;
    std::vector<std::size_t> exhausted;  // inputs to be read on: all at first
    std::vector<std::size_t> waiting;    // a heap of inputs that have a record, earliest on top

    // The batch.
    std::vector<Chosen> chosen;
    std::vector<model::Event> events;
    std::vector<model::Event> events_before;             // of the last batch
    std::vector<std::span<const Reference>> references;  // by event
    std::vector<std::uint32_t> candidates;               // by reference, of the block looked up
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
      interners(interners_of(names)),
      seen(options.lateness_ms) {
    for (std::string& name : names_of_inputs) {
        exhausted.push_back(inputs.size());
        inputs.emplace_back();
        totals.inputs.push_back({std::move(name), {}, {}});
    }
    chosen.reserve(options.batch_events);
    events.reserve(options.batch_events);
    events_before.reserve(options.batch_events);
    references.reserve(options.batch_events);
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
                totals.inputs[input].broken = chunk.broken->reason;
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
    for (Counts* counts : counts_of(input)) {
        ++counts->read;
        ++counts->quarantined;
    }
    return quarantine.add(
        {totals.inputs[input].name, rejected.line, rejected.reason, rejected.excerpt});
}

// Up to the first input that runs out: what its records view goes when it is read on.
void Intake::State::choose_batch() {
    chosen.clear();
    while (chosen.size() < options.batch_events && !waiting.empty() && exhausted.empty()) {
        if (waiting.size() > 1) {
            std::ranges::pop_heap(waiting, later());
        }
        const std::size_t input = waiting.back();
        chosen.push_back({&head(input), input});
        ++inputs[input].position;
        if (inputs[input].position == inputs[input].chunk.records.size()) {
            waiting.pop_back();
            exhausted.push_back(input);
        } else {
            std::ranges::push_heap(waiting, later());
        }
    }
}

void Intake::State::accept(std::span<const Chosen> block) {
    for (const Chosen& choice : block) {
        seen.prefetch(choice.record->identity);
    }
    const std::size_t first_event = events.size();
    for (const Chosen& choice : block) {
        const std::int64_t at_ms = choice.record->event.at_ms;
        const bool late = clock_ms - options.lateness_ms > at_ms && bears_lateness(*choice.record);
        clock_ms = std::max(clock_ms, at_ms);
        if (seen.first_time(choice.record->identity, clock_ms)) {
            accept(choice, late);
        } else {
            for (Counts* counts : counts_of(choice.input)) {
                ++counts->read;
                ++counts->duplicates;
            }
        }
    }
    look_up(first_event);
}

void Intake::State::accept(const Chosen& choice, bool late) {
    const Record& record = *choice.record;
    events.push_back(record.event);
    events.back().number = totals.counts.accepted;
    events.back().late = late;
    references.push_back(inputs[choice.input].chunk.references_of(record));
    inputs[choice.input].viewed = true;
    for (Counts* counts : counts_of(choice.input)) {
        ++counts->read;
        ++counts->accepted;
        counts->late += late ? 1 : 0;
        counts->contacts += record.contacts;
    }
    const std::size_t type = record.event.body.index();
    ++totals.by_type[type];
    if (type == unknown_type) {
        count_unknown(record.type);
    }
    widen(totals.first_at_ms, totals.last_at_ms, record.event.at_ms);
}

void Intake::State::count_unknown(std::string_view type) {
    auto found = totals.by_unknown_type.find(type);
    if (found == totals.by_unknown_type.end()) {
        const bool full = totals.by_unknown_type.size() >= unknown_types_max;
        found = totals.by_unknown_type.emplace(full ? "(others)" : type, 0).first;
    }
    ++found->second;
}

// In passes over the block: each starts loading what the next one needs, so that the memory
// works on hundreds of names at once.
void Intake::State::look_up(std::size_t first_event) {
    for (std::size_t i = first_event; i < events.size(); ++i) {
        for (const Reference& reference : references[i]) {
            interner_of(reference).prefetch(reference.hash);
        }
    }
    candidates.clear();
    for (std::size_t i = first_event; i < events.size(); ++i) {
        for (const Reference& reference : references[i]) {
            candidates.push_back(interner_of(reference).prefetch_name(reference.hash));
        }
    }
    std::size_t next = 0;
    for (std::size_t i = first_event; i < events.size(); ++i) {
        for (const Reference& reference : references[i]) {
            const std::uint32_t index = interner_of(reference).intern_candidate(
                reference.text(), reference.hash, candidates[next++]);
            put_index(events[i], reference, index);
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
    state.references.clear();
    while (state.events.empty()) {  // a batch may be nothing but duplicates
        TRY_DONE(state.read_on());
        state.choose_batch();
        if (state.chosen.empty()) {
            break;
        }
        std::span<const State::Chosen> rest = state.chosen;
        while (!rest.empty()) {
            const auto block = rest.first(std::min(rest.size(), together));
            state.accept(block);
            rest = rest.subspan(block.size());
        }
    }
    return std::span<const model::Event>(state.events);
}

const Totals& Intake::totals() const {
    return state_->totals;
}

}  // namespace shouxin::intake
