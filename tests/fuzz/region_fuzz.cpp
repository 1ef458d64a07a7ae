// libFuzzer: no bytes may make the reading of addresses crash, claim what it doesn't say, break a
// line, or depend on what was read before.
//
// Built and run by tests/fuzz/run.sh (`make check`), with clang-16, from the project's root. By
// hand:
//     FUZZ_SECONDS=3600 tests/fuzz/run.sh region
// With -DSHOUXIN_FUZZ_CANARY it holds a bug that the run must find, or the fuzzer is blind.
#include "base/must.h"
#include "region/address_line.h"
#include "region/places.h"

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

// What embed() makes of the same files in the program itself.
namespace shouxin::embedded {
namespace {

std::string file(const char* path) {
    std::ifstream stream(path);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

std::string_view region_divisions();
std::string_view region_successors();
std::string_view region_aliases();
std::string_view region_traditional();

std::string_view region_divisions() {
    static const std::string text = file("data/region/divisions.txt");
    return text;
}

std::string_view region_successors() {
    static const std::string text = file("data/region/successors.txt");
    return text;
}

std::string_view region_aliases() {
    static const std::string text = file("data/region/aliases.txt");
    return text;
}

std::string_view region_traditional() {
    static const std::string text = file("data/region/traditional.txt");
    return text;
}

}  // namespace shouxin::embedded

namespace shouxin::region {
namespace {

void check(const Address& address, std::string_view text, const Regions& regions) {
    const bool certain = address.how != How::ambiguous && address.how != How::none;
    MUST(certain == (address.row != no_row));
    MUST((address.change != nullptr) <= (address.how == How::successor));
    MUST(address.candidates.size() <= AddressReader::candidates_max);
    std::uint32_t sum = 0;
    for (const Candidate& candidate : address.candidates) {
        MUST(candidate.row < regions.divisions().size() && candidate.permille > 0);
        sum += candidate.permille;
    }
    MUST(sum <= 1000 + address.candidates.size());
    MUST(address.rest.size() <= text.size() + 1);
    std::string line;
    put_line(line, regions, address);
    MUST(std::count(line.begin(), line.end(), '\t') == 5 && line.find('\n') == std::string::npos);
#ifdef SHOUXIN_FUZZ_CANARY
    const bool canary = address.how == How::exact;
    MUST(!canary);
#endif
}

}  // namespace
}  // namespace shouxin::region

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace region = shouxin::region;
    static const region::Regions regions = region::Regions::embedded();
    static region::AddressReader reader(regions);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const region::Address first = reader.read(text);
    region::check(first, text, regions);
    reader.read("广东省中山市石岐街道");
    const region::Address& again = reader.read(text);
    MUST(again.how == first.how && again.row == first.row && again.rest == first.rest);
    MUST(again.candidates == first.candidates);
    region::Places places(regions);
    (void)places.add(text).has_value();
    return 0;
}
