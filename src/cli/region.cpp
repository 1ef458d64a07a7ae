#include "base/bytes.h"
#include "cli/command.h"
#include "cli/options.h"
#include "intake/line_reader.h"
#include "region/address.h"
#include "region/regions.h"
#include "report/line_sink.h"

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace shouxin::cli {
namespace {

class RegionCommand final : public Command {
public:
    explicit RegionCommand(const Outside& outside) : files_(outside.files) {}

    About about() const override {
        return {
            "region",
            "tells which division of China an address names",
            "shouxin region 广东中山石岐街道民权路5号"};
    }

    void declare(Options& options) override {
        options.add("TEXT", texts_, "an address each; or - for one a line", Need::required);
    }

    Result<Exit> run() override {
        const region::Regions regions = region::Regions::embedded();
        region::AddressReader reader(regions);
        for (const std::string& text : texts_) {
            const region::Address& address = reader.read(text);
            std::string line;
            if (address.row != region::no_row) {
                region::put_code(line, regions.divisions()[address.row].code);
                line += '\t';
                regions.divisions().put_full_name(line, address.row);
            }
            fmt::print("{}\t{}\t{}\n", line, name_of(address.how), address.rest);
        }
        return Exit::good;
    }

private:
    port::Files& files_;
    std::vector<std::string> texts_;
};

}  // namespace

std::unique_ptr<Command> make_region(const Outside& outside);

std::unique_ptr<Command> make_region(const Outside& outside) {
    return std::make_unique<RegionCommand>(outside);
}

}  // namespace shouxin::cli
