// What the tests of the importers share: a kind with a field of every type, and rows and faults as text.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/facts/journal.hpp>
#include <aftercourse/facts/json.hpp>

namespace aftercourse {

inline Field field(std::string name, FieldType type, bool required = false) {
  Field f;
  f.name = std::move(name);
  f.type = type;
  f.required = required;
  return f;
}

/// A kind "sample" with a field of every type; `rating` is a required decimal, `born` is personal.
inline Schema sample_schema() {
  Kind k;
  k.name = "sample";
  k.title = {"sample", "样本"};
  k.fields = {field("title", FieldType::text),       field("count", FieldType::integer),
              field("score", FieldType::decimal),    field("rating", FieldType::decimal, true),
              field("rate", FieldType::real),        field("done", FieldType::boolean),
              field("day", FieldType::date),         field("at", FieldType::instant),
              field("channel", FieldType::category), field("unit", FieldType::reference),
              field("topics", FieldType::text),      field("born", FieldType::date)};
  k.fields[8].labels = {"phone", "email"};
  k.fields[9].target = "sample";
  k.fields[10].list = true;
  k.fields[11].personal = true;
  return Schema({k});
}

inline Snapshot sample_snapshot() { return Journal(sample_schema()).head(); }

inline std::string lines_of(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out.append(out.empty() ? "" : "\n").append(line);
  return out;
}

/// The rows as JSON, one a line.
inline std::string text_of(const RecordOp& op) {
  std::vector<std::string> lines;
  for (Row row = 0; row < op.rows.size(); ++row) lines.push_back(to_json(op.rows, row));
  return lines_of(lines);
}

/// "3:7 score AC2033", one a line.
inline std::string places_of(const std::vector<Fault>& faults) {
  std::vector<std::string> lines;
  for (const Fault& f : faults)
    lines.push_back(std::to_string(f.row) + ':' + std::to_string(f.column) + ' ' + f.field + ' ' + f.code);
  return lines_of(lines);
}

template <class Call>
std::string code_of(Call call) {
  try {
    call();
  } catch (const Error& e) {
    return e.code();
  }
  return "no error";
}

} // namespace aftercourse
