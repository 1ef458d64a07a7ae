// What is log x, or exp x, to the same bits on every machine? libm's answers depend on the CPU
// (it picks fused multiply-add variants at run time), and so would every output made of them.
// Pure functions; within 2 units in the last place of the true value.
#pragma once

namespace shouxin {

// REQUIRES: x is positive and finite.
double portable_log(double x);

// 0 and infinity beyond the range of double.
double portable_exp(double x);

}  // namespace shouxin
