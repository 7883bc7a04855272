#include <aftercourse/tasks/task.hpp>

#include <array>

#include <aftercourse/base/digest.hpp>

namespace aftercourse {

namespace {
constexpr std::array<std::string_view, 9> state_names{"upcoming", "open",   "submitted", "done", "done late",
                                                      "overdue",  "waived", "void",      "asked"};
constexpr std::array<std::string_view, 9> zh_state_names{
    "未开始", "待办", "已提交待审", "按期完成", "逾期完成", "逾期未办", "已豁免", "已失效", "待确认"};
} // namespace

std::string_view name_of(State s) noexcept { return state_names[static_cast<std::size_t>(s)]; }
std::string_view zh_name_of(State s) noexcept { return zh_state_names[static_cast<std::size_t>(s)]; }

std::optional<State> state_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < state_names.size(); ++i)
    if (state_names[i] == name) return static_cast<State>(i);
  return std::nullopt;
}

std::string task_id(std::string_view policy, std::string_view rule, std::string_view subject_kind,
                    std::string_view subject, std::string_view occurrence, std::string_view holder) {
  return to_hex(digest_of({"aftercourse-task-1", policy, rule, subject_kind, subject, occurrence, holder}),
                16);
}

} // namespace aftercourse
