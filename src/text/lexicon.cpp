#include <aftercourse/text/lexicon.hpp>

#include <set>

#include <aftercourse/text/column.hpp>

#include "embedded.hpp"
#include "lexicon_data.hpp"
#include "yaml.hpp"

namespace aftercourse::text {

namespace {

/// A part of the file: a list of terms that all do the same.
struct LexiconPart {
  const char* key;
  double weight;
  std::uint16_t role;
};

constexpr std::uint16_t bit(Role role) { return static_cast<std::uint16_t>(role); }

/// A later part adds its role to terms of an earlier one, and its weight where they have none.
constexpr LexiconPart lexicon_parts[] = {{"neutral", 0, 0},
                                         {"strong_positive", 3, 0},
                                         {"positive", 2, 0},
                                         {"mild_positive", 1, 0},
                                         {"strong_negative", -3, 0},
                                         {"negative", -2, 0},
                                         {"mild_negative", -1, 0},
                                         {"quality", 0, bit(Role::quality)},
                                         {"negation", 0, bit(Role::negation)},
                                         {"intensifier", 0, bit(Role::intensifier)},
                                         {"downtoner", 0, bit(Role::downtoner)},
                                         {"excess", 0, bit(Role::excess)},
                                         {"lack", 0, bit(Role::lack)},
                                         {"enough", 0, bit(Role::enough)},
                                         {"contrast", 0, bit(Role::contrast)},
                                         {"wish", 0, bit(Role::wish)}};

} // namespace

/// Reads a file into a lexicon, which may hold the terms of another already.
struct LexiconReader {
  Lexicon::Data& to;
  YamlFaults& faults;
  std::set<std::int32_t> read = {}; ///< terms that this file has already

  void read_file(const YamlNode& file) {
    std::vector<std::string> keys = {"lexicon", "version", "extends"};
    for (const LexiconPart& part : lexicon_parts) keys.emplace_back(part.key);
    refuse_other_keys(file, keys, faults);
    to.name = text_at(file, "lexicon", faults);
    to.version = text_at(file, "version", faults);
    if (to.name.empty()) faults.add(file, "lexicon", "the name is missing");
    for (const LexiconPart& part : lexicon_parts)
      if (const YamlNode* node = file.find(part.key)) read_part(*node, part);
  }

  void read_part(const YamlNode& node, const LexiconPart& part) {
    if (node.type != YamlNode::Type::mapping)
      return faults.add(node, part.key, "expected lists under zh and en");
    refuse_other_keys(node, {"zh", "en"}, faults);
    for (const char* language : {"zh", "en"})
      for (const YamlNode* term : texts_at(node, language, faults)) add(*term, part);
  }

  void add(const YamlNode& term, const LexiconPart& part) {
    const auto made = static_cast<std::int32_t>(to.terms.size());
    if (normal_form(term.text).empty()) return faults.add(term, part.key, "an empty term");
    const auto known = to.phrases.add(term.text, made);
    if (!known) to.terms.emplace_back();
    LexiconTerm& entry = to.terms[static_cast<std::size_t>(known.value_or(made))];
    if (read.insert(known.value_or(made)).second) entry = {}; // what the file extends said of it
    if (entry.weight * part.weight < 0)
      return faults.add(term, part.key, "`" + term.text + "` is in a list of the other judgement, too");
    if (entry.weight == 0) entry.weight = part.weight;
    entry.roles |= part.role;
  }
};

Lexicon::Lexicon(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

const Lexicon& Lexicon::built_in() {
  static const Lexicon lexicon = from_yaml(embedded_text("polarity"), "polarity.yaml");
  return lexicon;
}

Lexicon Lexicon::from_yaml(std::string_view yaml, std::string_view source) {
  const YamlNode file = read_yaml(yaml, source);
  YamlFaults faults(source);
  auto data = std::make_shared<Data>();
  if (const YamlNode* base = file.find("extends")) {
    if (base->text == "built-in")
      *data = *built_in().data_;
    else
      faults.add(*base, "extends", "only the built-in lexicon can be extended: write built-in");
  }
  LexiconReader{*data, faults}.read_file(file);
  faults.raise();
  return Lexicon(std::move(data));
}

const std::string& Lexicon::name() const noexcept { return data_->name; }
const std::string& Lexicon::version() const noexcept { return data_->version; }

Polarity Lexicon::polarity(std::string_view text) const {
  return judge(text, data_->segmenter.segment(text), data_->phrases, data_->terms);
}

} // namespace aftercourse::text
