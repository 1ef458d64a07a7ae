// What may be kept of a line that was accepted? All of it but the numbers of people: contacts in
// free text, and in fields that nobody reads, become tokens (contacts.h). What was read from the
// line is read from the stored one again, to the byte. Not thread-safe.
#pragma once

#include "base/hash.h"
#include "intake/contacts.h"
#include "intake/record.h"

#include <memory>
#include <string>
#include <string_view>

namespace shouxin::intake {

class StoredLine {
public:
    explicit StoredLine(HashKey key);
    ~StoredLine();

    // Whether the line may be kept as it stands.
    static bool as_it_stands(const Record& record) {
        return record.contacts == 0 && !record.says_more;
    }

    // Appends what may be kept of a line of JSON, without a newline. REQUIRES: the line was
    // accepted; line_padding readable bytes behind it.
    void append(std::string_view line, std::string& into);

private:
    struct Writer;
    std::unique_ptr<Writer> writer_;
};

}  // namespace shouxin::intake
