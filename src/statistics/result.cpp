#include <aftercourse/statistics/result.hpp>

#include <cmath>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

namespace {

namespace json = boost::json;

json::value number_json(double value) {
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return value;
}

struct ToJson {
  json::value operator()(bool v) const { return v; }
  json::value operator()(std::int64_t v) const { return v; }
  json::value operator()(double v) const { return number_json(v); }
  json::value operator()(const std::string& v) const { return json::string(v); }
  json::value operator()(const std::vector<double>& v) const {
    json::array out;
    for (const double x : v) out.push_back(number_json(x));
    return out;
  }
  json::value operator()(const std::vector<std::string>& v) const {
    json::array out;
    for (const std::string& x : v) out.emplace_back(x);
    return out;
  }
  json::value operator()(const Frame& v) const { return json::parse(v.to_json()); }
  json::value operator()(const Result::Tables& v) const {
    json::object out;
    for (const auto& [name, frame] : v) out[name] = (*this)(frame);
    return out;
  }
};

/// One row of the single values.
struct PutValue {
  detail::TableBuilder& row;
  const char* name;
  void operator()(const std::vector<double>&) const {}
  void operator()(const std::vector<std::string>&) const {}
  void operator()(const Frame&) const {}
  void operator()(const Result::Tables&) const {}
  template <class Single>
  void operator()(const Single& value) const {
    row.put(name, value);
  }
};

} // namespace

const Result::Value* Result::find(std::string_view name) const noexcept {
  for (const Field& field : fields_)
    if (field.name == name) return &field.value;
  return nullptr;
}

double Result::number(std::string_view name) const {
  if (const Value* value = find(name)) {
    if (const auto* real = std::get_if<double>(value)) return *real;
    if (const auto* whole = std::get_if<std::int64_t>(value)) return static_cast<double>(*whole);
    if (const auto* truth = std::get_if<bool>(value)) return *truth ? 1 : 0;
  }
  throw NotFound("AC5505", "this answer has no number " + std::string(name));
}

Frame Result::table() const {
  for (const Field& field : fields_)
    if (const auto* frame = std::get_if<Frame>(&field.value); frame != nullptr && find("estimate") == nullptr)
      return *frame;
  detail::TableBuilder row;
  row.begin_row();
  for (const Field& field : fields_) std::visit(PutValue{row, field.name.c_str()}, field.value);
  return row.finish();
}

Frame Result::table(std::string_view name) const {
  if (name.empty()) return table();
  if (const Value* value = find(name); value != nullptr && std::holds_alternative<Frame>(*value))
    return std::get<Frame>(*value);
  const std::size_t point = name.find('.');
  if (const Value* value = find(name.substr(0, point)); value != nullptr && point != std::string_view::npos)
    if (const auto* tables = std::get_if<Tables>(value))
      if (const auto found = tables->find(std::string(name.substr(point + 1))); found != tables->end())
        return found->second;
  throw NotFound("AC5505", "this answer has no table " + std::string(name));
}

std::string Result::to_json() const {
  json::object out;
  for (const Field& field : fields_) out[field.name] = std::visit(ToJson{}, field.value);
  out["words"] = {{"en", words_.en}, {"zh", words_.zh}};
  return json::serialize(out);
}

namespace detail {

Column& TableBuilder::column(const char* name, Column::Type type) {
  if (next_ == columns_.size()) {
    columns_.emplace_back().name = name;
    columns_.back().type = type;
    words_.emplace_back();
  }
  Column& out = columns_[next_++];
  return out;
}

void TableBuilder::put(const char* name, double value) {
  Column& c = column(name, Column::Type::real);
  if (rows_ == 0) return;
  c.reals.push_back(value);
  c.valid.push_back(!std::isnan(value));
}

void TableBuilder::put(const char* name, std::int64_t value) {
  Column& c = column(name, Column::Type::integer);
  if (rows_ != 0) c.integers.push_back(value);
}

void TableBuilder::put(const char* name, bool value) {
  Column& c = column(name, Column::Type::boolean);
  if (rows_ != 0) c.booleans.push_back(value);
}

void TableBuilder::put(const char* name, const std::string& value) {
  Column& c = column(name, Column::Type::text);
  if (rows_ == 0) return;
  auto& codes = words_[next_ - 1];
  const auto [at, is_new] = codes.try_emplace(value, static_cast<std::int32_t>(codes.size()));
  if (is_new) c.words.push_back(value);
  c.codes.push_back(at->second);
}

Frame TableBuilder::finish() { return Frame(std::move(columns_), rows_); }

Frame FieldBuilder::matrix(const std::vector<std::vector<double>>& rows) {
  std::vector<Column> columns(rows.empty() ? 0 : rows.front().size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    columns[c].name = std::to_string(c + 1);
    columns[c].type = Column::Type::real;
    for (const auto& row : rows)
      columns[c].reals.push_back(row[c]), columns[c].valid.push_back(!std::isnan(row[c]));
  }
  return Frame(std::move(columns), rows.size());
}

} // namespace detail

} // namespace aftercourse::statistics
