// DoubleDouble: a number of 106 bits as the sum of two doubles, |low| <= ulp(high) / 2. Enough to keep every
// digit of a least-squares problem whose condition number is that of double precision itself. Plain values.
// Source: Dekker (1971) Numerische Mathematik 18:224; Hida, Li and Bailey (2001) ARITH-15, the accurate sum.
#pragma once

#include <cmath>

namespace aftercourse::statistics {

struct DoubleDouble {
  double high = 0, low = 0;

  constexpr DoubleDouble() = default;
  constexpr DoubleDouble(double value) : high(value) {} // NOLINT: a double is one of these
  constexpr DoubleDouble(double h, double l) : high(h), low(l) {}
  explicit constexpr operator double() const noexcept { return high; }

  constexpr DoubleDouble operator-() const noexcept { return {-high, -low}; }
};

/// a + b exactly, when |a| >= |b|.
constexpr DoubleDouble quick_two_sum(double a, double b) noexcept {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
constexpr DoubleDouble two_sum(double a, double b) noexcept {
  const double sum = a + b, part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a · b exactly, unless it over- or underflows.
constexpr DoubleDouble two_product(double a, double b) noexcept {
  constexpr double splitter = 134217729; // 2^27 + 1
  const double product = a * b, sa = splitter * a, sb = splitter * b;
  const double ah = sa - (sa - a), bh = sb - (sb - b), al = a - ah, bl = b - bh;
  return {product, ((ah * bh - product) + ah * bl + al * bh) + al * bl};
}

constexpr DoubleDouble operator+(const DoubleDouble& a, const DoubleDouble& b) noexcept {
  const DoubleDouble high = two_sum(a.high, b.high), low = two_sum(a.low, b.low);
  const DoubleDouble sum = quick_two_sum(high.high, high.low + low.high);
  return quick_two_sum(sum.high, sum.low + low.low);
}
constexpr DoubleDouble operator-(const DoubleDouble& a, const DoubleDouble& b) noexcept { return a + -b; }
constexpr DoubleDouble operator*(const DoubleDouble& a, const DoubleDouble& b) noexcept {
  const DoubleDouble product = two_product(a.high, b.high);
  return quick_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}
constexpr DoubleDouble operator/(const DoubleDouble& a, const DoubleDouble& b) noexcept {
  const double first = a.high / b.high;
  const DoubleDouble rest = a - b * DoubleDouble(first);
  const double second = rest.high / b.high;
  const double third = (rest - b * DoubleDouble(second)).high / b.high;
  const DoubleDouble sum = quick_two_sum(first, second);
  return quick_two_sum(sum.high, sum.low + third);
}
constexpr DoubleDouble& operator+=(DoubleDouble& a, const DoubleDouble& b) noexcept { return a = a + b; }
constexpr DoubleDouble& operator-=(DoubleDouble& a, const DoubleDouble& b) noexcept { return a = a - b; }

/// The square root; 0 for what is not positive.
inline DoubleDouble sqrt(const DoubleDouble& a) noexcept {
  if (!(a.high > 0)) return {};
  const double root = std::sqrt(a.high); // one Newton step doubles its digits
  const DoubleDouble rest = a - two_product(root, root);
  return quick_two_sum(root, rest.high / (2 * root));
}

} // namespace aftercourse::statistics
