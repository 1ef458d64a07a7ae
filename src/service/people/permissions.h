// Who may do what? The one table of permissions, which are also the scopes of API keys, and of the
// roles that have them. Immutable, so thread-safe.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace shouxin::service {

// For routes that need no permission, but somebody who is known.
inline constexpr std::string_view any_caller = "known";   // a person or a key
inline constexpr std::string_view any_person = "person";  // a person, signed in

enum class Role : std::uint8_t { analyst, lead, merchant, auditor, admin };

inline constexpr std::array roles{
    Role::analyst, Role::lead, Role::merchant, Role::auditor, Role::admin};

std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);

enum class Permission : std::uint8_t {
    events_write,
    decisions_write,
    decisions_read,
    actions_read,
    actions_write,
    actions_acknowledge,
    labels_write,
    market_read,
    protected_read,
    policies_read,
    policies_write,
    policies_approve,
    epochs_write,
    ledger_read,
    metrics_read,
    people_read,
    people_write,
    keys_read,
    keys_write,
    own_read,
    own_write,
    ledger_cosign,
};

inline constexpr std::size_t permission_count = 22;
using Permissions = std::bitset<permission_count>;

struct PermissionRow {
    Permission permission;
    std::string_view name;    // as a route's `needs`, and as a scope
    bool scope;               // whether a key may have it
    std::string_view roles;   // the first letters of those that have it: a l m u(auditor) d(admin)
    std::string_view allows;  // "send events"
};

// By Permission.
std::span<const PermissionRow> permission_table();

std::string_view name_of(Permission permission);
std::optional<Permission> permission_of(std::string_view name);

Permissions permissions_of(Role role);

// What a key may have at most: nothing that takes a person's judgement (approving, reading
// protected data) or that makes people and keys.
Permissions scopes_of_keys();

// "decisions:read events:write", by the table; and back: nothing if it names what isn't there.
std::string text_of(Permissions permissions);
std::optional<Permissions> permissions_of_text(std::string_view text);

inline bool has(const Permissions& permissions, Permission permission) {
    return permissions[static_cast<std::size_t>(permission)];
}

}  // namespace shouxin::service
