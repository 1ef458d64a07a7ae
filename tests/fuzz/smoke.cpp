// Does a fuzz target hold on its corpus? Runs it on every file of a folder, and on a few hundred
// alterations of each, the same ones every time: what CI has time for. tests/fuzz/run.sh searches.
//
//     smoke FOLDER [ALTERATIONS]
#include "base/random.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void run(const std::string& bytes) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

// A byte changed, some left out, some said twice, or the end cut off.
std::string altered(std::string bytes, shouxin::Random& random) {
    const auto up_to = [&](std::size_t most) {
        return static_cast<std::size_t>(random.uniform_int(0, static_cast<std::int64_t>(most)));
    };
    for (std::size_t deeds = 1 + up_to(3); deeds > 0 && !bytes.empty(); --deeds) {
        const std::size_t at = up_to(bytes.size() - 1);
        const std::size_t many = 1 + up_to(std::min<std::size_t>(bytes.size() - at, 16) - 1);
        switch (up_to(3)) {
            case 0:
                bytes[at] = static_cast<char>(up_to(255));
                break;
            case 1:
                bytes.erase(at, many);
                break;
            case 2:
                bytes.insert(at, bytes.substr(at, many));
                break;
            default:
                bytes.resize(at);
        }
    }
    return bytes;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fputs("smoke: name the folder of the corpus\n", stderr);
        return 2;
    }
    const int alterations = argc > 2 ? std::atoi(argv[2]) : 200;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
        files.push_back(entry.path());
    }
    std::ranges::sort(files);
    shouxin::Random random(7);
    std::size_t runs = 0;
    for (const std::filesystem::path& file : files) {
        const std::string bytes = read(file);
        run(bytes);
        for (int i = 0; i < alterations; ++i) {
            run(altered(bytes, random));
        }
        runs += 1 + static_cast<std::size_t>(alterations);
    }
    std::printf("%zu inputs\n", runs);
    return runs == 0 ? 1 : 0;
}
