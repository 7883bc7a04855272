#include <aftercourse/reading/node.hpp>

#include <map>
#include <sstream>
#include <streambuf>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/reading/codes.hpp>
#include <aftercourse/reading/report.hpp>

namespace aftercourse::reading {

namespace {

[[noreturn]] void refuse(const std::string& what) { throw LimitError("AC8003", what); }

[[noreturn]] void refuse_depth(const Report& report) {
  refuse(report.what() + " nests at most " + std::to_string(max_depth) + " levels deep");
}

std::size_t size_of(const Node& node) noexcept {
  std::size_t n = 1 + node.keys.size();
  for (const Node& item : node.items) n += size_of(item);
  return n;
}

/// Turns yaml-cpp's byte columns into the characters an editor counts. Places come in reading order, so the
/// text is walked once.
class Columns {
 public:
  explicit Columns(std::string_view text) : text_(text) {}

  int of(const YAML::Mark& mark) {
    const auto position = static_cast<std::size_t>(mark.pos);
    const std::size_t start = position - static_cast<std::size_t>(mark.column);
    if (start != line_start_ || position < byte_) {
      line_start_ = byte_ = start;
      column_ = 1;
    }
    for (; byte_ < position && byte_ < text_.size(); ++byte_)
      if ((static_cast<unsigned char>(text_[byte_]) & 0xC0) != 0x80) ++column_;
    return column_;
  }

 private:
  std::string_view text_;
  std::size_t line_start_ = 0, byte_ = 0;
  int column_ = 1;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, Report& report) : columns_(text), report_(report) {}

  bool seen = false; ///< a document began
  Node root;

  void OnDocumentStart(const YAML::Mark&) override { seen = true; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    put(made(Node::Type::null, mark), anchor);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = made(Node::Type::scalar, mark);
    node.text = value;
    node.quoted = tag == "!";
    refuse_tag(tag, node);
    put(std::move(node), anchor);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto known = anchors_.find(anchor);
    if (known == anchors_.end()) {
      const Node here = made(Node::Type::null, mark);
      report_.error(codes::yaml, report_.at(here), "an alias stands within what it means");
      return put(here, YAML::NullAnchor);
    }
    put(copied(known->second), YAML::NullAnchor);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(Node::Type::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(Node::Type::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override {
    check_keys(open_.back().node);
    close();
  }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
  };

  Node made(Node::Type type, const YAML::Mark& mark) {
    if (++nodes_ > max_nodes)
      refuse(report_.what() + " has at most " + std::to_string(max_nodes) + " values");
    Node node;
    node.type = type;
    node.line = mark.line + 1;
    node.column = columns_.of(mark);
    return node;
  }

  Node copied(const Node& node) {
    copied_ += size_of(node);
    if (copied_ > max_copied_nodes)
      refuse("anchors and aliases expand beyond " + std::to_string(max_copied_nodes) + " values");
    return node;
  }

  void refuse_tag(const std::string& tag, const Node& node) {
    if (!tag.empty() && tag != "?" && tag != "!")
      report_.error(codes::yaml, report_.at(node), report_.what() + " uses no tags (`" + tag + "`)");
  }

  void open(Node::Type type, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (open_.size() == max_depth) refuse_depth(report_);
    Node node = made(type, mark);
    refuse_tag(tag, node);
    open_.push_back({std::move(node), anchor});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    put(std::move(done.node), done.anchor);
  }

  void put(Node node, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) anchors_[anchor] = copied(node);
    if (open_.empty()) {
      root = std::move(node);
      return;
    }
    Node& parent = open_.back().node;
    const bool key = parent.is_mapping() && parent.keys.size() == parent.items.size();
    (key ? parent.keys : parent.items).push_back(std::move(node));
  }

  void check_keys(Node& mapping) {
    std::map<std::string_view, const Node*> first;
    for (const Node& key : mapping.keys) {
      if (!key.is_scalar())
        report_.error(codes::yaml, report_.at(key), "a key must be a text", "`key: value`");
      else if (const auto [it, fresh] = first.emplace(key.text, &key); !fresh)
        report_.error(codes::duplicate_key, report_.at(key), "the key `" + key.text + "` is given twice", "",
                      "", report_.at(*it->second));
    }
  }

  Columns columns_;
  Report& report_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, Node> anchors_;
  std::size_t nodes_ = 0, copied_ = 0;
};

/// yaml-cpp looks far ahead in open brackets before it reports the first of them. Texts may hold brackets
/// that mean nothing, but not so many that are never closed.
void refuse_open_brackets(std::string_view text, const Report& report) {
  constexpr std::size_t most = 1000;
  std::size_t open = 0;
  for (const char c : text) {
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && open > 0) --open;
    if (open > most) refuse_depth(report);
  }
}

/// A stream over the text without copying it.
class View : public std::streambuf {
 public:
  explicit View(std::string_view text) {
    char* begin = const_cast<char*>(text.data()); // only read
    setg(begin, begin, begin + text.size());
  }
};

Location place(const Report& report, std::string_view text, const YAML::Mark& mark) {
  if (mark.is_null()) return {report.file(), 0, 0};
  return {report.file(), mark.line + 1, Columns(text).of(mark)};
}

/// In brackets YAML reads `?`, `:` and other signs as its own: `{zh: 满意吗?, en: ...}` is no mapping.
std::string advice(std::string_view text, const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  const std::string_view before = text.substr(0, static_cast<std::size_t>(mark.pos));
  const std::string_view line = before.substr(before.rfind('\n') + 1);
  const bool in_brackets = line.find_first_of("{[") != std::string_view::npos;
  return in_brackets ? "texts in quotes, where they hold `?`, `:` or other signs within {...} or [...]" : "";
}

} // namespace

const Node* Node::find(std::string_view key) const noexcept {
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return &items[i];
  return nullptr;
}

std::string_view name_of(Node::Type type) noexcept {
  switch (type) {
  case Node::Type::null:
    return "nothing";
  case Node::Type::scalar:
    return "a text";
  case Node::Type::sequence:
    return "a list";
  case Node::Type::mapping:
    return "a mapping";
  }
  return "";
}

namespace {

std::optional<Node> read_document(std::string_view text, Report& report) {
  if (text.size() > max_bytes) refuse(report.what() + " has at most 4 MiB");
  if (const auto bad = invalid_utf8(text)) {
    report.error(codes::yaml, {report.file(), 0, 0},
                 "no valid UTF-8 text from byte " + std::to_string(*bad) + " on");
    return {};
  }
  refuse_open_brackets(text, report);
  View view(text);
  std::istream stream(&view);
  TreeBuilder builder(text, report);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    TreeBuilder next(text, report);
    parser.HandleNextDocument(next);
    if (next.seen)
      report.error(codes::yaml, report.at(next.root), report.what() + " file holds one document only");
  } catch (const YAML::DeepRecursion&) {
    refuse_depth(report);
  } catch (const YAML::Exception& e) {
    report.error(codes::yaml, place(report, text, e.mark), "no valid YAML: " + e.msg, advice(text, e.mark));
    return {};
  }
  return std::move(builder.root);
}

} // namespace

std::optional<Node> read_tree(std::string_view text, Report& report) {
  try {
    return read_document(text, report);
  } catch (const LimitError& e) {
    throw LimitError(e.code(), e.what(), report.file());
  }
}

} // namespace aftercourse::reading
