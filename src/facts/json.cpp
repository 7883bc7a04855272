#include <aftercourse/facts/json.hpp>

#include <charconv>

#include <boost/json/serialize.hpp>

#include <aftercourse/base/utf8.hpp>

#include "intake.hpp"
#include "json_text.hpp"

namespace aftercourse {

namespace {

using json_text::Token;
using json_text::Type;

Given given_by(Type type) noexcept {
  switch (type) {
  case Type::text:
    return Given::text;
  case Type::number:
    return Given::number;
  case Type::boolean:
    return Given::boolean;
  case Type::array:
    return Given::list;
  case Type::object:
    return Given::record;
  default:
    return Given::nothing;
  }
}

/// Reads facts: an array of objects or one object. What is refused is skipped, so that all faults are found.
class FactReader {
 public:
  FactReader(Intake& intake, json_text::Lines& lines)
      : intake_(intake), lines_(lines), seen_in_(intake.id() + 1, no_row) {}

  void on(const Token& t) {
    if (skipping_ > 0) {
      skipping_ += t.opens() - t.closes();
      return;
    }
    switch (inside_) {
    case Inside::nothing:
    case Inside::array:
      return on_outer(t);
    case Inside::object:
      return t.type == Type::key ? on_key(t) : leave_row();
    case Inside::value:
      return on_value(t);
    case Inside::list:
      return on_item(t);
    }
  }

  /// The text is no JSON from here on: the row that it began, if any, is no row.
  void break_off(const json_text::Malformed& m, bool began_row) {
    if (began_row)
      intake_.refuse(row_, place(m.at), "", m.reason, "AC2030");
    else
      intake_.refuse(place(m.at), "", m.reason, "AC2030");
    inside_ = Inside::nothing;
    skipping_ = 0;
  }

  void only_objects() { arrays_ = false; }
  void without_ids() { ids_ = false; }
  /// The fields of the last row in the order they were written.
  const std::vector<std::size_t>& fields() const noexcept { return fields_; }

 private:
  enum class Inside : std::uint8_t { nothing, array, object, value, list };

  Intake::Place place(const char* at) {
    const auto p = lines_.at(at);
    return {p.line, p.column};
  }
  Intake::Place place(const Token& t) { return place(t.source.data()); }
  void skip(const Token& t) { skipping_ = t.opens() ? 1 : 0; }

  void on_outer(const Token& t) {
    if (t.type == Type::array && inside_ == Inside::nothing && arrays_) {
      inside_ = Inside::array;
    } else if (t.type == Type::array_end) {
      inside_ = Inside::nothing;
    } else if (t.type == Type::object) {
      row_ = intake_.append(place(t).row);
      around_ = inside_;
      inside_ = Inside::object;
      fields_.clear();
    } else {
      intake_.refuse(place(t), "", "expected an object with the fields of a " + intake_.kind().name,
                     "AC2033");
      skip(t);
    }
  }

  void leave_row() { inside_ = around_; }

  void on_key(const Token& t) {
    inside_ = Inside::value;
    const auto field = intake_.find(t.text);
    wanted_ = field.has_value();
    if (!field) return intake_.refuse_unknown(row_, place(t), t.text);
    field_ = *field;
    if (field_ == intake_.id() && !ids_) {
      wanted_ = false;
      return intake_.refuse(row_, place(t), "id", "an id cannot be amended");
    }
    if (seen_in_[field_] == row_) {
      wanted_ = false;
      intake_.refuse(row_, place(t), t.text, std::string(t.text) + " is given twice",
                     field_ == intake_.id() ? "AC2034" : "AC2032");
    }
    seen_in_[field_] = row_;
    fields_.push_back(field_);
  }

  void on_value(const Token& t) {
    inside_ = Inside::object;
    if (!wanted_) return skip(t);
    CellWriter& writer = intake_.writer(field_);
    const Given given = given_by(t.type);
    if (!takes(writer.field(), given)) {
      skip(t);
      return check(t, wrong_type(writer.field(), given));
    }
    if (t.type == Type::array) {
      writer.begin_list(row_);
      inside_ = Inside::list;
    } else if (t.type == Type::text) {
      check(t, writer.text(row_, t.text));
    } else if (t.type == Type::number) {
      check(t, writer.number(row_, t.text));
    } else if (t.type == Type::boolean) {
      check(t, writer.boolean(row_, t.truth));
    }
  }

