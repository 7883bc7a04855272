// The first byte chooses what the text is read as; whatever comes in, words lie in it in order, what is
// quoted stands where it is said to, and files are read or refused in an orderly way.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include <aftercourse/base/error.hpp>
#include <aftercourse/text/tables.hpp>

using namespace aftercourse;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void read_words(std::string_view given) {
  const text::Segmentation s = text::Segmenter().segment(given);
  require(s.normal == text::normal_form(given));
  std::size_t end = 0;
  for (const text::Token& t : s.tokens) {
    require(t.begin >= end && t.end > t.begin && t.end <= given.size());
    require(s.word(t) == text::normal_form(given.substr(t.begin, t.end - t.begin)));
    end = t.end;
  }
}

void read_meaning(std::string_view given) {
  const text::Polarity p = text::Lexicon::built_in().polarity(given);
  require(p.score >= -1 && p.score <= 1 && p.positive >= 0 && p.negative <= 0);
  for (const text::PolarityHit& hit : p.evidence)
    require(given.substr(hit.begin, hit.end - hit.begin) == hit.quote);
  for (const text::CodingHit& hit : text::CodingScheme::built_in().code(given))
    require(given.substr(hit.begin, hit.end - hit.begin) == hit.quote);
}

/// The lines as a column.
void read_column(std::string_view given) {
  std::vector<std::optional<std::string_view>> rows;
  for (std::size_t at = 0; at <= given.size();) {
    const std::size_t end = std::min(given.find('\n', at), given.size());
    rows.emplace_back(given.substr(at, end - at));
    at = end + 1;
  }
  require(text::group_similar(rows).size() == rows.size());
  for (const text::KeyTerm& t : text::key_terms(rows, std::span(rows).first(rows.size() / 2)))
    require(t.n > 0 && t.n <= t.of && t.g2 >= 0);
  for (const text::Quotation& q : text::quotations(rows))
    require(rows[q.row]->substr(q.begin, q.end - q.begin) == q.quote);
}

void read(char as, std::string_view given) {
  switch (as) {
  case '0':
    return read_words(given);
  case '1':
    return read_meaning(given);
  case '2':
    return read_column(given);
  case '3':
    text::Lexicon::from_yaml(given).polarity("不够清楚, not clear enough");
    return;
  case '4':
    text::CodingScheme::from_yaml(given).code("讲得太快, too fast");
    return;
  default:
    const std::string term(given);
    text::Segmenter(std::span(&term, 1)).segment("培训内容 Excel");
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.empty()) return 0;
  try {
    read(input.front(), input.substr(1));
  } catch (const InvalidArgument&) {
  } catch (const LimitError&) {
  } catch (const DataError& e) {
    for (const Fault& f : e.faults()) require(f.code == "AC5603" && !f.reason.empty());
  }
  return 0;
}
