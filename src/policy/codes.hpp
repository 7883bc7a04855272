// The permanent codes of diagnostics of policies (docs/errors.md), beside those of any file. Codes are never
// reused.
#pragma once

#include <string_view>

#include <aftercourse/reading/codes.hpp>

namespace aftercourse::codes {

// AC3001-AC3003 are the errors that Policy itself throws.
inline constexpr std::string_view unknown_rule = "AC3007";    ///< a rule that is not there
inline constexpr std::string_view unknown_kind = "AC3011";    ///< a kind of fact that is not there
inline constexpr std::string_view unknown_field = "AC3012";   ///< a field that a kind does not have
inline constexpr std::string_view unknown_path = "AC3013";    ///< a path whose words lead nowhere
inline constexpr std::string_view wrong_path = "AC3014";      ///< a path to something else than is needed
inline constexpr std::string_view unknown_term = "AC3015";    ///< a term that is not there
inline constexpr std::string_view term_cycle = "AC3016";      ///< terms that mean each other
inline constexpr std::string_view rule_cycle = "AC3018";      ///< tasks that wait for each other
inline constexpr std::string_view no_link = "AC3019";         ///< facts that cannot be tied to the task
inline constexpr std::string_view bad_kind = "AC3020";        ///< a kind that cannot be declared so
inline constexpr std::string_view parameter_value = "AC3021"; ///< a parameter's value does not fit its use
inline constexpr std::string_view unknown_measure = "AC3022"; ///< a measure or finding that is not there
inline constexpr std::string_view unknown_column = "AC3023";  ///< a column that tasks do not have
inline constexpr std::string_view too_large = "AC3024";       ///< terms that expand without end
inline constexpr std::string_view wrong_measure = "AC3025";   ///< a measure that cannot be tested so

// What lint() warns of.
inline constexpr std::string_view unused_name = "AC3101";        ///< declared, but never used
inline constexpr std::string_view undeclared_role = "AC3102";    ///< used, but never declared
inline constexpr std::string_view constant_condition = "AC3103"; ///< always or never true
inline constexpr std::string_view empty_window = "AC3104";       ///< ends before it starts
inline constexpr std::string_view nobody = "AC3105";             ///< a duty that no role can hold
inline constexpr std::string_view early_notice = "AC3106";       ///< a notice before the due date
inline constexpr std::string_view no_if_unknown = "AC3107";      ///< a condition can be unknown
inline constexpr std::string_view no_example = "AC3108";         ///< a rule without an example
inline constexpr std::string_view no_source = "AC3109";          ///< a parameter without a source
inline constexpr std::string_view no_clause = "AC3110";          ///< a rule without its clause
inline constexpr std::string_view unseen_topics = "AC3111";      ///< topics that no evidence can show
inline constexpr std::string_view dead_channel = "AC3112";       ///< a channel that is never reached
inline constexpr std::string_view odd_sample = "AC3113";         ///< a sample of nobody or everybody
inline constexpr std::string_view idle_reminder = "AC3114";      ///< a reminder outside the window

} // namespace aftercourse::codes
