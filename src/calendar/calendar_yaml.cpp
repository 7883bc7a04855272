// Calendar::from_yaml: YAML becomes the JSON value that it means, with every scalar as a text, and the places
// of its values are kept for the faults. Anchors, aliases and tags are refused: a calendar needs none.
#include <algorithm>
#include <istream>
#include <map>
#include <streambuf>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "calendar_reader.hpp"
#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

namespace json = boost::json;

using Position = std::pair<std::int64_t, std::int64_t>;

Position position_of(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

[[noreturn]] void refuse(const YAML::Mark& mark, std::string reason) {
  const auto [line, column] = position_of(mark);
  refuse_calendar({Fault{"calendar", line, column, {}, std::move(reason), "AC1113"}});
}

class Builder final : public YAML::EventHandler {
 public:
  json::value root;
  std::map<std::string, Position> places;
  bool seen = false;

  void OnDocumentStart(const YAML::Mark&) override { seen = true; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { put(mark, nullptr); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "an alias; write the value itself");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    if (!open_.empty() && open_.back().value.is_object() && !open_.back().has_key) return key(mark, value);
    put(mark, json::string(value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(mark, json::array());
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(mark, json::object());
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    json::value value;
    std::string place;
    std::string key;
    bool has_key;
    YAML::Mark mark;
  };

  static void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuse(mark, "an anchor; write the value itself where it is needed");
    if (tag != "" && tag != "?" && tag != "!") refuse(mark, "the tag " + tag + "; a calendar has none");
  }

  void key(const YAML::Mark& mark, const std::string& name) {
    Open& to = open_.back();
    if (to.value.get_object().contains(name)) refuse(mark, "'" + name + "' stands twice");
    to.key = name;
    to.has_key = true;
  }

  /// Of the value that comes next: "days_off[1].date".
  std::string place() const {
    if (open_.empty()) return {};
    const Open& in = open_.back();
    if (in.value.is_array()) return in.place + '[' + std::to_string(in.value.get_array().size()) + ']';
    return in.place.empty() ? in.key : in.place + '.' + in.key;
  }

  void open(const YAML::Mark& mark, json::value value) {
    constexpr std::size_t max_depth = 32;
    if (open_.size() == max_depth) throw LimitError("AC8002", "the YAML text is nested too deep", "calendar");
    if (!open_.empty() && open_.back().value.is_object() && !open_.back().has_key)
      refuse(mark, "a key must be a word");
    places.insert_or_assign(place(), position_of(mark));
    open_.push_back({std::move(value), place(), {}, false, mark});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    put(done.mark, std::move(done.value));
  }

  void put(const YAML::Mark& mark, json::value value) {
    if (open_.empty()) {
      root = std::move(value);
      return;
    }
    Open& to = open_.back();
    if (to.value.is_object() && !to.has_key) refuse(mark, "a key must be a word");
    if (!value.is_structured()) places.insert_or_assign(place(), position_of(mark));
    if (to.value.is_array())
      to.value.get_array().push_back(std::move(value));
    else
      to.value.get_object()[to.key] = std::move(value);
    to.has_key = false;
  }

  std::vector<Open> open_;
};

/// Reads the text where it lies.
class Stream : private std::streambuf, public std::istream {
 public:
  explicit Stream(std::string_view text) : std::istream(static_cast<std::streambuf*>(this)) {
    char* first = const_cast<char*>(text.data());
    setg(first, first, first + text.size());
  }
};

Builder read_yaml(std::string_view text) {
  Builder builder;
  if (const auto bad = invalid_utf8(text)) {
    YAML::Mark mark; // the byte tells the line
    const std::string_view before = text.substr(0, *bad);
    mark.line = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    mark.column = static_cast<int>(*bad - (before.rfind('\n') + 1));
    refuse(mark, "not UTF-8");
  }
  Stream stream(text);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    Builder further;
    if (parser.HandleNextDocument(further)) refuse(YAML::Mark(), "one document is expected, not two");
  } catch (const YAML::DeepRecursion&) {
    throw LimitError("AC8002", "the YAML text is nested too deep", "calendar");
  } catch (const YAML::Exception& e) {
    refuse(e.mark, "not YAML: " + e.msg);
  }
  if (!builder.seen) refuse(YAML::Mark(), "the text is empty");
  return builder;
}

} // namespace

Calendar Calendar::from_yaml(std::string_view text) {
  Builder built = read_yaml(text);
  const auto locate = [&](std::string place) {
    for (auto at = built.places.find(place); !place.empty(); at = built.places.find(place)) {
      if (at != built.places.end()) return at->second;
      const auto outer = place.find_last_of(".["); // something missing: where it should stand
      place.resize(outer == place.npos ? 0 : outer);
    }
    return built.places.contains({}) ? built.places.at({}) : Position{1, 1};
  };
  return CalendarReader(true, locate).read(built.root);
}

} // namespace aftercourse
