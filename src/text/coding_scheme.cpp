#include <aftercourse/text/coding_scheme.hpp>

#include <algorithm>
#include <set>
#include <tuple>

#include <aftercourse/text/column.hpp>
#include <aftercourse/text/segmenter.hpp>

#include "embedded.hpp"
#include "phrases.hpp"
#include "yaml.hpp"

namespace aftercourse::text {

struct CodingScheme::Data {
  /// An entry of the file: a term, or one term and another after it.
  struct Entry {
    std::size_t dimension;
    std::string text;
    std::int32_t front, back; ///< terms; back is none for one term
  };
  std::string name, version;
  std::vector<CodingDimension> dimensions;
  std::vector<Entry> entries;
  Phrases phrases;                                ///< numbers of terms
  std::vector<std::vector<std::size_t>> by_front; ///< the entries that begin with each term
  Segmenter segmenter;
};

namespace {

constexpr std::size_t gap_reach = 8; ///< words between the two terms of "A ... B"
constexpr std::string_view gap = "...";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool ends_clause(const Segmentation& s, std::size_t token) {
  const std::string_view word = s.word(s.tokens[token]);
  return s.tokens[token].kind == TokenKind::punctuation && word.find_first_of(",.;:!?") != word.npos;
}

} // namespace

/// Reads a file into a scheme.
struct SchemeReader {
  CodingScheme::Data& to;
  YamlFaults& faults;

  void read_file(const YamlNode& file) {
    refuse_other_keys(file, {"scheme", "version", "dimensions"}, faults);
    to.name = text_at(file, "scheme", faults);
    to.version = text_at(file, "version", faults);
    if (to.name.empty()) faults.add(file, "scheme", "the name is missing");
    const YamlNode* dimensions = file.find("dimensions");
    if (dimensions == nullptr || dimensions->type != YamlNode::Type::sequence || dimensions->items.empty())
      return faults.add(dimensions == nullptr ? file : *dimensions, "dimensions",
                        "expected a list of dimensions");
    for (const YamlNode& item : dimensions->items) read_dimension(item);
  }

  void read_dimension(const YamlNode& item) {
    if (item.type != YamlNode::Type::mapping)
      return faults.add(item, "dimensions", "expected a mapping with id");
    refuse_other_keys(item, {"id", "title", "terms"}, faults);
    CodingDimension dimension;
    dimension.id = text_at(item, "id", faults);
    if (dimension.id.empty()) faults.add(item, "id", "the id is missing");
    if (known(dimension.id)) faults.add(item, "id", dimension.id + " stands twice");
    const std::size_t dot = dimension.id.rfind('.');
    if (dot != std::string::npos && !known(dimension.id.substr(0, dot)))
      faults.add(item, "id", "there is no dimension " + dimension.id.substr(0, dot) + " before it");
    if (const YamlNode* title = item.find("title")) {
      if (title->type == YamlNode::Type::mapping) {
        refuse_other_keys(*title, {"en", "zh"}, faults);
        dimension.title = {text_at(*title, "en", faults), text_at(*title, "zh", faults)};
      } else {
        dimension.title.en = dimension.title.zh = text_at(item, "title", faults);
      }
    }
    to.dimensions.push_back(std::move(dimension));
    if (const YamlNode* terms = item.find("terms")) read_terms(*terms);
  }
  bool known(std::string_view id) const {
    return std::any_of(to.dimensions.begin(), to.dimensions.end(),
                       [&](const CodingDimension& d) { return d.id == id; });
  }

  void read_terms(const YamlNode& terms) {
    if (terms.type != YamlNode::Type::mapping)
      return faults.add(terms, "terms", "expected lists under zh and en");
    refuse_other_keys(terms, {"zh", "en"}, faults);
    for (const char* language : {"zh", "en"})
      for (const YamlNode* term : texts_at(terms, language, faults)) add_entry(*term);
  }
  void add_entry(const YamlNode& node) {
    const std::size_t at = node.text.find(gap);
    const std::string_view whole = node.text, front = trimmed(whole.substr(0, at));
    const std::string_view back =
        at == whole.npos ? std::string_view() : trimmed(whole.substr(at + gap.size()));
    if (normal_form(front).empty() || (at != whole.npos && normal_form(back).empty()))
      return faults.add(node, "terms", "an empty term");
    const std::int32_t first = number_of(front);
    to.by_front[static_cast<std::size_t>(first)].push_back(to.entries.size());
    to.entries.push_back(
        {to.dimensions.size() - 1, node.text, first, at == whole.npos ? Trie::none : number_of(back)});
  }
  std::int32_t number_of(std::string_view term) {
    const auto next = static_cast<std::int32_t>(to.by_front.size());
    if (const auto known = to.phrases.add(term, next)) return *known;
    to.by_front.emplace_back();
    return next;
  }
};

CodingScheme::CodingScheme(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const CodingScheme& CodingScheme::built_in() {
  static const CodingScheme scheme = from_yaml(embedded_text("training"), "training.yaml");
  return scheme;
}

CodingScheme CodingScheme::from_yaml(std::string_view yaml, std::string_view source) {
  const YamlNode file = read_yaml(yaml, source);
  YamlFaults faults(source);
  auto data = std::make_shared<Data>();
  SchemeReader{*data, faults}.read_file(file);
  faults.raise();
  return CodingScheme(std::move(data));
}

const std::string& CodingScheme::name() const noexcept { return data_->name; }
const std::string& CodingScheme::version() const noexcept { return data_->version; }
const std::vector<CodingDimension>& CodingScheme::dimensions() const noexcept { return data_->dimensions; }

std::vector<CodingHit> CodingScheme::code(std::string_view text) const {
  const Segmentation s = data_->segmenter.segment(text);
  std::vector<CodingHit> hits;
  const auto add = [&](const Data::Entry& entry, std::size_t first, std::size_t last) {
    const std::size_t begin = s.tokens[first].begin, end = s.tokens[last].end;
    hits.push_back({data_->dimensions[entry.dimension].id, entry.text,
                    std::string(text.substr(begin, end - begin)), begin, end});
  };
  const auto find_back = [&](const Data::Entry& entry, std::size_t first, std::size_t from) {
    for (std::size_t k = from; k < s.tokens.size() && k <= from + gap_reach && !ends_clause(s, k); ++k)
      if (const auto back = data_->phrases.longest(s, k); back && back->number == entry.back)
        return add(entry, first, back->last);
  };
  std::size_t covered = 0; // a term within a longer one is not found by itself
  for (std::size_t token = 0; token < s.tokens.size(); ++token) {
    const auto match = data_->phrases.longest(s, token);
    if (!match) continue;
    for (const std::size_t e : data_->by_front[static_cast<std::size_t>(match->number)]) {
      const Data::Entry& entry = data_->entries[e];
      if (entry.back != Trie::none)
        find_back(entry, token, match->last + 1);
      else if (match->last >= covered)
        add(entry, token, match->last);
    }
    covered = std::max(covered, match->last + 1);
  }
  return hits;
}

} // namespace aftercourse::text
