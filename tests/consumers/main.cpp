// The fifth working day after 30 September 2026 lies behind the national holiday and uses its make-up
// Saturday.
#include <iostream>

#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/version.hpp>

int main() {
  const auto calendar = aftercourse::Calendar::built_in("cn");
  const aftercourse::Date day = calendar.add_working_days({2026, 9, 30}, 5);
  std::cout << "aftercourse " << aftercourse::library_version << ": " << day.to_string() << "\n";
  return day == aftercourse::Date{2026, 10, 13} ? 0 : 1;
}
