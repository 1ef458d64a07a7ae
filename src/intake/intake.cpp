#include "intake/intake.h"

#include "intake/body.h"
#include "intake/input.h"
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

void widen(std::optional<std::int64_t>& first, std::optional<std::int64_t>& last, std::int64_t at) {
    first = std::min(first.value_or(at), at);
    last = std::max(last.value_or(at), at);
}

}  // namespace

struct Intake::State {
    State(
        Options options_given,
        std::vector<NamedSource> sources,
        model::Names& names,
        QuarantineSink& quarantine_given);

    struct Chosen {
        const Record* record;
        std::size_t input;
    };

    [[nodiscard]] const Record& head(std::size_t input) const {
        return inputs[input]->records()[positions[input]];
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
    QuarantineSink& quarantine;
    Totals totals;
    std::array<Interner*, name_kinds> interners;
    RecordReader reader;
    SeenIds seen;
    std::int64_t clock_ms = std::numeric_limits<std::int64_t>::min() / 2;  // greatest `at` so far

    std::vector<std::unique_ptr<Input>> inputs;
    std::vector<std::size_t> positions;  // of the next record, by input
    std::vector<std::size_t> exhausted;  // inputs to be read on: all at first
    std::vector<std::size_t> waiting;    // a heap of inputs that have a record, earliest on top

    // The batch.
    std::vector<Chosen> chosen;
    std::vector<model::Event> events;
    std::vector<std::span<const Reference>> references;  // by event
};

Intake::State::State(
    Options options_given,
    std::vector<NamedSource> sources,
    model::Names& names,
    QuarantineSink& quarantine_given)
    : options(options_given),
      quarantine(quarantine_given),
      interners(interners_of(names)),
      reader(options.key, names),
      seen(options.lateness_ms) {
    for (NamedSource& source : sources) {
        exhausted.push_back(inputs.size());
        inputs.push_back(std::make_unique<Input>(std::move(source.bytes), options.batch_events));
        totals.inputs.push_back({std::move(source.name), {}, {}});
    }
    positions.resize(inputs.size());
    chosen.reserve(options.batch_events);
    events.reserve(options.batch_events);
    references.reserve(options.batch_events);
}

Result<void> Intake::State::read_on() {
    for (const std::size_t input : exhausted) {
        TRY_DONE(inputs[input]->read_on({reader, options.key, totals, input, quarantine}));
        positions[input] = 0;
        if (!inputs[input]->records().empty()) {
            waiting.push_back(input);
            std::ranges::push_heap(waiting, later());
        }
    }
    exhausted.clear();
    return {};
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
        ++positions[input];
        if (positions[input] == inputs[input]->records().size()) {
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
    references.push_back(inputs[choice.input]->references_of(record));
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
    for (std::size_t i = first_event; i < events.size(); ++i) {
        for (const Reference& reference : references[i]) {
            interner_of(reference).prefetch_name(reference.hash);
        }
    }
    for (std::size_t i = first_event; i < events.size(); ++i) {
        for (const Reference& reference : references[i]) {
            put_index(
                events[i],
                reference,
                interner_of(reference).intern_hashed(reference.text(), reference.hash));
        }
    }
}

Intake::Intake(
    Options options,
    std::vector<NamedSource> sources,
    model::Names& names,
    QuarantineSink& quarantine)
    : state_(std::make_unique<State>(options, std::move(sources), names, quarantine)) {}

Intake::~Intake() = default;

Result<std::span<const model::Event>> Intake::next() {
    State& state = *state_;
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

std::uint64_t Intake::bytes_read() const {
    std::uint64_t bytes = 0;
    for (const auto& input : state_->inputs) {
        bytes += input->bytes_read();
    }
    return bytes;
}

}  // namespace shouxin::intake
