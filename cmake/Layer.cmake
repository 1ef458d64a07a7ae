# layer(NAME [USES folders] [LIBS targets]): src/NAME is one library, its *_test.cpp files (in
# subfolders too) one test program, NAME_test, which ctest knows as NAME. A folder that doesn't
# exist yet, or holds headers only, is an INTERFACE library, so that naming it costs nothing.
function(layer name)
  cmake_parse_arguments(L "" "" "USES;LIBS" ${ARGN})
  foreach(used ${L_USES})
    if(NOT TARGET ${used})
      message(FATAL_ERROR "layer ${name} uses ${used}, which is not declared above it")
    endif()
  endforeach()

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  set(tests ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$")
  list(REMOVE_ITEM sources ${PROJECT_SOURCE_DIR}/src/app/main.cpp)  # belongs to the binary alone

  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC shouxin_options ${L_USES} ${L_LIBS})
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE shouxin_options ${L_USES} ${L_LIBS})
  endif()
  if(tests)
    layer_test(${name} ${tests})
  endif()
endfunction()

# `pure_tests` builds the tests of the pure layers and `ctest -L pure` runs them: the part that
# `make test` repeats under sanitizers.
add_custom_target(pure_tests)

function(layer_test name)
  add_executable(${name}_test ${ARGN})
  target_link_libraries(${name}_test PRIVATE ${name} GTest::gmock GTest::gtest_main rapidcheck)
  add_test(NAME ${name} COMMAND ${name}_test WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(name IN_LIST PURE_LAYERS)
    add_dependencies(pure_tests ${name}_test)
    set_tests_properties(${name} PROPERTIES LABELS pure)
  endif()
endfunction()

# embed(LAYER FILE SYMBOL): the bytes of FILE (path from the root, or whole) become part of LAYER, as
#     namespace shouxin::embedded { std::string_view SYMBOL(); }
# which the source that wants them declares. LAYER needs at least one .cpp of its own.
function(embed target file symbol)
  cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE path)
  set(source ${PROJECT_BINARY_DIR}/embedded/${symbol}.cpp)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/embedded.cpp.in ${source} @ONLY)
  set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${path})
  target_sources(${target} PRIVATE ${source})
endfunction()
