#include "app/machine.h"
#include "app/serve/serving.h"
#include "cli/cli.h"
#include "store/files/disk_files.h"

#include <malloc.h>

int main(int argc, char** argv) {
    // What is large goes back to the machine when it is done with; left alone, glibc would keep
    // blocks of up to 32 MiB, and the peak would be that of all phases together.
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
    shouxin::app::ThisMachine machine;
    shouxin::store::DiskFiles files;
    shouxin::app::Serving serving(files, machine);
    return shouxin::cli::run({.files = files, .machine = machine, .serving = serving}, argc, argv);
}
