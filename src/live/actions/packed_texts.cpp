#include "live/actions/packed_texts.h"

#include <cstdint>

namespace shouxin::live {
namespace {

std::string_view cut(std::string_view text) {
    if (text.size() <= packed_text_max) {
        return text;
    }
    std::size_t end = packed_text_max;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
        --end;
    }
    return text.substr(0, end);
}

}  // namespace

void append_text(std::string& packed, std::string_view text) {
    text = cut(text);
    packed += static_cast<char>(text.size() & 0xff);
    packed += static_cast<char>(text.size() >> 8);
    packed += text;
}

std::vector<std::string_view> texts_in(std::string_view packed) {
    std::vector<std::string_view> texts;
    while (packed.size() >= 2) {
        const std::size_t size = static_cast<unsigned char>(packed[0]) |
                                 std::size_t{static_cast<unsigned char>(packed[1])} << 8;
        texts.push_back(packed.substr(2, size));
        packed.remove_prefix(2 + texts.back().size());
    }
    return texts;
}

}  // namespace shouxin::live
