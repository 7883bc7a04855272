// Measure states: rates that several engines make together.
#include "handles.hpp"
#include "queries.hpp"
#include "tables.hpp"

using namespace aftercourse;

extern "C" {

int32_t aftercourse_engine_measure_state(const aftercourse_engine* engine, int32_t as_of,
                                         const aftercourse_evaluation* evaluation,
                                         aftercourse_measure_state** state, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(state, "state");
    const Engine& asked = c::needed(engine, "engine").value;
    const c::Evaluation e = c::evaluation(evaluation);
    out = new aftercourse_measure_state{asked.measure_state(e.query, Date::from_days(as_of), e.known_at)};
  });
}

void aftercourse_measure_state_free(aftercourse_measure_state* state) { delete state; }

int32_t aftercourse_measure_state_merge(aftercourse_measure_state* state,
                                        const aftercourse_measure_state* other, aftercourse_error** error) {
  return c::guard(error, [&] { c::needed(state, "state").value.merge(c::needed(other, "other").value); });
}

int32_t aftercourse_measure_state_serialize(const aftercourse_measure_state* state, char** bytes,
                                            size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(bytes, &c::needed(length, "length"));
    out.assign(c::needed(state, "state").value.serialize());
  });
}

int32_t aftercourse_measure_state_deserialize(const char* bytes, size_t length,
                                              aftercourse_measure_state** state, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(state, "state");
    const std::string_view given(&c::needed(bytes, "bytes"), length);
    out = new aftercourse_measure_state{MeasureState::deserialize(given)};
  });
}

int32_t aftercourse_measure_state_finalize(const aftercourse_measure_state* state, ArrowArrayStream* out,
                                           aftercourse_error** error) {
  return c::as_stream(out, error, [&] { return c::needed(state, "state").value.finalize(); });
}

int32_t aftercourse_measure_state_finalize_json(const aftercourse_measure_state* state, char** json,
                                                size_t* length, aftercourse_error** error) {
  return c::as_json(json, length, error, [&] { return c::needed(state, "state").value.finalize(); });
}

} // extern "C"