  void on_item(const Token& t) {
    if (t.type == Type::array_end) {
      inside_ = Inside::object;
    } else if (t.type == Type::text) {
      check(t, intake_.writer(field_).item(row_, t.text));
    } else {
      check(t, "expected a text in the list, found " + std::string(name_of(given_by(t.type))));
      skip(t);
    }
  }

  void check(const Token& t, Reason reason) {
    if (!reason.empty()) intake_.check(row_, place(t), field_, std::move(reason));
  }

  Intake& intake_;
  json_text::Lines& lines_;
  std::vector<Row> seen_in_; // by field: the last row that had it
  std::vector<std::size_t> fields_;
  Inside inside_ = Inside::nothing, around_ = Inside::nothing;
  int skipping_ = 0; // levels of a refused value that are still open
  bool arrays_ = true, ids_ = true;
  bool wanted_ = true; // whether the value of the last key is
  Row row_ = 0;
  std::size_t field_ = 0;
};

[[noreturn]] void throw_malformed(const json_text::Malformed& m, json_text::Lines& lines,
                                  const std::string& origin) {
  const auto place = lines.at(m.at);
  const std::string where = origin + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
  if (m.limit) throw LimitError("AC8002", m.reason, where);
  const Fault fault{origin, place.line, place.column, "", m.reason, "AC2030"};
  throw DataError("AC2030", m.reason, where).with_faults({fault});
}

/// Reads tokens to `reader`; a text that is not JSON is an error of its own.
template <class Reader>
void read_whole(std::string_view text, Reader& reader, json_text::Lines& lines, const std::string& origin) {
  try {
    json_text::read(text, reader);
  } catch (const json_text::Malformed& m) {
    throw_malformed(m, lines, origin);
  }
}

RecordOp read_facts(const Snapshot& known, std::size_t kind, std::string_view text, json_text::Lines& lines,
                    std::string origin, std::vector<Fault>& faults, const Progress& progress) {
  Intake intake(known, kind, std::move(origin), faults, progress);
  FactReader reader(intake, lines);
  read_whole(text, reader, lines, intake.origin());
  return intake.finish();
}

/// An amendment's fields are read as a row without id of a kind that knows no other, then taken out as
/// values.
std::vector<std::pair<std::size_t, Value>> read_fields(Kind kind, std::string_view object,
                                                       json_text::Lines& lines, std::vector<Fault>& faults) {
  for (Field& f : kind.fields) {
    if (f.type == FieldType::reference) f.type = FieldType::text;
    f.target.clear();
  }
  const std::string name = kind.name;
  Intake intake(Schema({std::move(kind)}), 0, std::make_shared<Dictionary>(), name, faults);
  FactReader reader(intake, lines);
  reader.only_objects();
  reader.without_ids();
  read_whole(object, reader, lines, name);
  const RecordOp read = intake.finish(false);
  std::vector<std::pair<std::size_t, Value>> out;
  if (read.rows.size() == 1)
    for (const std::size_t f : reader.fields()) out.emplace_back(f, read.rows.get(0, f));
  return out;
}

/// A value inside an object or array: its key, and its whole text for a reader of its own.
struct Child {
  Type type;
  std::string key;
  std::string_view source; ///< in the input
  std::string text;        ///< of a text

  const char* at() const noexcept { return source.data(); }
};

/// Collects the values one level down.
struct ChildReader {
  std::vector<Child> children;
  Type outer = Type::null;
  std::string key;
  int depth = 0;

  void on(const Token& t) {
    depth -= t.closes();
    if (depth == 0 && !t.closes()) outer = t.type;
    if (depth == 1) {
      if (t.type == Type::key)
        key = t.text;
      else if (t.closes())
        extend(t);
      else
        children.push_back(
            {t.type, std::move(key), t.source, t.type == Type::text ? std::string(t.text) : ""});
    }
    depth += t.opens();
  }

