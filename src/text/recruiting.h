// Does a message recruit for fakes: offer money for orders or praise? By words, since such posts
// are short and say what they want. Names an act, convicts nobody: see judge/circumstances.h.
#pragma once

#include <string_view>

namespace shouxin::text {

// A word of fakes' own trade (刷单, 补单, ...), or money together with what it is paid for (返现
// with 好评, 佣金 with 拍单, ...). A shop's discounts and a member's benefits are
// neither, nor is a warning or a complaint.
bool recruits(std::string_view utf8);

}  // namespace shouxin::text
