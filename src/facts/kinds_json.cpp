// Declared kinds as JSON and back. What is false, empty or missing is left out.
#include <algorithm>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/facts/schema.hpp>

namespace aftercourse {

namespace {

namespace json = boost::json;

void put(json::object& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}
void put(json::object& object, const char* name, bool flag) {
  if (flag) object[name] = true;
}

json::object written(const Field& f) {
  json::object object{{"name", f.name}, {"type", std::string(name_of(f.type))}};
  put(object, "list", f.list);
  put(object, "required", f.required);
  put(object, "personal", f.personal);
  put(object, "target", f.target);
  if (!f.labels.empty()) object["labels"] = json::array(f.labels.begin(), f.labels.end());
  return object;
}

json::object written(const Order& o) { return {{"low", o.low}, {"high", o.high}}; }

json::object written(const Kind& k);

template <class T>
json::array written(const std::vector<T>& things) {
  json::array array;
  for (const T& thing : things) array.push_back(written(thing));
  return array;
}

json::object written(const Kind& k) {
  json::object object{{"name", k.name}};
  json::object title;
  put(title, "en", k.title.en);
  put(title, "zh", k.title.zh);
  if (!title.empty()) object["title"] = std::move(title);
  put(object, "about", k.about);
  object["fields"] = written(k.fields);
  if (!k.orders.empty()) object["orders"] = written(k.orders);
  if (!k.respondents.empty()) object["respondents"] = json::array(k.respondents.begin(), k.respondents.end());
  return object;
}

/// A JSON value together with where it stands: "kinds[0].fields[2].type".
class Node {
 public:
  Node(const json::value& value, std::string place) : value_(value), place_(std::move(place)) {}

  [[noreturn]] void fail(const std::string& reason) const { throw DataError("AC2013", reason, place_); }

  std::string text() const {
    if (!value_.is_string()) fail("expected text");
    return std::string(value_.get_string());
  }
  bool flag() const {
    if (!value_.is_bool()) fail("expected true or false");
    return value_.get_bool();
  }
  /// Calls `read(item)` for each item of an array.
  template <class Read>
  void each_item(Read&& read) const {
    if (!value_.is_array()) fail("expected an array");
    std::size_t i = 0;
    for (const json::value& item : value_.get_array())
      read(Node(item, place_ + "[" + std::to_string(i++) + "]"));
  }
  /// Calls `read(name, member)` for each member of an object; it answers whether it knows the name.
  template <class Read>
  void each_member(Read&& read) const {
    if (!value_.is_object()) fail("expected an object");
    for (const auto& member : value_.get_object()) {
      const Node node(member.value(), place_ + "." + std::string(member.key()));
      if (!read(std::string_view(member.key().data(), member.key().size()), node))
        node.fail("is not known here");
    }
  }

 private:
  const json::value& value_;
  std::string place_;
};

FieldType type_of(const Node& node) {
  const std::string name = node.text();
  for (int t = 0; t <= static_cast<int>(FieldType::reference); ++t)
    if (name_of(static_cast<FieldType>(t)) == name) return static_cast<FieldType>(t);
  node.fail("there is no type '" + name + "'");
}

Field read_field(const Node& node) {
  Field f;
  node.each_member([&](std::string_view name, const Node& member) {
    if (name == "name")
      f.name = member.text();
    else if (name == "type")
      f.type = type_of(member);
    else if (name == "list")
      f.list = member.flag();
    else if (name == "required")
      f.required = member.flag();
    else if (name == "personal")
      f.personal = member.flag();
    else if (name == "target")
      f.target = member.text();
    else if (name == "labels")
      member.each_item([&](const Node& label) { f.labels.push_back(label.text()); });
    else
      return false;
    return true;
  });
  return f;
}

Order read_order(const Node& node) {
  Order o;
  node.each_member([&](std::string_view name, const Node& member) {
    if (name == "low")
      o.low = member.text();
    else if (name == "high")
      o.high = member.text();
    else
      return false;
    return true;
  });
  return o;
}

Title read_title(const Node& node) {
  Title title;
  node.each_member([&](std::string_view name, const Node& member) {
    if (name == "en")
      title.en = member.text();
    else if (name == "zh")
      title.zh = member.text();
    else
      return false;
    return true;
  });
  return title;
}

Kind read_kind(const Node& node) {
  Kind k;
  node.each_member([&](std::string_view name, const Node& member) {
    if (name == "name")
      k.name = member.text();
    else if (name == "title")
      k.title = read_title(member);
    else if (name == "about")
      k.about = member.text();
    else if (name == "fields")
      member.each_item([&](const Node& field) { k.fields.push_back(read_field(field)); });
    else if (name == "orders")
      member.each_item([&](const Node& order) { k.orders.push_back(read_order(order)); });
    else if (name == "respondents")
      member.each_item([&](const Node& path) { k.respondents.push_back(path.text()); });
    else
      return false;
    return true;
  });
  return k;
}

} // namespace

std::string to_json(const std::vector<Kind>& kinds) { return json::serialize(written(kinds)); }

std::vector<Kind> kinds_from_json(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error == json::error::too_deep) throw LimitError("AC8002", "the JSON text is nested too deep", "kinds");
  if (error) throw DataError("AC2013", "is no JSON: " + error.message(), "kinds");
  std::vector<Kind> kinds;
  Node(value, "kinds").each_item([&](const Node& kind) { kinds.push_back(read_kind(kind)); });
  return kinds;
}

} // namespace aftercourse
