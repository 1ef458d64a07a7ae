// What follows from one record of the log? All that the server tells, stores and sends because of
// it. Plain values.
#pragma once

#include "live/actions/transition.h"
#include "live/appeals.h"
#include "live/batch.h"
#include "live/command.h"
#include "live/decision.h"
#include "live/epoch_view.h"
#include "live/labels.h"
#include "live/policy_versions.h"
#include "model/record_kind.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace shouxin::live {

// What a person says is true of a subject, when the case is closed.
struct Label {
    Subject subject;
    std::string subject_id;
    bool fake = false;
    std::string by;
    std::string reason;
    std::int64_t at_ms = 0;
    bool withdrawn = false;  // `by` took it back
};

// How far a second look at a subject has come.
struct Look {
    model::SubjectKind kind = model::SubjectKind::order;
    std::string subject_id;
    std::string merchant_id;         // empty if there is none
    std::int64_t amount = 0;         // in fen
    std::optional<SecondLook> look;  // nothing: the label was withdrawn
};

// A subject begins to wait for a person, or no longer does.
struct Queued {
    model::SubjectKind kind = model::SubjectKind::order;
    std::string subject_id;
    std::string merchant_id;
    std::int64_t amount = 0;
    std::string decision;  // its id; empty if a label was withdrawn
    bool waits = false;
};

// A person has seen to it.
struct AlertClosed {
    std::string alert;  // its name
    std::string by;
    std::string reason;
    std::int64_t at_ms = 0;
};

struct Effects {
    std::uint64_t record = 0;
    model::RecordKind kind = model::RecordKind::tick;
    std::int64_t at_ms = 0;
    std::vector<bool> admitted;           // by event of the record; else a duplicate
    std::vector<Decision> decisions;      // in the order they were made
    std::optional<std::size_t> answered;  // place of the decision that was asked for
    std::vector<Transition> transitions;
    std::vector<PolicyVersion> policies;  // that were proposed, or changed state
    std::vector<RingView> rings;          // of an epoch that counts from here on
    std::uint64_t epoch = 0;              // that one's number
    std::optional<Label> label;
    std::optional<Look> look;
    std::optional<Said> labelled;  // why a label was refused: somebody said so before
    std::vector<Queued> queue;
    std::optional<AlertClosed> alert_closed;
    std::optional<Appeal> appeal;         // as it stands now
    std::optional<Batch> batch;           // as it stands now
    std::string audit;                    // what somebody changed of people or keys, JSON
    std::optional<CommandResult> result;  // of a command
    std::string rejects;                  // what went to quarantine, NDJSON
    std::vector<std::string> leaves;
    std::uint64_t first_leaf = 0;  // the place of the first in the ledger
    std::uint64_t generation = 0;  // what came before this record was forgotten; 0: nothing was
    bool takes_epoch = false;      // the state as it stands is to be settled
};

}  // namespace shouxin::live
