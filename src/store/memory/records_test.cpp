#include "store/memory/records.h"

#include "store/records_contract_test.h"

namespace shouxin::store {
namespace {

struct MemoryMaker {
    static std::string unavailable() { return {}; }

    std::unique_ptr<port::Records> make() { return std::make_unique<MemoryRecords>(); }

    std::unique_ptr<port::Records> make_again() { return make(); }

    static constexpr bool lasts = false;
};

INSTANTIATE_TYPED_TEST_SUITE_P(Memory, RecordsContractTest, MemoryMaker);

}  // namespace
}  // namespace shouxin::store
