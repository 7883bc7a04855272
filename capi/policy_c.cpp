#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

std::string file_name(const char* file, size_t length) {
  const std::string_view given = c::text(file, length, "file");
  return given.empty() ? "policy.yaml" : std::string(given);
}

Schema kinds_of(const aftercourse_engine* engine) {
  return engine == nullptr ? Schema::built_in() : engine->value.schema();
}

} // namespace

extern "C" {

int32_t aftercourse_policy_parse(const char* yaml, size_t yaml_length, const char* file, size_t file_length,
                                 const aftercourse_engine* engine, aftercourse_policy** policy,
                                 aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(policy, "policy");
    const std::string_view text = c::needed_text(yaml, yaml_length, "yaml");
    out = new aftercourse_policy{Policy::parse(text, file_name(file, file_length), kinds_of(engine))};
  });
}

int32_t aftercourse_policy_load(const char* path, size_t path_length, const aftercourse_engine* engine,
                                aftercourse_policy** policy, aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(policy, "policy");
    const std::string_view file = c::needed_text(path, path_length, "path");
    out = new aftercourse_policy{Policy::load(c::path(file), kinds_of(engine))};
  });
}

int32_t aftercourse_policy_built_in(const char* name, size_t name_length, aftercourse_policy** policy,
                                    aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(policy, "policy");
    out = new aftercourse_policy{Policy::built_in(c::needed_text(name, name_length, "name"))};
  });
}

void aftercourse_policy_free(aftercourse_policy* policy) { delete policy; }

const char* aftercourse_policy_name(const aftercourse_policy* policy) {
  return policy == nullptr ? "" : policy->value.name().c_str();
}

const char* aftercourse_policy_version(const aftercourse_policy* policy) {
  return policy == nullptr ? "" : policy->value.version().c_str();
}

const char* aftercourse_policy_text(const aftercourse_policy* policy) {
  return policy == nullptr ? "" : policy->value.text().c_str();
}

int32_t aftercourse_policy_lint_json(const aftercourse_policy* policy, char** json, size_t* length,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(c::to_json(c::needed(policy, "policy").value.lint()));
  });
}

int32_t aftercourse_policy_check_json(const char* yaml, size_t yaml_length, const char* file,
                                      size_t file_length, char** json, size_t* length,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const std::string_view text = c::needed_text(yaml, yaml_length, "yaml");
    out.assign(c::to_json(Policy::check(text, file_name(file, file_length))));
  });
}

int32_t aftercourse_policy_test_json(const aftercourse_policy* policy, char** json, size_t* length,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(c::to_json(test(c::needed(policy, "policy").value)));
  });
}

int32_t aftercourse_policy_json_schema(char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] { c::TextOut(json, length).assign(Policy::json_schema()); });
}

} // extern "C"
