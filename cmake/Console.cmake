# The console, as `npm run build` left it in build/web (the Makefile has it built first), in one file
# for embed(). Where there is none the file is empty, and the server says so.
set(console_folder ${PROJECT_SOURCE_DIR}/build/web)
set(console_pack ${PROJECT_BINARY_DIR}/console.pack)
file(GLOB_RECURSE console_files CONFIGURE_DEPENDS ${console_folder}/*)
add_custom_command(
  OUTPUT ${console_pack}
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/tools/pack_console.py ${console_folder}
          ${console_pack}
  DEPENDS ${PROJECT_SOURCE_DIR}/tools/pack_console.py ${console_files})
