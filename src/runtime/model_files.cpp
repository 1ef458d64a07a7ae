#include "runtime/model_files.h"

namespace shouxin::runtime {

Result<judge::Model> read_model(port::Files& files, const std::string& folder) {
    constexpr std::size_t bytes_max = std::size_t{64} << 20;
    const auto read = [&](const char* question) {
        return files.read_all(folder + "/" + question + ".txt", bytes_max);
    };
    TRY(const std::string local, read("local"));
    TRY(const std::string alone, read("alone"));
    TRY(const std::string together, read("together"));
    TRY(const std::string settled, read("settled"));
    TRY(const std::string reviews, read("reviews"));
    TRY(const std::string accounts, read("accounts"));
    TRY(const std::string merchants, read("merchants"));
    return judge::Model::parse({local, alone, together, settled, reviews, accounts, merchants});
}

}  // namespace shouxin::runtime