  void extend(const Token& end) {
    std::string_view& source = children.back().source;
    source = {source.data(), static_cast<std::size_t>(end.source.data() + end.source.size() - source.data())};
  }
};

/// Reads a batch. It goes down level by level and hands the rows of each kind, and the fields of each
/// amendment, to the readers above.
class BatchReader {
 public:
  BatchReader(Snapshot known, std::string_view text, std::vector<Fault>& faults, const Progress& progress)
      : known_(std::move(known)), text_(text), lines_(text), faults_(faults), progress_(progress) {}

  std::vector<Operation> read() {
    for (const Child& part : object(text_, {"record", "amend", "retract"})) {
      if (part.key == "record") {
        read_records(part);
        continue;
      }
      for (const Child& one : children(part.source, Type::array, "an array of objects")) {
        if (one.type != Type::object)
          refuse(one.at(), "", "expected an object", "AC2033");
        else
          part.key == "amend" ? read_amendment(one) : read_retraction(one);
      }
    }
    return std::move(operations_);
  }

 private:
  /// The values in an object or array; a fault and nothing when the text is something else.
  std::vector<Child> children(std::string_view text, Type type, const char* wanted) {
    ChildReader reader;
    read_whole(text, reader, lines_, "batch");
    if (reader.outer == type) return std::move(reader.children);
    refuse(text.data(), "", std::string("expected ") + wanted, "AC2033");
    return {};
  }

  /// The members of an object that may only have these keys, each once.
  std::vector<Child> object(std::string_view text, const std::vector<std::string>& keys) {
    return once_each(children(text, Type::object, "an object"), keys, "AC2031");
  }

  std::vector<Child> once_each(std::vector<Child> members, const std::vector<std::string>& keys,
                               const char* unknown) {
    std::vector<Child> good;
    for (Child& m : members) {
      const bool is_known = std::find(keys.begin(), keys.end(), m.key) != keys.end();
      if (!is_known)
        refuse(m.at(), "", in_quotes(m.key) + " is not known here" + did_you_mean(m.key, keys), unknown);
      else if (std::any_of(good.begin(), good.end(), [&](const Child& g) { return g.key == m.key; }))
        refuse(m.at(), m.key, m.key + " is given twice", m.key == "id" ? "AC2034" : "AC2032");
      else
        good.push_back(std::move(m));
    }
    return good;
  }

  static std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto near = word.size() > 100 || invalid_utf8(word) ? std::nullopt : nearest(word, candidates);
    return near ? "; did you mean '" + *near + "'?" : "";
  }

  void read_records(const Child& record) {
    std::vector<std::string> kinds;
    for (const Kind& k : known_.schema().kinds()) kinds.push_back(k.name);
    for (const Child& rows :
         once_each(children(record.source, Type::object, "an object of kinds"), kinds, "AC2035"))
      operations_.push_back(read_facts(known_, known_.schema().at(rows.key), rows.source, lines_, rows.key,
                                       faults_, progress_));
  }

  /// What an amendment or a retraction names.
  struct Target {
    std::optional<std::size_t> kind;
    std::string id;
    const Child* fields = nullptr;
  };
  Target target(const std::vector<Child>& members, const Child& whole) {
    Target t;
    for (const Child& m : members) {
      if (m.key == "fields")
        t.fields = &m;
      else if (m.type != Type::text || m.text.empty() || invalid_utf8(m.text))
        refuse(m.at(), m.key, m.key + " must be a text", m.key == "id" ? "AC2034" : "AC2033");
      else if (m.key == "id")
        t.id = m.text;
      else if (t.kind = known_.schema().find(m.text); !t.kind)
        refuse(m.at(), "kind", "there is no kind " + in_quotes(m.text), "AC2035");
    }
    for (const char* key : {"kind", "id"})
      if (std::none_of(members.begin(), members.end(), [key](const Child& m) { return m.key == key; }))
        refuse(whole.at(), key, std::string(key) + " is missing",
               std::string_view(key) == "id" ? "AC2034" : "AC2033");
    return t;
  }

