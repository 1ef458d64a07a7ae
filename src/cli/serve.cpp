#include "cli/options.h"
#include "cli/serving.h"

namespace shouxin::cli {
namespace {

class Serve final : public Command {
public:
    explicit Serve(Serving& serving) : serving_(serving) {}

    About about() const override {
        return {"serve", "the server: takes events, decides, acts, proves", "shouxin serve --demo"};
    }

    void declare(Options& options) override {
        options.add("--data", wish_.folder, "folder of log, ledger and records (shouxin-data)");
        options.add("--listen", wish_.listen, "ADDR:PORT to listen at (127.0.0.1:8080)");
        options.add("--config", wish_.config_file, "file of settings, see docs/operate/config.md");
        options.add("--demo", wish_.demo, "fill it with a simulated marketplace, live");
        options.add("--check-config", wish_.check_config, "read the settings, print them, and end");
    }

    Result<Exit> run() override { return serving_.serve(wish_); }

private:
    Serving& serving_;
    ServeWish wish_;
};

class Explain final : public Command {
public:
    explicit Explain(Serving& serving) : serving_(serving) {}

    About about() const override {
        return {
            "explain",
            "makes a decision again from the log, and compares it with the ledger",
            "shouxin explain --data shouxin-data d1204-0"};
    }

    void declare(Options& options) override {
        options.add("--data", folder_, "the server's data folder; it must not run");
        options.add("DECISION", decision_, "as d1204-0", Need::required);
    }

    Result<Exit> run() override { return serving_.explain(folder_, decision_); }

private:
    Serving& serving_;
    std::string folder_ = "shouxin-data";
    std::string decision_;
};

}  // namespace

std::unique_ptr<Command> make_serve(const Outside& outside) {
    return std::make_unique<Serve>(outside.serving);
}

std::unique_ptr<Command> make_explain(const Outside& outside) {
    return std::make_unique<Explain>(outside.serving);
}

}  // namespace shouxin::cli
