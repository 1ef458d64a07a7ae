#include "judge/judgement.h"

namespace shouxin::judge {

std::string_view name_of(Action action) {
    return action == Action::block ? "block" : action == Action::review ? "review" : "allow";
}

std::string_view name_of(MemberKind kind) {
    switch (kind) {
        case MemberKind::account:
            return "account";
        case MemberKind::merchant:
            return "merchant";
        case MemberKind::device:
            return "device";
        case MemberKind::wallet:
            return "payer";
        case MemberKind::address:
            return "address";
    }
    return "";
}

}  // namespace shouxin::judge
