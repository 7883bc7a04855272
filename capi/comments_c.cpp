// Comments: what people wrote, summarised.
#include "handles.hpp"
#include "json.hpp"
#include "queries.hpp"
#include "tables.hpp"

using namespace aftercourse;

namespace {

Frame comments_on(const aftercourse_engine* engine, int32_t as_of, const aftercourse_comment_query* given) {
  const aftercourse_comment_query q = c::options(&c::needed(given, "query"), aftercourse_comment_query_init);
  CommentQuery query;
  query.instrument = c::needed_text(q.instrument, q.instrument_length, "query.instrument");
  query.item = c::text(q.item, q.item_length, "query.item");
  query.by = c::texts_from_json(c::text(q.by, q.by_length, "query.by"), "query.by");
  query.where = c::lists_from_json(c::text(q.where, q.where_length, "query.where"), "query.where");
  query.from = c::date_or_none(q.from);
  query.to = c::date_or_none(q.to);
  query.period = c::text(q.period, q.period_length, "query.period");
  query.audience = c::audience_named(c::text(q.audience, q.audience_length, "query.audience"));
  query.language = c::language(q.language);
  if (const auto yaml = c::text(q.scheme, q.scheme_length, "query.scheme"); !yaml.empty())
    query.scheme = text::CodingScheme::from_yaml(yaml);
  if (const auto yaml = c::text(q.lexicon, q.lexicon_length, "query.lexicon"); !yaml.empty())
    query.lexicon = text::Lexicon::from_yaml(yaml);
  query.progress = c::progress(q.progress, q.progress_user);
  return c::needed(engine, "engine")
      .value.comments(query, Date::from_days(as_of), c::known_at(q.known_at, q.known_at_length));
}

} // namespace

extern "C" {

void aftercourse_comment_query_init(aftercourse_comment_query* query) {
  c::clear(query);
  if (query == nullptr) return;
  query->from = query->to = AFTERCOURSE_NO_DATE;
  query->language = AFTERCOURSE_LANGUAGE_EN;
  query->instrument_length = query->item_length = query->by_length = query->where_length =
      query->period_length = query->audience_length = query->scheme_length = query->lexicon_length =
          query->known_at_length = AFTERCOURSE_TERMINATED;
}

int32_t aftercourse_engine_comments(const aftercourse_engine* engine, int32_t as_of,
                                    const aftercourse_comment_query* query, struct ArrowArrayStream* out,
                                    aftercourse_error** error) {
  return c::as_stream(out, error, [&] { return comments_on(engine, as_of, query); });
}

int32_t aftercourse_engine_comments_json(const aftercourse_engine* engine, int32_t as_of,
                                         const aftercourse_comment_query* query, char** json, size_t* length,
                                         aftercourse_error** error) {
  return c::as_json(json, length, error, [&] { return comments_on(engine, as_of, query); });
}

} // extern "C"
