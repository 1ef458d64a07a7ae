// What does a browser get that opens the server's address? The console: the files that
// tools/pack_console.py put into the binary, as they lie there. Immutable, so thread-safe.
#pragma once

#include "http/router.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::http {

class Console {
public:
    struct File {
        std::string_view type;
        std::string_view digest;  // SHA-256 of the plain bytes, in hex
        std::string_view plain;
        std::string_view gzipped;  // empty where that saves nothing
    };

    // REQUIRES: `pack` is what tools/pack_console.py wrote, and outlives this and all answers.
    explicit Console(std::string_view pack);

    // The console that was embedded when the program was built; without files if there was none.
    static Console embedded();

    [[nodiscard]] bool is_built() const { return !files_.empty(); }

    // The file of that name, 304 if the client has it already, 404 if there is none.
    [[nodiscard]] Response answer(const Request& request, std::string_view name) const;

private:
    std::map<std::string_view, File> files_;
};

// GET /, /favicon.svg and /assets/{file...}, for all the world. `console` outlives the server.
std::vector<Route> console_routes(const Console& console);

}  // namespace shouxin::http
