#include "cli/cli.h"

int main(int argc, char** argv) {
    return shouxin::cli::run(argc, argv);
}
