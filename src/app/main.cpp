#include "app/machine.h"
#include "cli/cli.h"
#include "store/files/disk_files.h"

int main(int argc, char** argv) {
    shouxin::app::ThisMachine machine;
    shouxin::store::DiskFiles files;
    return shouxin::cli::run({.files = files, .machine = machine}, argc, argv);
}
