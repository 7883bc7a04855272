// Responses from a form tool as facts: one instrument_response each, one instrument_answer for each answer.
#include <aftercourse/engine/engine.hpp>

#include <aftercourse/base/digest.hpp>

namespace aftercourse {

namespace {

/// Sets a text field that may be empty.
void put_text(Rows& rows, Row row, std::string_view field, const std::string& text) {
  if (!text.empty()) rows.set(row, rows.kind().at(field), text);
}

class ResponseRows {
 public:
  ResponseRows(Rows responses, Rows answers, const InstrumentDefinition& definition,
               const ResponseImport& import)
      : responses_(std::move(responses)), answers_(std::move(answers)), definition_(definition),
        import_(import) {}

  void add(const Response& response) {
    const std::string id = import_.prefix + response.id;
    const Row row = responses_.append(id);
    response_lines_.push_back(response.line);
    put_text(responses_, row, "instrument", definition_.name);
    put_text(responses_, row, "version", definition_.version);
    put_text(responses_, row, "person", response.person);
    put_text(responses_, row, "subject", response.subject);
    put_text(responses_, row, "role", response.role);
    put_text(responses_, row, import_.occurrence, response.occurrence);
    if (response.submitted) responses_.set(row, responses_.kind().at("date"), response.submitted->date());
    if (response.seconds) responses_.set(row, responses_.kind().at("seconds"), *response.seconds);
    for (const ItemAnswer& answer : response.answers) add(id, answer, response.line);
  }

  void record(Batch& batch, const std::string& origin) {
    batch.record(RecordOp{std::move(responses_), origin, std::move(response_lines_)});
    batch.record(RecordOp{std::move(answers_), origin, std::move(answer_lines_)});
  }

 private:
  void add(const std::string& response, const ItemAnswer& answer, std::int64_t line) {
    const Row row = answers_.append(response + "/" + answer.item);
    answer_lines_.push_back(line);
    put_text(answers_, row, "response", response);
    put_text(answers_, row, "item", answer.item);
    if (answer.value) answers_.set(row, answers_.kind().at("value"), *answer.value);
    if (answer.text) answers_.set(row, answers_.kind().at("text"), *answer.text);
    if (!answer.choices.empty()) answers_.set(row, answers_.kind().at("choices"), answer.choices);
    if (answer.not_applicable) answers_.set(row, answers_.kind().at("not_applicable"), true);
  }

  Rows responses_, answers_;
  std::vector<std::int64_t> response_lines_, answer_lines_; ///< of the file, for faults found later
  const InstrumentDefinition& definition_;
  const ResponseImport& import_;
};

} // namespace

Batch& Batch::record_responses(std::string_view csv, const Instrument& instrument,
                               const ResponseColumns& columns, ResponseImport import, std::string origin) {
  std::vector<Fault> faults;
  const std::vector<Response> read = read_responses(csv, instrument, columns, faults);
  for (Fault& fault : faults) fault.source = origin;
  faults_.insert(faults_.end(), faults.begin(), faults.end());
  if (import.occurrence != "programme" && import.occurrence != "questionnaire" &&
      import.occurrence != "enrolment")
    throw InvalidArgument("AC7035", "an occurrence is a programme, questionnaire or enrolment, not `" +
                                        import.occurrence + "`");
  constexpr std::size_t bytes = 6; // of the digest: enough to tell the files of one company apart
  if (import.prefix.empty()) import.prefix = to_hex(sha256(csv), bytes) + "-";
  ResponseRows rows(make_rows("instrument_response"), make_rows("instrument_answer"), instrument.definition(),
                    import);
  for (const Response& response : last_submissions(read)) rows.add(response);
  rows.record(*this, origin);
  return *this;
}

} // namespace aftercourse
