#include <aftercourse/facts/schema.hpp>

#include <algorithm>
#include <map>

#include <boost/mp11/algorithm.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

namespace aftercourse {

namespace {

constexpr std::size_t most_fields = 1000; // an Arrow table or an SQLite table has room for that many columns

template <class Named>
std::vector<std::string> names_of(const std::vector<Named>& things) {
  std::vector<std::string> names;
  for (const Named& thing : things) names.push_back(thing.name);
  return names;
}

template <class Named>
std::optional<std::size_t> position(const std::vector<Named>& things, std::string_view name) {
  const auto at = std::find_if(things.begin(), things.end(), [&](const Named& t) { return t.name == name; });
  if (at == things.end()) return {};
  return static_cast<std::size_t>(at - things.begin());
}

std::string unknown(const std::string& what, std::string_view name, const std::vector<std::string>& known) {
  std::string message = "there is no " + what + " '" + std::string(name) + "'";
  if (const auto near = nearest(name, known)) message += "; did you mean '" + *near + "'?";
  return message;
}

/// Lower-case words of letters and digits joined by single underscores, beginning with a letter.
bool is_snake_case(std::string_view name) {
  if (name.empty() || name.size() > 63 || name.front() < 'a' || name.front() > 'z' || name.back() == '_')
    return false;
  if (name.find("__") != name.npos) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void check_name(std::string_view name, const std::string& where) {
  if (name == "id") throw InvalidArgument("AC2010", "'id' is what every fact has already", where);
  if (!is_snake_case(name))
    throw InvalidArgument("AC2010",
                          "'" + std::string(name) +
                              "' is no name: write lower-case letters, digits and single "
                              "underscores, at most 63, beginning with a letter",
                          where);
}

void check_labels(const Field& f, const std::string& where) {
  if (f.type != FieldType::category) {
    if (!f.labels.empty()) throw InvalidArgument("AC2010", "only a category has labels", where);
    return;
  }
  if (f.labels.empty()) throw InvalidArgument("AC2010", "a category needs labels", where);
  for (auto label = f.labels.begin(); label != f.labels.end(); ++label) {
    if (label->empty() || invalid_utf8(*label))
      throw InvalidArgument("AC2010", "a label is empty or not UTF-8", where);
    if (std::find(f.labels.begin(), label, *label) != label)
      throw InvalidArgument("AC2010", "the label '" + *label + "' is there twice", where);
  }
}

bool may_be_listed(FieldType t) {
  return t == FieldType::text || t == FieldType::category || t == FieldType::reference;
}

void check_field(const Field& f, const std::vector<Kind>& kinds, const std::string& where) {
  check_name(f.name, where);
  check_labels(f, where);
  if (f.list && !may_be_listed(f.type))
    throw InvalidArgument("AC2010", "a list holds text, categories or references", where);
  if (f.target.empty()) return;
  if (f.type != FieldType::reference) throw InvalidArgument("AC2011", "only a reference has a target", where);
  if (!position(kinds, f.target))
    throw InvalidArgument("AC2011", unknown("kind", f.target, names_of(kinds)), where);
}

bool is_ordered(FieldType t) {
  return t == FieldType::integer || t == FieldType::decimal || t == FieldType::real || t == FieldType::date ||
         t == FieldType::instant;
}

void check_order(const Order& order, const Kind& kind) {
  const auto low = kind.find(order.low), high = kind.find(order.high);
  const std::string where = kind.name + ": " + order.low + " <= " + order.high;
  if (!low || !high)
    throw InvalidArgument("AC2012", unknown("field", low ? order.high : order.low, names_of(kind.fields)),
                          where);
  const FieldType type = kind.fields[*low].type;
  if (type != kind.fields[*high].type || !is_ordered(type))
    throw InvalidArgument("AC2012", "both must be dates, instants or numbers of the same type", where);
}

void check_kind(const Kind& kind, const std::vector<Kind>& kinds) {
  check_name(kind.name, "kind");
  if (kind.fields.size() > most_fields)
    throw InvalidArgument("AC2010", "has more than " + std::to_string(most_fields) + " fields", kind.name);
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const Field& f = kind.fields[i];
    const std::string where = kind.name + "." + f.name;
    if (kind.find(f.name) != i) throw InvalidArgument("AC2010", "is declared twice", where);
    check_field(f, kinds, where);
  }
  for (const Order& order : kind.orders) check_order(order, kind);
}

/// Adds the fields and orders of `more` to a kind that is there already.
void extend(Kind& kind, const Kind& more) {
  for (const Field& f : more.fields) {
    const auto known = kind.find(f.name);
    if (known && kind.fields[*known] == f) continue;
    const std::string where = kind.name + "." + f.name;
    if (known) throw InvalidArgument("AC2010", "is declared twice, differently", where);
    if (f.required) throw InvalidArgument("AC2010", "a field added to a kind must be optional", where);
    kind.fields.push_back(f);
  }
  for (const Order& order : more.orders)
    if (std::find(kind.orders.begin(), kind.orders.end(), order) == kind.orders.end())
      kind.orders.push_back(order);
  for (const std::string& path : more.respondents)
    if (std::find(kind.respondents.begin(), kind.respondents.end(), path) == kind.respondents.end())
      kind.respondents.push_back(path);
}

std::vector<Kind> built_in_kinds() {
  std::vector<Kind> kinds;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, BuiltInKinds>>(
      [&]<class T>(std::type_identity<T>) { kinds.push_back(kind_of<T>()); });
  std::sort(kinds.begin(), kinds.end(), [](const Kind& a, const Kind& b) { return a.name < b.name; });
  return kinds;
}

} // namespace

std::optional<std::size_t> Kind::find(std::string_view field) const noexcept {
  return position(fields, field);
}

std::size_t Kind::at(std::string_view field) const {
  if (const auto index = find(field)) return *index;
  throw NotFound("AC2002", unknown("field", field, names_of(fields)), name);
}

std::optional<std::size_t> Kind::dated_by() const noexcept {
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (fields[i].type == FieldType::date) return i;
  return {};
}

bool Kind::spans() const noexcept { return find("starts") && find("ends"); }

Kind evidence_kind(Kind kind) {
  for (const std::string name : {"tasks", "period"}) {
    if (kind.find(name)) continue;
    Field& field = kind.fields.emplace_back();
    field.name = name;
    field.list = name == "tasks";
  }
  return kind;
}

struct Schema::Data {
  std::vector<Kind> kinds;
  std::map<std::string, std::size_t, std::less<>> by_name;
};

Schema::Schema(std::vector<Kind> kinds) {
  auto data = std::make_shared<Data>();
  for (const Kind& kind : kinds) {
    if (!data->by_name.emplace(kind.name, data->by_name.size()).second)
      throw InvalidArgument("AC2010", "the kind is declared twice", kind.name);
    check_kind(kind, kinds);
  }
  data->kinds = std::move(kinds);
  data_ = std::move(data);
}

const Schema& Schema::built_in() {
  static const Schema schema(built_in_kinds());
  return schema;
}

Schema Schema::extended(const std::vector<Kind>& more) const {
  std::vector<Kind> kinds = data_->kinds;
  for (const Kind& kind : more) {
    if (const auto known = position(kinds, kind.name))
      extend(kinds[*known], kind);
    else
      kinds.push_back(kind);
  }
  return Schema(std::move(kinds));
}

const std::vector<Kind>& Schema::kinds() const noexcept { return data_->kinds; }

std::optional<std::size_t> Schema::find(std::string_view kind) const noexcept {
  const auto at = data_->by_name.find(kind);
  return at == data_->by_name.end() ? std::nullopt : std::optional(at->second);
}

std::size_t Schema::at(std::string_view kind) const {
  if (const auto index = find(kind)) return *index;
  throw NotFound("AC2001", unknown("kind of fact", kind, names_of(data_->kinds)));
}

bool Schema::operator==(const Schema& o) const noexcept {
  return data_ == o.data_ || data_->kinds == o.data_->kinds;
}

} // namespace aftercourse
