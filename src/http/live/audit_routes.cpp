// Who changed what of people and keys. docs/formats/people.md
#include "http/errand.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "service/people/audit_rows.h"

#include <utility>

namespace shouxin::http {
namespace {

const Listing& audit() {
    static const Listing listing{
        .table = service::audit_table(),
        .order_by = "number",
        .filters = {"by", "what", "subject"},
        .raw_columns = {"detail"}};
    return listing;
}

}  // namespace

std::vector<Route> audit_routes(Api& api) {
    return {
        {.method = Method::get,
         .pattern = "/v1/audit",
         .needs = "people:read",
         .act = [&api](Request request, Respond respond) {
             answer_later(api.worker(), std::move(respond), [&api, request = std::move(request)] {
                 return list_page(api.engine().records(), audit(), request);
             });
         }}};
}

}  // namespace shouxin::http
