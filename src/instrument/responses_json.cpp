#include <aftercourse/instrument/responses_json.hpp>

#include <deque>

#include <boost/json.hpp>

#include <aftercourse/base/utf8.hpp>

#include "cell_reader.hpp"
#include "sheet.hpp"

namespace aftercourse {

namespace {

namespace json = boost::json;

[[noreturn]] void refuse_responses_json(const std::string& where, const std::string& expected) {
  throw InvalidArgument("AC5807", "the JSON of the responses: expected " + expected +
                                      (where.empty() ? "" : " at " + where));
}

std::string written_value(const json::value& value, const std::string& where) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (value.is_number()) return json::serialize(value);
  refuse_responses_json(where, "a text or number");
}

class JsonResponses {
 public:
  explicit JsonResponses(const Instrument& instrument) : sheet_(instrument) {
    for (std::size_t p = 0; p < sheet_.places().size(); ++p) cells_.emplace_back(sheet_.item(p));
  }

  Response read(const json::value& value) {
    where_ = "response " + std::to_string(++number_);
    const auto* object = value.if_object();
    if (!object) refuse_responses_json(where_, "an object");
    Response response{.id = std::to_string(number_)};
    for (const auto& [key, given] : *object)
      if (!given.is_null()) read_member(key, given, response);
    return response;
  }

  std::vector<Fault> take_faults() { return std::move(faults_); }

 private:
  void read_member(std::string_view key, const json::value& given, Response& response) {
    if (key == "answers") return read_answers(given, response);
    const std::string text = written_value(given, where_ + "." + std::string(key));
    if (key == "submitted") {
      response.submitted = read_moment(text);
      if (!response.submitted) refuse(std::string(key), "no time such as 2026-10-20T14:03", "AC5828");
    } else if (key == "seconds") {
      response.seconds = read_seconds(text);
      if (!response.seconds) refuse(std::string(key), "no number of seconds", "AC5828");
    } else if (std::string* field = text_field(key, response)) {
      *field = text;
    } else {
      refuse_responses_json(
          where_,
          "`id`, `person`, `occurrence`, `subject`, `role`, `submitted`, `seconds` or `answers`, not `" +
              std::string(key) + "`");
    }
  }

  static std::string* text_field(std::string_view key, Response& r) {
    if (key == "id") return &r.id;
    if (key == "person") return &r.person;
    if (key == "occurrence") return &r.occurrence;
    if (key == "subject") return &r.subject;
    return key == "role" ? &r.role : nullptr;
  }

  void refuse(const std::string& field, std::string reason, const char* code) {
    faults_.push_back({"responses", number_, 0, field, std::move(reason), code});
  }

  void read_answers(const json::value& given, Response& response) {
    const auto* answers = given.if_object();
    if (!answers) refuse_responses_json(where_ + ".answers", "an object");
    for (const auto& [key, value] : *answers) {
      const std::string item(key);
      if (value.is_null()) continue;
      const auto place = sheet_.find(item);
      ItemAnswer answer{.item = item};
      std::optional<WrongAnswer> wrong;
      if (place) wrong = read_answer(*place, value, answer);
      if (wrong) // an item that is not there is found with all others by check_responses
        refuse(item, std::move(wrong->reason), wrong->code);
      else if (answer.value || answer.text || !answer.choices.empty() || answer.not_applicable || !place)
        response.answers.push_back(std::move(answer));
    }
  }

  std::optional<WrongAnswer> read_answer(std::size_t place, const json::value& value, ItemAnswer& answer) {
    if (const auto* object = value.if_object()) {
      const auto* none = object->if_contains("not_applicable");
      if (!none || !none->is_bool())
        refuse_responses_json(where_ + "." + answer.item, "an answer, or {\"not_applicable\": true}");
      answer.not_applicable = none->get_bool();
      return {};
    }
    if (const auto* several = value.if_array()) {
      for (const json::value& one : *several) {
        ItemAnswer part{.item = answer.item};
        const std::string text = written_value(one, where_ + "." + answer.item);
        if (auto wrong = cells_[place].read(text, {}, part)) return wrong;
        answer.choices.insert(answer.choices.end(), part.choices.begin(), part.choices.end());
        if (part.choices.empty())
          return WrongAnswer{"a list is an answer only where options are chosen", "AC5825"};
      }
      return {};
    }
    const std::string text = written_value(value, where_ + "." + answer.item);
    return text.empty() ? std::nullopt : cells_[place].read(text, {}, answer);
  }

  Sheet sheet_;
  std::deque<CellReader> cells_;
  std::vector<Fault> faults_;
  std::string where_;
  std::int64_t number_ = 0;
};

json::value answer_to_json(const ItemAnswer& answer) {
  if (answer.not_applicable) return {{"not_applicable", true}};
  if (answer.value) return json::parse(answer.value->to_string());
  if (answer.text) return json::value(*answer.text);
  return json::array(answer.choices.begin(), answer.choices.end());
}

} // namespace

std::vector<Response> responses_from_json(const Instrument& instrument, std::string_view text) {
  if (const auto bad = invalid_utf8(text)) refuse_responses_json("byte " + std::to_string(*bad), "UTF-8");
  json::error_code error;
  json::parse_options options;
  options.max_depth = 64;
  const json::value value = json::parse(text, error, {}, options);
  if (error == json::error::too_deep) throw LimitError("AC8002", "the JSON is nested deeper than 64 levels");
  if (error) refuse_responses_json("", "JSON (" + error.message() + ")");
  const auto* rows = value.if_array();
  if (!rows) refuse_responses_json("", "an array");
  JsonResponses reader(instrument);
  std::vector<Response> out;
  for (const json::value& row : *rows) out.push_back(reader.read(row));
  auto faults = reader.take_faults();
  auto further = check_responses(instrument, out);
  faults.insert(faults.end(), further.begin(), further.end());
  if (!faults.empty()) refuse_responses("the responses cannot be used", std::move(faults));
  return out;
}

std::string responses_to_json(std::span<const Response> responses) {
  json::array out;
  for (const Response& r : responses) {
    json::object row{{"id", r.id}};
    for (const auto& [key, value] : {std::pair("person", &r.person), std::pair("occurrence", &r.occurrence),
                                     std::pair("subject", &r.subject), std::pair("role", &r.role)})
      if (!value->empty()) row[key] = *value;
    if (r.submitted) row["submitted"] = r.submitted->to_string();
    if (r.seconds) row["seconds"] = json::parse(r.seconds->to_string());
    json::object answers;
    for (const ItemAnswer& answer : r.answers) answers[answer.item] = answer_to_json(answer);
    row["answers"] = std::move(answers);
    out.push_back(std::move(row));
  }
  return json::serialize(out);
}

} // namespace aftercourse
