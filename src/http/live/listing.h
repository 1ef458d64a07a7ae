// How is a table shown page by page? One description a list: which table, which filters and order,
// and which columns hold JSON already. The cursor of the next page is the last row's place, so a
// list that changes while it is paged neither repeats nor loses a row.
#pragma once

#include "http/live/api.h"
#include "port/records.h"

#include <string>
#include <string_view>
#include <vector>

namespace shouxin::http {

// A column of numbers that are shown as names: "act-17", "R3". A query may say either.
struct NamedColumn {
    std::string column;
    std::string prefix;
};

// Another order than the usual one.
struct Order {
    std::string column;  // of integers
    bool descending = true;
};

struct Listing {
    port::Table table;
    std::string order_by;  // a column of integers
    bool descending = true;
    std::vector<std::string> filters;           // columns that a query may name: ?outcome=block
    std::vector<std::string> raw_columns = {};  // that hold JSON
    std::string body_column = {};               // it alone is shown, if it isn't empty
    std::vector<std::string> hidden_columns = {};
    std::vector<NamedColumn> names = {};
    std::vector<Order> orders = {};  // that a query may ask for: ?order=amount
};

// {"items":[...],"next":"..."}; next is null behind the last page. Takes ?limit (1 to 1000, else
// 100), ?order, ?after of the same order, the filters, and on the order's column ?from and ?to,
// inclusive.
Response list_page(port::Records& records, const Listing& listing, const Request& request);

// The row that is named so by its first column, or 404 that says so of `what`.
Response one_row(
    port::Records& records, const Listing& listing, std::string_view name, std::string_view what);

// A row by its column names.
std::string row_json(const Listing& listing, const port::Row& row);

}  // namespace shouxin::http
