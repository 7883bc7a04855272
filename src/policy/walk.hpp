// Walk: everything that a rule, measure or finding consists of, for whoever looks for one sort of thing in
// all of it.
#pragma once

#include <functional>

#include <aftercourse/policy/finding_rule.hpp>
#include <aftercourse/policy/measure_rule.hpp>
#include <aftercourse/policy/rule.hpp>

namespace aftercourse::reading {

struct Visitor {
  std::function<void(std::size_t kind)> kind = [](std::size_t) {};
  std::function<void(const Condition&)> condition = [](const Condition&) {}; ///< whole ones, not their parts
};

void walk(const Rule& rule, const Visitor& visit);
void walk(const MeasureRule& measure, const Visitor& visit);
void walk(const FindingRule& finding, const Visitor& visit);

} // namespace aftercourse::reading
