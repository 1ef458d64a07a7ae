# The libraries that are not ours, as targets for a layer's LIBS. To add one: a line here, its
# package in tools/setup.sh, and its headers in tools/tidy.py if a pure folder includes them.
find_package(PkgConfig REQUIRED)

find_package(tl-expected REQUIRED)    # tl::expected
find_package(fmt REQUIRED)            # fmt::fmt
find_package(simdjson REQUIRED)       # simdjson::simdjson
find_package(nlohmann_json REQUIRED)  # nlohmann_json::nlohmann_json
find_package(ZLIB REQUIRED)           # ZLIB::ZLIB
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)  # PkgConfig::zstd
find_package(CLI11 REQUIRED)          # CLI11::CLI11
find_package(tomlplusplus REQUIRED)   # tomlplusplus::tomlplusplus
find_package(OpenSSL REQUIRED)        # OpenSSL::Crypto OpenSSL::SSL
find_package(Boost 1.74 REQUIRED)     # Boost::headers
find_package(prometheus-cpp REQUIRED CONFIG)  # prometheus-cpp::core
find_package(spdlog REQUIRED)         # spdlog::spdlog
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)  # PkgConfig::sodium
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)    # PkgConfig::sqlite
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)       # PkgConfig::libpq
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)      # PkgConfig::curl

# For tests and benchmarks.
find_package(GTest REQUIRED)          # GTest::gmock GTest::gtest_main
find_package(rapidcheck REQUIRED)     # rapidcheck
find_package(benchmark REQUIRED)      # benchmark::benchmark
