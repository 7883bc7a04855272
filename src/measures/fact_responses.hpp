// FactResponses: the responses to one questionnaire as facts tell them (instrument_response with its
// instrument_answer), each with the version that it answers.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/instrument/response.hpp>
#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

struct FactResponse {
  Row row = no_row;
  Response heading;                    ///< without its answers
  const Instrument* version = nullptr; ///< null: not known
  bool superseded = false;             ///< by a later submission of the same person about the same
};

class FactResponses {
 public:
  /// The living ones dated up to as_of. A response that names no version answers the only one that is known.
  /// The tasks must outlive them.
  FactResponses(const TaskSet& tasks, const std::string& instrument);
  /// In the order recorded.
  const std::vector<FactResponse>& all() const noexcept { return all_; }
  /// The response of a row of facts; null when it is of another questionnaire.
  const FactResponse* find(Row row) const;
  Response with_answers(const FactResponse& response) const;

 private:
  FactResponse read(Row row) const;
  std::string text(Row row, std::string_view field) const;
  ItemAnswer read_answer(Row row) const;
  const Instrument* version_of(Row row) const;
  void mark_superseded();

  /// The fields of instrument_answer.
  struct AnswerFields {
    std::size_t response, item, value, text, choices, not_applicable;
  };

  const Snapshot& facts_;
  const Table &responses_, &answers_;
  std::size_t answer_kind_;
  AnswerFields fields_;
  std::vector<const Instrument*> versions_;
  std::vector<FactResponse> all_;
};

} // namespace aftercourse
