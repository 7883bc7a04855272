// Tables: what the functions of this floor answer about a column, as tidy tables. `row` counts the texts from
// 0; `begin` and `end` count characters (code points) of the text and `begin_byte` and `end_byte` its bytes.
// Missing texts have a row of nulls where a table has one row a text, and none elsewhere. The errors are
// those of the functions.
#pragma once

#include <vector>

#include <aftercourse/base/frame.hpp>
#include <aftercourse/text/coding_scheme.hpp>
#include <aftercourse/text/column.hpp>
#include <aftercourse/text/key_terms.hpp>
#include <aftercourse/text/lexicon.hpp>
#include <aftercourse/text/quotations.hpp>
#include <aftercourse/text/segmenter.hpp>
#include <aftercourse/text/similar.hpp>

namespace aftercourse::text {

/// A row a word: row, word (as in the text), normal, kind, begin, end, begin_byte, end_byte.
Frame token_table(TextColumn texts, const Segmenter& segmenter = {});

/// A row a term: term, n, of, share, background_n, background_of, background_share, g2, p, log_odds, z,
/// is_new, example (a row).
Frame to_frame(const std::vector<KeyTerm>& terms);

/// A row a text: row, score, label, positive, negative, evidence (the quotes).
Frame polarity_table(TextColumn texts, const Lexicon& lexicon);
/// A row a word that counted: row, quote, term, weight, value, changed_by, begin, end, begin_byte, end_byte.
Frame polarity_evidence_table(TextColumn texts, const Lexicon& lexicon);

/// A row a hit: row, dimension, title, title_zh, entry, quote, begin, end, begin_byte, end_byte.
Frame coding_table(TextColumn texts, const CodingScheme& scheme);

/// A row a text: group, size, is_representative, similarity, row, text.
Frame similar_table(TextColumn texts, const SimilarOptions& options = {});

/// A row a quotation: dimension, title, title_zh, label, quote, row, begin, end, begin_byte, end_byte, score,
/// centrality, n.
Frame quotation_table(TextColumn texts, const QuotationOptions& options = {});

} // namespace aftercourse::text
