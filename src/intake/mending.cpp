#include "intake/mending.h"

#include "base/must.h"

#include <fmt/format.h>

#include <array>

namespace shouxin::intake {
namespace {

struct Words {
    std::string_view name;
    bool about_field;
    std::string_view zh;
    std::string_view mend_zh;
    std::string_view mend_en;
};

// By Complaint, without `none`.
constexpr std::array<Words, complaint_count - 1> table{{
    {"line_too_long",
     false,
     "这一行超过 1 MiB",
     "拆成几个事件，或去掉没人读的长字段",
     "Split it into several events, or leave out long fields that nobody reads"},
    {"not_utf8",
     false,
     "这一行不是有效的 UTF-8",
     "发送方改用 UTF-8 编码；常见的原因是用 GBK 导出",
     "Have the sender write UTF-8; often the cause is an export in GBK"},
    {"not_json",
     false,
     "这一行不是有效的 JSON",
     "用 JSON 库写出每一行，不要拼接字符串；引号和换行必须转义",
     "Write each line with a JSON library, not by joining strings; quotes and line breaks must be "
     "escaped"},
    {"not_object",
     false,
     "这一行不是 JSON 对象",
     "每行写一个对象；要发整个数组，用 application/json",
     "Write one object a line; to send an array, use application/json"},
    {"too_deep", false, "嵌套超过 64 层", "把嵌套的字段压平", "Flatten what is nested"},
    {"csv_quotes",
     false,
     "CSV 的引号没有配对，或引号后还有文字",
     "用 CSV 库写出，字段里的引号写两遍",
     "Write it with a CSV library; a quote inside a cell is doubled"},
    {"csv_cells",
     false,
     "单元格的数目与 CSV 表头不同",
     "每行写满表头的每一列，空的也要有逗号",
     "Write every column of the header in every row, commas of empty ones too"},
    {"data_not_object",
     false,
     "CloudEvents 信封的 data 不是对象",
     "把事件的字段放在 data 对象里",
     "Put the event's fields into the object data"},
    {"twice",
     true,
     "写了两遍",
     "只留一个：没人知道哪个算数",
     "Leave one: nobody could say which counts"},
    {"missing", true, "缺失", "补上；这种事件必须有它", "Add it; events of this type need it"},
    {"not_string", true, "必须是字符串", "写在引号里", "Put it in quotes"},
    {"not_integer",
     true,
     "必须是整数",
     "写成整数，不加引号，不带小数点；金额以分为单位",
     "Write a whole number, no quotes, no decimal point; money is in fen"},
    {"not_number", true, "必须是数字", "写成数字，不加引号", "Write a number, without quotes"},
    {"not_list", true, "必须是字符串的列表", "写成 [\"…\",\"…\"]", "Write [\"...\",\"...\"]"},
    {"out_of_range",
     true,
     "超出范围",
     "对照字段说明里的范围；金额以分、重量以克为单位",
     "Compare with the field's range; money is in fen, weight in grams"},
    {"empty",
     true,
     "不能为空",
     "填上标识；没有就不写这个字段",
     "Fill in the identifier, or leave the field out if it may be missing"},
    {"too_long", true, "超过 128 字节", "改用较短的标识", "Use a shorter identifier"},
    {"bad_time",
     true,
     "不是带时区的 RFC 3339 时间",
     "写成 2026-11-01T20:14:03+08:00；不要漏掉时区",
     "Write 2026-11-01T20:14:03+08:00, with the offset"},
    {"bad_division",
     true,
     "必须是 6 到 12 位数字",
     "填国家统计局的区划代码，例如 440111",
     "Fill in the division's code, such as 440111"},
    {"unknown_word", true, "不是认识的词", "只用列出的词", "Use one of the words that are listed"},
    {"phone_in_clear",
     true,
     "里有明文手机号",
     "改传令牌：同一个号码始终是同一个令牌，别人认不出号码",
     "Send a token instead: always the same for a number, and telling nobody which"},
    {"id_number_in_clear",
     true,
     "里有明文身份证号",
     "改传令牌：同一个号码始终是同一个令牌，别人认不出号码",
     "Send a token instead: always the same for a number, and telling nobody which"},
    {"too_far_ahead",
     true,
     "比服务器的时钟超前太多",
     "检查发送方的时钟、时区和年份",
     "Check the sender's clock, its time zone and the year"},
}};

const Words& words_of(Complaint complaint) {
    MUST(complaint != Complaint::none);
    return table[static_cast<std::size_t>(complaint) - 1];
}

}  // namespace

std::string_view name_of(Complaint complaint) {
    return words_of(complaint).name;
}

bool is_about_field(Complaint complaint) {
    return words_of(complaint).about_field;
}

Mending mending_of(Problem problem) {
    const Words& words = words_of(problem.complaint);
    std::string zh = words.about_field ? fmt::format("字段 {} {}", name_of(problem.field), words.zh)
                                       : std::string(words.zh);
    if (!problem.detail.empty()) {
        zh += fmt::format("：{}", problem.detail);
    }
    return {std::move(zh), sentence_of(problem), words.mend_zh, words.mend_en};
}

}  // namespace shouxin::intake
