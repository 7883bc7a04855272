#include "yaml.hpp"

#include <algorithm>
#include <istream>
#include <streambuf>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <aftercourse/base/utf8.hpp>

namespace aftercourse::text {

namespace {

constexpr std::size_t most_bytes = 4u << 20;
constexpr std::size_t most_levels = 16;

/// Reads from memory that is there already.
class ViewBuffer final : public std::streambuf {
 public:
  explicit ViewBuffer(std::string_view text) {
    char* first = const_cast<char*>(text.data());
    setg(first, first, first + text.size());
  }
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::string_view source) : source_(source) {}
  YamlNode root;

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { put(made(YamlNode::Type::null, mark)); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "an alias; write the value itself");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    YamlNode node = made(YamlNode::Type::scalar, mark);
    node.text = value;
    put(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(made(YamlNode::Type::sequence, mark));
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(made(YamlNode::Type::mapping, mark));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapEnd() override { close(); }

 private:
  static YamlNode made(YamlNode::Type type, const YAML::Mark& mark) {
    YamlNode node;
    node.type = type;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }
  void refuse_node(const YamlNode& at, std::string reason) const {
    YamlFaults faults(source_);
    faults.add(at, {}, std::move(reason));
    faults.raise();
  }
  void refuse(const YAML::Mark& mark, std::string reason) const {
    refuse_node(made(YamlNode::Type::null, mark), std::move(reason));
  }
  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) const {
    if (anchor != YAML::NullAnchor) refuse(mark, "an anchor; write the value itself");
    if (!tag.empty() && tag != "?" && tag != "!") refuse(mark, "a tag; values need none");
  }
  void open(YamlNode node) {
    if (open_.size() == most_levels)
      throw LimitError("AC5604", "more than " + std::to_string(most_levels) + " levels",
                       std::string(source_));
    open_.push_back(std::move(node));
  }
  void close() {
    YamlNode node = std::move(open_.back());
    open_.pop_back();
    put(std::move(node));
  }
  void put(YamlNode node) {
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    YamlNode& to = open_.back();
    const bool key = to.type == YamlNode::Type::mapping && to.keys.size() == to.items.size();
    if (key && node.type != YamlNode::Type::scalar) refuse_node(node, "a key must be a word");
    (key ? to.keys : to.items).push_back(std::move(node));
  }

  std::string_view source_;
  std::vector<YamlNode> open_;
};

} // namespace

const YamlNode* YamlNode::find(std::string_view key) const noexcept {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return &items[i];
  return nullptr;
}

void YamlFaults::add(const YamlNode& at, std::string field, std::string reason) {
  faults_.push_back({source_, at.line, at.column, std::move(field), std::move(reason), "AC5603"});
}

void YamlFaults::raise() const {
  if (faults_.empty()) return;
  std::string message = to_string(faults_.front());
  if (faults_.size() > 1) message += " (and " + std::to_string(faults_.size() - 1) + " more)";
  throw DataError("AC5603", message).with_faults(faults_);
}

YamlNode read_yaml(std::string_view yaml, std::string_view source) {
  if (yaml.size() > most_bytes) throw LimitError("AC5604", "more than 4 MiB", std::string(source));
  TreeBuilder builder(source);
  YamlNode start;
  start.line = 1;
  const auto refused = [&](const YamlNode& at, std::string reason) {
    YamlFaults faults(source);
    faults.add(at, {}, std::move(reason));
    faults.raise();
  };
  if (const auto at = invalid_utf8(yaml)) refused(start, "byte " + std::to_string(*at) + " is no UTF-8");
  try {
    ViewBuffer buffer(yaml);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    TreeBuilder further(source);
    if (parser.HandleNextDocument(further)) refused(start, "one document is expected, not two");
  } catch (const YAML::DeepRecursion&) {
    throw LimitError("AC5604", "more than " + std::to_string(most_levels) + " levels", std::string(source));
  } catch (const YAML::Exception& e) {
    start.line = e.mark.line + 1;
    start.column = e.mark.column + 1;
    refused(start, "no YAML: " + e.msg);
  }
  if (builder.root.type != YamlNode::Type::mapping) refused(start, "expected a mapping");
  return std::move(builder.root);
}

std::string text_at(const YamlNode& mapping, std::string_view key, YamlFaults& faults) {
  const YamlNode* node = mapping.find(key);
  if (node == nullptr) return {};
  if (node->type != YamlNode::Type::scalar) faults.add(*node, std::string(key), "expected a text");
  return node->text;
}

std::vector<const YamlNode*> texts_at(const YamlNode& mapping, std::string_view key, YamlFaults& faults) {
  std::vector<const YamlNode*> texts;
  const YamlNode* node = mapping.find(key);
  if (node == nullptr || node->type == YamlNode::Type::null) return texts;
  if (node->type != YamlNode::Type::sequence) {
    faults.add(*node, std::string(key), "expected a list of texts");
    return texts;
  }
  for (const YamlNode& item : node->items) {
    if (item.type == YamlNode::Type::scalar)
      texts.push_back(&item);
    else
      faults.add(item, std::string(key), "expected a text");
  }
  return texts;
}

void refuse_other_keys(const YamlNode& mapping, const std::vector<std::string>& known, YamlFaults& faults) {
  for (std::size_t i = 0; i < mapping.keys.size(); ++i) {
    const YamlNode& key = mapping.keys[i];
    if (std::find(known.begin(), known.end(), key.text) == known.end()) {
      const auto near = nearest(key.text, known);
      faults.add(key, key.text, "no such key" + (near ? "; did you mean " + *near + "?" : std::string()));
    }
    for (std::size_t k = 0; k < i; ++k)
      if (mapping.keys[k].text == key.text) faults.add(key, key.text, "stands twice");
  }
}

} // namespace aftercourse::text
