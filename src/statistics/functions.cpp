#include "functions.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/math/policies/error_handling.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

std::vector<Function> all_functions() {
  std::vector<Function> out;
  for (const auto& family : {description_functions(), proportion_functions(), survey_functions(),
                             test_functions(), agreement_functions(), item_functions(), model_functions(),
                             mixed_functions(), time_functions(), effect_functions()})
    out.insert(out.end(), family.begin(), family.end());
  std::sort(out.begin(), out.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
  return out;
}

[[noreturn]] void refuse_numbers(const Function& f, const std::exception& error) {
  throw InvalidArgument("AC5504", std::string(f.name) +
                                      ": numbers of this size are beyond what can be computed (" +
                                      error.what() + ")");
}

/// Runs it; where Boost.Math gives up - a series without end, a result beyond a double - that is said as an
/// error of the library.
Result run_function(const Function& f, const Call& call) {
  try {
    return f.run(call);
  } catch (const boost::math::rounding_error& error) {
    refuse_numbers(f, error);
  } catch (const boost::math::evaluation_error& error) {
    refuse_numbers(f, error);
  } catch (const std::overflow_error& error) {
    refuse_numbers(f, error);
  } catch (const std::domain_error& error) {
    refuse_numbers(f, error);
  }
}

} // namespace

std::span<const Function> functions() {
  static const std::vector<Function> all = all_functions();
  return all;
}

Result call(std::string_view function, const Data& data, const Options& options) {
  std::vector<std::string> names;
  for (const Function& f : functions()) {
    if (f.name == function) return run_function(f, Call(f, data, options));
    names.emplace_back(f.name);
  }
  refuse_unknown("statistic", function, names);
}

} // namespace aftercourse::statistics
