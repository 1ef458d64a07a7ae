// Actions on many at once: looked at before, taken in one step, undone in one step.
// docs/formats/actions.md
#include "http/json_body.h"
#include "http/live/api.h"
#include "http/live/listing.h"
#include "http/problem.h"
#include "live/batch_preview.h"
#include "service/live/batch_rows.h"

#include <memory>
#include <utility>

namespace shouxin::http {
namespace {

constexpr std::size_t body_bytes_max = std::size_t{2} << 20;

const Listing& batches() {
    static const Listing listing{
        .table = service::batches_table(),
        .order_by = "number",
        .filters = {"ring", "by", "action"},
        .names = {{"ring", "R"}}};
    return listing;
}

struct BatchBody {
    live::BatchOrder order;
    std::string reason;
};

Result<BatchBody> read_body(const Request& request) {
    TRY(const JsonBody body,
        JsonBody::read(
            request.body,
            {"action", "subjects", "ring", "which", "probability_min_ppm", "epoch", "reason"}));
    BatchBody read;
    TRY(read.order.action, body.text("action"));
    TRY(read.order.ring, body.text("ring"));
    TRY(read.order.which, body.text("which"));
    TRY(read.order.probability_min_ppm, body.integer("probability_min_ppm"));
    TRY(read.order.epoch, body.integer("epoch"));
    TRY(read.reason, body.text("reason"));
    TRY(const JsonBody::Rows subjects, body.rows("subjects", {"kind", "id"}));
    for (const auto& subject : subjects) {
        read.order.subjects.push_back({subject.find("kind")->second, subject.find("id")->second});
    }
    return read;
}

class PreviewInquiry final : public Inquiry {
public:
    explicit PreviewInquiry(live::BatchPreview preview) : preview_(std::move(preview)) {}

    bool look(const live::State& state) override { return preview_.look(state); }

    void restart() override { preview_.restart(); }

    Response tell(const live::State& /*state*/) override {
        const Result<proof::Json> told = preview_.told();
        return told ? ok(*told) : problem(told.error());
    }

private:
    live::BatchPreview preview_;
};

void preview(Api& api, const Request& request, Respond respond) {
    Result<BatchBody> body = read_body(request);
    if (!body) {
        respond(problem(body.error()));
        return;
    }
    api.inquire(
        std::move(respond),
        std::make_unique<PreviewInquiry>(live::BatchPreview(
            std::move(body->order), request.principal.subject, api.engine().now_ms())));
}

Result<live::Command> taking(const Request& request) {
    TRY(BatchBody body, read_body(request));
    live::Command command = command_of(request, live::CommandKind::take_batch);
    command.text = live::text_of(body.order);
    command.reason = std::move(body.reason);
    return command;
}

Result<live::Command> undoing(const Request& request) {
    TRY(const JsonBody body, JsonBody::read(request.body, {"reason"}));
    live::Command command = command_of(request, live::CommandKind::undo_batch);
    command.subject_kind = "batch";
    command.subject = request.parameter("batch");
    TRY(command.reason, body.text("reason"));
    return command;
}

template <class Act>
Route post(std::string pattern, Act act) {
    return {
        .method = Method::post,
        .pattern = std::move(pattern),
        .needs = "actions:write",
        .act = std::move(act),
        .body_bytes_max = body_bytes_max,
        .accepts = {"application/json"}};
}

}  // namespace

std::vector<Route> batch_routes(Api& api) {
    std::vector<Route> routes;
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/batches",
         .needs = "actions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(list_page(api.engine().records(), batches(), request));
         }});
    routes.push_back(
        {.method = Method::get,
         .pattern = "/v1/batches/{batch}",
         .needs = "actions:read",
         .act = [&api](const Request& request, Respond respond) {
             respond(
                 one_row(api.engine().records(), batches(), request.parameter("batch"), "batch"));
         }});
    routes.push_back(post("/v1/batches/preview", [&api](const Request& request, Respond respond) {
        preview(api, request, std::move(respond));
    }));
    routes.push_back(post("/v1/batches", [&api](const Request& request, Respond respond) {
        api.order(taking(request), 201, std::move(respond));
    }));
    routes.push_back(
        post("/v1/batches/{batch}/undo", [&api](const Request& request, Respond respond) {
            api.order(undoing(request), 200, std::move(respond));
        }));
    return routes;
}

}  // namespace shouxin::http
