#include "region/lexicon.h"

#include "region/data_lines.h"

#include <algorithm>
#include <utility>

namespace shouxin::region {

namespace {

// Twice what the data of 2023 needs.
constexpr std::uint32_t nodes_max = 262'143;
constexpr std::size_t name_letters_max = 64;
constexpr std::size_t level_word_letters = 2;

}  // namespace

class LexiconBuilder {
public:
    LexiconBuilder(const Letters& letters, const Divisions& divisions)
        : letters_(letters), divisions_(divisions), forms_(letters), trie_(nodes_max) {
        nodes_.reserve(2 * divisions.size());
        meanings_.reserve(2 * divisions.size());
    }

    void add(std::string_view name, Meaning meaning, Level level, Row parent) {
        read(name);
        if (name_.size() > name_letters_max || name_.empty() ||
            (name_.size() == level_word_letters && forms_.is_level(name_))) {
            return;  // one town is called 街道
        }
        const std::size_t brief = forms_.brief_length(name_, level);
        Trie::Node node = Trie::root;
        for (std::size_t i = 0; i < name_.size(); ++i) {
            node = trie_.grow(node, name_[i]);
            if (i + 1 == brief) {
                put(node, meaning, FormKind::brief);
            }
        }
        put(node, meaning, FormKind::full);
        if (forms_.may_have_others(name_, level)) {
            add_others(meaning, level, parent);
        }
    }

    void add_alias(std::string_view alias, Meaning meaning) {
        read(alias);
        put(trie_.grow(name_), meaning, FormKind::brief);
    }

    Lexicon finish() {
        Lexicon lexicon(std::move(trie_));
        std::vector<std::uint32_t>& begins = lexicon.begins_;
        begins.resize(lexicon.trie_.nodes() + 1);
        for (const Trie::Node node : nodes_) {
            ++begins[node];
        }
        for (std::size_t i = 1; i < begins.size(); ++i) {
            begins[i] += begins[i - 1];
        }
        lexicon.meanings_.resize(meanings_.size());
        for (std::size_t i = nodes_.size(); i-- > 0;) {  // from the ends of their stretches down
            lexicon.meanings_[--begins[nodes_[i]]] = meanings_[i];
        }
        const auto by_code = [](const Meaning& a, const Meaning& b) { return a.code < b.code; };
        for (const Trie::Node node : unordered_) {  // what didn't come in the order of codes
            const auto first = lexicon.meanings_.begin() + begins[node];
            const auto last = lexicon.meanings_.begin() + begins[node + 1];
            if (!std::is_sorted(first, last, by_code)) {
                std::stable_sort(first, last, by_code);
            }
        }
        return lexicon;
    }

    // From here on meanings may come in any order.
    void expect_disorder() { disorder_ = true; }

private:
    void read(std::string_view name) {
        name_.clear();
        for (Letter letter = letters_.next(name); letter != no_letter;
             letter = letters_.next(name)) {
            name_.push_back(letter);
        }
    }

    void put(Trie::Node node, Meaning meaning, FormKind kind) {
        meaning.form = kind;
        nodes_.push_back(node);
        meanings_.push_back(meaning);
        if (disorder_) {
            unordered_.push_back(node);
        }
    }

    void add_others(Meaning meaning, Level level, Row parent) {
        std::vector<std::vector<Letter>> names;
        std::vector<Letter> own = name_;
        for (Row row = parent; row != no_row && level == Level::county;
             row = divisions_[row].parent) {
            read(divisions_[row].name);
            names.push_back(name_);
        }
        const std::vector<std::span<const Letter>> above(names.begin(), names.end());
        for (const Form& form : forms_.others(own, level, above)) {
            put(trie_.grow(form.letters), meaning, form.kind);
        }
    }

    const Letters& letters_;
    const Divisions& divisions_;
    Forms forms_;
    Trie trie_;
    std::vector<Letter> name_;
    std::vector<Trie::Node> nodes_;  // beside meanings_
    std::vector<Meaning> meanings_;
    std::vector<Trie::Node> unordered_;
    bool disorder_ = false;
};

Result<Lexicon> Lexicon::build(
    const Letters& letters,
    const Divisions& divisions,
    const Changes& changes,
    std::string_view aliases) {
    LexiconBuilder builder(letters, divisions);
    for (Row row = 0; row < divisions.size(); ++row) {
        const Division& division = divisions[row];
        builder.add(
            division.name,
            {division.code, row, false, FormKind::full},
            division.level,
            division.parent);
    }
    builder.expect_disorder();
    for (Row row = 0; row < changes.all().size(); ++row) {
        const Change& change = changes.all()[row];
        builder.add(
            change.name, {change.code, row, true, FormKind::full}, level_of(change.code), no_row);
    }
    TRY(DataLines lines, DataLines::open(aliases, "shouxin-aliases 1"));
    for (std::string_view line = lines.next(); !line.empty(); line = lines.next()) {
        const auto code = code_of(take_cell(line, '\t'));
        const auto row = code ? divisions.find(*code) : std::nullopt;
        if (!row || line.empty()) {
            return lines.wrong("should be: the code of a division, then its other names");
        }
        while (!line.empty()) {
            builder.add_alias(take_cell(line, ' '), {*code, *row, false, FormKind::brief});
        }
    }
    return builder.finish();
}

void Lexicon::find(std::span<const Glyph> glyphs, std::uint32_t begin, Hits& hits) const {
    hits.count = 0;
    Trie::Node node = Trie::root;
    for (std::uint32_t at = begin; at < glyphs.size(); ++at) {
        node = trie_.step(node, glyphs[at].letter);
        if (node == Trie::nowhere) {
            return;
        }
        const std::uint32_t first = begins_[node];
        const std::uint32_t last = begins_[node + 1];
        if (first == last) {
            continue;
        }
        if (hits.count == hits_max) {
            std::move(hits.found.begin() + 1, hits.found.end(), hits.found.begin());
            --hits.count;
        }
        hits.found[hits.count++] = {at + 1, {meanings_.data() + first, last - first}};
    }
}

std::span<const Meaning> within(std::span<const Meaning> meanings, CodeRange range) {
    if (meanings.size() == 1) {  // the usual case
        return range.contains(meanings.front().code) ? meanings : meanings.first(0);
    }
    const auto by_code = [](const Meaning& meaning, Code code) { return meaning.code < code; };
    const auto first = std::lower_bound(meanings.begin(), meanings.end(), range.first, by_code);
    const auto last = std::lower_bound(first, meanings.end(), range.last + 1, by_code);
    return {first, last};
}

}  // namespace shouxin::region
