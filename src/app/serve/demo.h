// What does a visitor see? A simulated marketplace that goes on while you look: its past is played
// in at once, then it lives on, a day in a minute, with gangs among honest people; it carries out
// what the server asks of it, as a marketplace would.
#pragma once

#include "app/serve/server.h"
#include "base/result.h"
#include "service/config/config.h"

#include <memory>
#include <string>

namespace shouxin::app {

class Demo {
public:
    class Market;

    explicit Demo(std::unique_ptr<Market> market);
    // Puts the marketplace's own endpoint into the configuration, and lets it listen.
    static Result<std::unique_ptr<Demo>> prepare(service::Config& config);

    ~Demo();
    Demo(const Demo&) = delete;
    Demo& operator=(const Demo&) = delete;

    // Makes logins and keys, and begins to trade. What a visitor should try, as text.
    Result<std::string> begin(Server& server);

    void end();

private:
    std::unique_ptr<Market> market_;
};

}  // namespace shouxin::app
