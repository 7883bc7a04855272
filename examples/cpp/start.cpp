// The first policy, the first facts and the first agenda; docs/start.md shows this program.
#include <aftercourse/aftercourse.hpp>

#include <iostream>

using namespace aftercourse;

int main() {
  Engine engine = Engine::open(); // in memory; give a path to keep a file
  engine.adopt(Policy::load("start.yaml"), {.on = {2026, 1, 1}});

  Batch batch = engine.batch(); // recorded whole or not at all
  batch.record(std::vector<Person>{{.id = "L1", .name = "李雷"}, {.id = "L2", .name = "韩梅梅"}});
  batch.record(std::vector<Programme>{
      {.id = "P1", .title = "Sales onboarding", .starts = {2026, 9, 1}, .ends = {2026, 9, 11}}});
  batch.record(std::vector<Enrolment>{{.id = "E1", .programme = "P1", .person = "L1"},
                                      {.id = "E2", .programme = "P1", .person = "L2"}});
  batch.record_csv("follow_up", "id,enrolment,date,channel,reached\nF1,E1,2026-09-21,phone,true\n");
  engine.commit(std::move(batch), {.actor = "li.wei", .source = "hr"});

  const Date today(2026, 9, 29);
  const Agenda agenda = engine.agenda({.as_of = today});
  for (const Task& task : agenda.tasks()) {
    std::cout << task.window.to.to_string() << ' ' << task.rule << ' ' << task.subject << ' '
              << name_of(task.state) << "\n\n";
    std::cout << engine.explain(task.id, today).to_text() << '\n';
  }
  const Frame rates = engine.evaluate({.measures = {"calls_made"}}, today);
  std::cout << "calls made: " << rates.cell(0, "numerator") << " of " << rates.cell(0, "denominator") << '\n';
}
