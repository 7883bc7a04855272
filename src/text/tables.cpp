#include <aftercourse/text/tables.hpp>

#include <algorithm>
#include <unordered_map>

#include <aftercourse/base/utf8.hpp>

#include "table_builder.hpp"

namespace aftercourse::text {

namespace {

using Type = Column::Type;

/// Characters before a byte of a text; what is asked near what was asked before costs little.
class CharacterCount {
 public:
  explicit CharacterCount(std::string_view text) : text_(text) {}
  std::size_t before(std::size_t byte) {
    if (byte < byte_)
      count_ -= code_points(text_.substr(byte, byte_ - byte));
    else
      count_ += code_points(text_.substr(byte_, byte - byte_));
    byte_ = byte;
    return count_;
  }

 private:
  std::string_view text_;
  std::size_t byte_ = 0, count_ = 0;
};

void add_place(TableBuilder& table, CharacterCount& characters, std::size_t begin, std::size_t end) {
  const std::size_t first = characters.before(begin), after = characters.before(end);
  table.add(first).add(after).add(begin).add(end);
}

std::unordered_map<std::string_view, const CodingDimension*> by_id(const CodingScheme& scheme) {
  std::unordered_map<std::string_view, const CodingDimension*> dimensions;
  for (const CodingDimension& d : scheme.dimensions()) dimensions[d.id] = &d;
  return dimensions;
}

} // namespace

Frame token_table(TextColumn texts, const Segmenter& segmenter) {
  require_utf8(texts);
  TableBuilder table{{"row", Type::integer},        {"word", Type::text},       {"normal", Type::text},
                     {"kind", Type::text},          {"begin", Type::integer},   {"end", Type::integer},
                     {"begin_byte", Type::integer}, {"end_byte", Type::integer}};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (!texts[row]) continue;
    const Segmentation s = segmenter.segment(*texts[row]);
    CharacterCount characters(*texts[row]);
    for (const Token& t : s.tokens) {
      table.add(row).add(texts[row]->substr(t.begin, t.end - t.begin)).add(s.word(t)).add(name_of(t.kind));
      add_place(table, characters, t.begin, t.end);
    }
  }
  return table.finish();
}

Frame to_frame(const std::vector<KeyTerm>& terms) {
  TableBuilder table{{"term", Type::text},
                     {"n", Type::integer},
                     {"of", Type::integer},
                     {"share", Type::real},
                     {"background_n", Type::integer},
                     {"background_of", Type::integer},
                     {"background_share", Type::real},
                     {"g2", Type::real},
                     {"p", Type::real},
                     {"log_odds", Type::real},
                     {"z", Type::real},
                     {"is_new", Type::boolean},
                     {"example", Type::integer}};
  for (const KeyTerm& t : terms)
    table.add(std::string_view(t.term))
        .add(t.n)
        .add(t.of)
        .add(t.share)
        .add(t.background_n)
        .add(t.background_of)
        .add(t.background_share)
        .add(t.g2)
        .add(t.p)
        .add(t.log_odds)
        .add(t.z)
        .add(t.is_new)
        .add(t.example);
  return table.finish();
}

Frame polarity_table(TextColumn texts, const Lexicon& lexicon) {
  require_utf8(texts);
  TableBuilder table{{"row", Type::integer},   {"score", Type::real},    {"label", Type::text},
                     {"positive", Type::real}, {"negative", Type::real}, {"evidence", Type::text_list}};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    table.add(row);
    if (!texts[row]) {
      table.add_null().add_null().add_null().add_null().add_null();
      continue;
    }
    const Polarity p = lexicon.polarity(*texts[row]);
    std::vector<std::string> quotes;
    for (const PolarityHit& hit : p.evidence) quotes.push_back(hit.quote);
    table.add(p.score).add(name_of(p.label)).add(p.positive).add(p.negative).add(quotes);
  }
  return table.finish();
}

Frame polarity_evidence_table(TextColumn texts, const Lexicon& lexicon) {
  require_utf8(texts);
  TableBuilder table{{"row", Type::integer},     {"quote", Type::text},  {"term", Type::text},
                     {"weight", Type::real},     {"value", Type::real},  {"changed_by", Type::text_list},
                     {"begin", Type::integer},   {"end", Type::integer}, {"begin_byte", Type::integer},
                     {"end_byte", Type::integer}};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (!texts[row]) continue;
    CharacterCount characters(*texts[row]);
    for (const PolarityHit& hit : lexicon.polarity(*texts[row]).evidence) {
      table.add(row).add(std::string_view(hit.quote)).add(std::string_view(hit.term));
      table.add(hit.weight).add(hit.value).add(hit.changed_by);
      add_place(table, characters, hit.begin, hit.end);
    }
  }
  return table.finish();
}

Frame coding_table(TextColumn texts, const CodingScheme& scheme) {
  require_utf8(texts);
  const auto dimensions = by_id(scheme);
  TableBuilder table{{"row", Type::integer},     {"dimension", Type::text}, {"title", Type::text},
                     {"title_zh", Type::text},   {"entry", Type::text},     {"quote", Type::text},
                     {"begin", Type::integer},   {"end", Type::integer},    {"begin_byte", Type::integer},
                     {"end_byte", Type::integer}};
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (!texts[row]) continue;
    CharacterCount characters(*texts[row]);
    for (const CodingHit& hit : scheme.code(*texts[row])) {
      const Wording& title = dimensions.at(hit.dimension)->title;
      table.add(row).add(std::string_view(hit.dimension)).add(std::string_view(title.en));
      table.add(std::string_view(title.zh)).add(std::string_view(hit.entry)).add(std::string_view(hit.quote));
      add_place(table, characters, hit.begin, hit.end);
    }
  }
  return table.finish();
}

Frame similar_table(TextColumn texts, const SimilarOptions& options) {
  TableBuilder table{
      {"group", Type::integer},   {"size", Type::integer}, {"is_representative", Type::boolean},
      {"similarity", Type::real}, {"row", Type::integer},  {"text", Type::text}};
  for (const SimilarText& t : group_similar(texts, options))
    table.add(t.group).add(t.size).add(t.is_representative).add(t.similarity).add(t.row).add(*texts[t.row]);
  return table.finish();
}

Frame quotation_table(TextColumn texts, const QuotationOptions& options) {
  const auto dimensions = by_id(options.scheme);
  TableBuilder table{{"dimension", Type::text},   {"title", Type::text},  {"title_zh", Type::text},
                     {"label", Type::text},       {"quote", Type::text},  {"row", Type::integer},
                     {"begin", Type::integer},    {"end", Type::integer}, {"begin_byte", Type::integer},
                     {"end_byte", Type::integer}, {"score", Type::real},  {"centrality", Type::real},
                     {"n", Type::integer}};
  for (const Quotation& q : quotations(texts, options)) {
    const Wording& title = dimensions.at(q.dimension)->title;
    table.add(std::string_view(q.dimension)).add(std::string_view(title.en)).add(std::string_view(title.zh));
    table.add(name_of(q.label)).add(std::string_view(q.quote)).add(q.row);
    CharacterCount characters(*texts[q.row]);
    add_place(table, characters, q.begin, q.end);
    table.add(q.score).add(q.centrality).add(q.n);
  }
  return table.finish();
}

} // namespace aftercourse::text
