#include "service/people/permissions.h"

#include <algorithm>

namespace shouxin::service {
namespace {

struct RoleRow {
    Role role;
    std::string_view name;
    char letter;
};

constexpr std::array role_table{
    RoleRow{Role::analyst, "analyst", 'a'},
    RoleRow{Role::lead, "lead", 'l'},
    RoleRow{Role::merchant, "merchant", 'm'},
    RoleRow{Role::auditor, "auditor", 'u'},
    RoleRow{Role::admin, "admin", 'd'},
};

using P = Permission;

constexpr std::array<PermissionRow, permission_count> table{{
    {P::events_write, "events:write", true, "", "send events"},
    {P::decisions_write, "decisions:write", true, "", "ask for a decision on an event"},
    {P::decisions_read, "decisions:read", true, "alu", "read decisions and why they were made"},
    {P::actions_read, "actions:read", true, "alu", "read actions and what became of them"},
    {P::actions_write, "actions:write", true, "al", "take, release and undo actions"},
    {P::actions_acknowledge, "actions:acknowledge", true, "", "say that actions were carried out"},
    {P::labels_write, "labels:write", true, "al", "say what turned out fake or honest"},
    {P::market_read, "market:read", true, "alu", "read orders, accounts, merchants and rings"},
    {P::protected_read, "protected:read", false, "alu", "read personal data, which is recorded"},
    {P::policies_read, "policies:read", true, "alu", "read policies and their backtests"},
    {P::policies_write, "policies:write", true, "al", "propose and backtest policies"},
    {P::policies_approve, "policies:approve", false, "l", "approve, reject and restore policies"},
    {P::epochs_write, "epochs:write", true, "l", "have the whole market settled now"},
    {P::ledger_read, "ledger:read", true, "alud", "read the ledger and its proofs"},
    {P::metrics_read, "metrics:read", true, "alud", "read the server's metrics"},
    {P::people_read, "people:read", false, "ud", "list people"},
    {P::people_write, "people:write", false, "d", "add and change people"},
    {P::keys_read, "keys:read", false, "ud", "list API keys"},
    {P::keys_write, "keys:write", false, "d", "make and revoke API keys"},
    {P::own_read, "own:read", false, "m", "read what concerns one's own shop"},
    {P::own_write, "own:write", false, "m", "answer for one's own shop"},
    {P::ledger_cosign, "ledger:cosign", true, "", "hand in a witness's cosignatures"},
}};

template <class Keep>
Permissions those(Keep keep) {
    Permissions kept;
    for (const PermissionRow& row : table) {
        kept[static_cast<std::size_t>(row.permission)] = keep(row);
    }
    return kept;
}

}  // namespace

std::string_view name_of(Role role) {
    return role_table[static_cast<std::size_t>(role)].name;
}

std::optional<Role> role_of(std::string_view name) {
    const auto row = std::ranges::find(role_table, name, &RoleRow::name);
    return row == role_table.end() ? std::nullopt : std::optional(row->role);
}

std::span<const PermissionRow> permission_table() {
    return table;
}

std::string_view name_of(Permission permission) {
    return table[static_cast<std::size_t>(permission)].name;
}

std::optional<Permission> permission_of(std::string_view name) {
    const auto row = std::ranges::find(table, name, &PermissionRow::name);
    return row == table.end() ? std::nullopt : std::optional(row->permission);
}

Permissions permissions_of(Role role) {
    const char letter = role_table[static_cast<std::size_t>(role)].letter;
    return those(
        [&](const PermissionRow& row) { return row.roles.find(letter) != row.roles.npos; });
}

Permissions scopes_of_keys() {
    return those([](const PermissionRow& row) { return row.scope; });
}

std::string text_of(Permissions permissions) {
    std::string text;
    for (const PermissionRow& row : table) {
        if (has(permissions, row.permission)) {
            text += text.empty() ? "" : " ";
            text += row.name;
        }
    }
    return text;
}

std::optional<Permissions> permissions_of_text(std::string_view text) {
    Permissions named;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const auto permission = permission_of(text.substr(0, end));
        if (!permission) {
            return std::nullopt;
        }
        named.set(static_cast<std::size_t>(*permission));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return named;
}

}  // namespace shouxin::service