  void read_amendment(const Child& one) {
    const std::size_t faults_before = faults_.size();
    const auto members = object(one.source, {"kind", "id", "fields"});
    const Target t = target(members, one);
    if (!t.fields) refuse(one.at(), "fields", "fields is missing", "AC2033");
    if (!t.fields || !t.kind) return;
    auto fields = read_fields(known_.schema().kind(*t.kind), t.fields->source, lines_, faults_);
    if (faults_.size() == faults_before) operations_.push_back(AmendOp{*t.kind, t.id, std::move(fields)});
  }

  void read_retraction(const Child& one) {
    const std::size_t faults_before = faults_.size();
    const Target t = target(object(one.source, {"kind", "id"}), one);
    if (faults_.size() == faults_before) operations_.push_back(RetractOp{*t.kind, t.id});
  }

  void refuse(const char* at, std::string_view field, std::string reason, const char* code) {
    const auto place = lines_.at(at);
    add_fault(faults_, {"batch", place.line, place.column, std::string(field), std::move(reason), code});
  }

  Snapshot known_;
  std::string_view text_;
  json_text::Lines lines_;
  std::vector<Fault>& faults_;
  const Progress& progress_;
  std::vector<Operation> operations_;
};

std::string quote(std::string_view text) { return boost::json::serialize(boost::json::string_view(text)); }

std::string to_json(double value) {
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string to_json(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& item : list) out.append(out.empty() ? "[" : ",").append(quote(item));
  return out + "]";
}

struct ValueToJson {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(bool v) const { return v ? "true" : "false"; }
  std::string operator()(std::int64_t v) const { return std::to_string(v); }
  std::string operator()(Decimal v) const { return v.to_string(); }
  std::string operator()(double v) const { return to_json(v); }
  std::string operator()(Date v) const { return quote(v.to_string()); }
  std::string operator()(Instant v) const { return quote(v.to_string()); }
  std::string operator()(const std::string& v) const { return quote(v); }
  std::string operator()(const std::vector<std::string>& v) const { return to_json(v); }
};

} // namespace

RecordOp read_json(Snapshot known, std::size_t kind, std::string_view text, std::string origin,
                   std::vector<Fault>& faults, const Progress& progress) {
  text = without_mark(text);
  json_text::Lines lines(text);
  return read_facts(known, kind, text, lines, std::move(origin), faults, progress);
}

RecordOp read_json_lines(Snapshot known, std::size_t kind, std::string_view text, std::string origin,
                         std::vector<Fault>& faults, const Progress& progress) {
  text = without_mark(text);
  json_text::Lines lines(text);
  Intake intake(known, kind, std::move(origin), faults, progress);
  FactReader reader(intake, lines);
  reader.only_objects();
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const Row rows_before = intake.size();
    try {
      json_text::read(line, reader);
    } catch (const json_text::Malformed& m) {
      if (m.limit) throw_malformed(m, lines, intake.origin());
      reader.break_off(m, intake.size() > rows_before);
    }
  }
  return intake.finish();
}

std::vector<std::pair<std::size_t, Value>> read_json_fields(const Kind& kind, std::string_view object) {
  std::vector<Fault> faults;
  json_text::Lines lines(object);
  auto fields = read_fields(kind, object, lines, faults);
  if (faults.empty()) return fields;
  const std::string code = faults.front().code, message = faults.front().reason;
  throw DataError(code, message, kind.name).with_faults(std::move(faults));
}

std::vector<Operation> read_json_batch(Snapshot known, std::string_view text, std::vector<Fault>& faults,
                                       const Progress& progress) {
  return BatchReader(std::move(known), without_mark(text), faults, progress).read();
}

std::string to_json(const Rows& rows, Row row) {
  std::string out = "{\"id\":" + quote(rows.words().text(rows.ids[row]));
  for (std::size_t f = 0; f < rows.kind().fields.size(); ++f)
    if (!rows.missing(row, f))
      out += ',' + quote(rows.kind().fields[f].name) + ':' + std::visit(ValueToJson{}, rows.get(row, f));
  return out + '}';
}

} // namespace aftercourse
