#include <aftercourse/aftercourse.hpp>

#include <iostream>

using namespace aftercourse;

int main() {
  Engine engine = Engine::open(); // in memory; give a path to keep a file
  engine.adopt(Policy::built_in("follow-up-visits"),
               {.on = {2026, 1, 1}, .parameters = {{"phone_share", "100%"}}});
  engine.record(std::vector<Person>{{.id = "li", .name = "李雷"}});
  engine.record(std::vector<Programme>{
      {.id = "P1", .title = "Sales onboarding", .starts = {2026, 9, 1}, .ends = {2026, 9, 10}}});
  engine.record(std::vector<Enrolment>{{.id = "E1", .programme = "P1", .person = "li"}});
  for (const Task& task : engine.agenda({.as_of = {2026, 10, 20}}).tasks())
    std::cout << task.window.to.to_string() << ' ' << engine.explain(task.id, {2026, 10, 20}).to_text()
              << '\n';
}
