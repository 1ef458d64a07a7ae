# How every source of ours is compiled.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

set(SHOUXIN_SANITIZE "" CACHE STRING "comma list for -fsanitize=")
set(SHOUXIN_MARCH "x86-64" CACHE STRING "for -march=")

# Line tables are enough for profiles and stack traces, and much faster to build than full -g.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

add_library(shouxin_options INTERFACE)
target_include_directories(shouxin_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_compile_options(shouxin_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
  -march=${SHOUXIN_MARCH}
  -ffp-contract=off)  # a fused multiply-add rounds once instead of twice: other bytes on other CPUs
if(SHOUXIN_SANITIZE)
  target_compile_options(shouxin_options INTERFACE
    -fsanitize=${SHOUXIN_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  # g++ 12 sees uninitialised reads that aren't there in code that it instruments itself.
  target_compile_options(shouxin_options INTERFACE -Wno-maybe-uninitialized)
  if(SHOUXIN_SANITIZE MATCHES "thread")
    # It says so of every fence, as in Boost.Asio, and may then miss an order that a fence makes.
    target_compile_options(shouxin_options INTERFACE -Wno-tsan)
  endif()
  target_link_options(shouxin_options INTERFACE -fsanitize=${SHOUXIN_SANITIZE})
endif()
find_package(Threads REQUIRED)
target_link_libraries(shouxin_options INTERFACE Threads::Threads)
