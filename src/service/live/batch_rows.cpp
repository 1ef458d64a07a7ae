#include "service/live/batch_rows.h"

#include <string>

namespace shouxin::service {

port::Table batches_table() {
    constexpr port::ColumnType integer = port::ColumnType::integer;
    constexpr port::ColumnType text = port::ColumnType::text;
    return {
        "batches",
        {{"id", text},
         {"number", integer},
         {"at_ms", integer},
         {"by", text},
         {"reason", text},
         {"action", text},
         {"ring", integer},
         {"subjects", integer},
         {"taken", integer},
         {"joined", integer},
         {"braked", integer},
         {"refused", integer},
         {"amount", integer},
         {"undone", integer},
         {"undone_by", text},
         {"undone_ms", integer},
         {"undo_reason", text}},
        {{"number"}, {"ring", "number"}}};
}

port::Change batch_change(const live::Batch& batch) {
    const auto later = [&](port::Value value) { return batch.undone > 0 ? value : port::Value{}; };
    const auto ring = static_cast<std::int64_t>(batch.ring);
    return {
        port::Change::Kind::put,
        "batches",
        {batch.id(),
         static_cast<std::int64_t>(batch.number),
         batch.at_ms,
         batch.by,
         batch.reason,
         std::string(model::text_of(batch.action).name),
         ring == 0 ? port::Value{} : port::Value{ring},
         std::int64_t{batch.subjects},
         std::int64_t{batch.taken},
         std::int64_t{batch.joined},
         std::int64_t{batch.braked},
         std::int64_t{batch.refused},
         batch.amount,
         std::int64_t{batch.undone},
         later(batch.undone_by),
         later(batch.undone_ms),
         later(batch.undo_reason)}};
}

}  // namespace shouxin::service
