// A dispatcher's day as text: tests/dispatch/*.flow. Events in, decisions below the `----` line.
// With ACCEPT=1 in the environment what came out becomes what is expected.
#include "dispatch/urgent/dispatcher.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace shouxin::dispatch::urgent {
namespace {

constexpr double degree_metres = earth_metres * 3.14159265358979 / 180;

Millis time_of(const std::string& text) {  // 09:05 or 09:05:30
    const Millis seconds = text.size() > 5 ? std::stoi(text.substr(6, 2)) : 0;
    return (std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3, 2))) * minute +
           seconds * second;
}

std::string clock(Millis at) {
    return fmt::format("{:02}:{:02}:{:02}", at / hour, at / minute % 60, at / second % 60);
}

// "2,-1": kilometres east and north of the city's centre.
Place place_of(const std::string& text) {
    const std::size_t comma = text.find(',');
    const double east = std::stod(text.substr(0, comma)) * 1000 / degree_metres;
    const double north = std::stod(text.substr(comma + 1)) * 1000 / degree_metres;
    return {113 + east / 0.92, 23 + north};
}

class Flow {
public:
    std::string run(const std::string& script) {
        std::istringstream lines(script);
        for (std::string line; std::getline(lines, line);) {
            if (!line.empty() && line[0] != '#') {
                std::istringstream words(line);
                std::string first;
                words >> first;
                first == "technician" || first == "answer" ? prepare(first, words)
                                                           : happen(time_of(first), words);
            }
        }
        play_until(now_ + 4 * hour);
        return out_;
    }

private:
    void prepare(const std::string& what, std::istringstream& words) {
        if (what == "answer") {
            int seconds = 0;
            words >> seconds;
            policy_.answer_within = seconds * second;
            return;
        }
        std::string name, key, value;
        words >> name;
        TechnicianCard card;
        card.shift = {8 * hour, 18 * hour};
        while (words >> key >> value) {
            if (key == "at") {
                card.at = place_of(value);
            } else if (key == "skills") {
                card.qualification.skills = kinds(value);
            } else if (key == "brands") {
                card.qualification.brands = kinds(value);
            } else if (key == "until") {
                card.shift.to = time_of(value);
            }
        }
        technicians_[name] = city().hire(card).value();
        technician_names_.push_back(name);
    }

    Dispatcher& city() {
        if (!city_) {
            city_.emplace(Pace(18, 1.35), minute, policy_);
        }
        return *city_;
    }

    Kinds kinds(const std::string& list) {
        Kinds made;
        std::istringstream words(list);
        for (std::string word; std::getline(words, word, ',');) {
            made.set(kind(word));
        }
        return made;
    }

    Kind kind(const std::string& word) {
        return kinds_.emplace(word, static_cast<Kind>(kinds_.size())).first->second;
    }

    void happen(Millis at, std::istringstream& words) {
        play_until(at);
        std::string what, name, value;
        words >> what >> name >> value;
        if (value == "at") {
            words >> value;
        }
        if (what == "job") {
            ring(name, value, words);
        } else if (what == "ill") {
            city().stand_down(technicians_.at(name), at);
        } else if (what == "back") {
            city().stand_up(technicians_.at(name), place_of(value), at);
        } else if (what == "lock" || what == "override") {
            const Lock how = what == "lock" ? Lock::lock : Lock::override_scope;
            const auto done = city().lock(jobs_.at(name), technicians_.at(value), how);
            if (!done) {
                out_ +=
                    fmt::format("{} can't lock {}: {}\n", clock(at), name, done.error().message);
            }
        } else if (what == "longer") {
            city().expect_done(jobs_.at(name), time_of(value));
        } else {
            happen_to(what, jobs_.at(name), at);
        }
    }

    void happen_to(const std::string& what, Job job, Millis at) {
        if (what == "decline") {
            city().decline(job, at);
        } else if (what == "cancel") {
            city().cancel(job, at);
        } else if (what == "accept") {
            city().accept(job);
        } else {
            ASSERT_EQ(what, "unlock");
            city().unlock(job);
        }
    }

    void ring(const std::string& name, const std::string& place, std::istringstream& words) {
        JobCard card;
        card.at = place_of(place);
        card.opened = now_;
        card.service = 30 * minute;
        for (std::string key, value; words >> key >> value;) {
            if (key == "skill") {
                card.requirement.skill = kind(value);
            } else if (key == "brand") {
                card.requirement.brand = kind(value);
            } else if (key == "minutes") {
                card.service = std::stoi(value) * minute;
            } else if (key == "urgency") {
                card.urgency = value == "danger" ? Urgency::danger : Urgency::comfort;
            }
        }
        jobs_[name] = city().open(card).value();
        job_names_.push_back(name);
    }

    // Visits go as foreseen, unless told otherwise.
    void play_until(Millis end) {
        if (now_ == 0) {
            now_ = end;
        }
        while (now_ < end) {
            visits();
            decisions_.clear();
            city().tick(now_, decisions_);
            for (const Decision& decision : decisions_) {
                say(decision);
            }
            now_ += policy_.tick;
        }
    }

    void visits() {
        for (const Technician technician : std::vector(hired())) {
            while (!city().itinerary(technician).visits().empty()) {
                const Visit first = city().itinerary(technician).visits().front();
                if (!first.arrived && first.arrives <= now_) {
                    city().arrived(first.job, first.arrives);
                } else if (first.arrived && first.done <= now_) {
                    city().finished(first.job, first.done);
                } else {
                    break;
                }
            }
        }
    }

    [[nodiscard]] std::vector<Technician> hired() const {
        std::vector<Technician> all;
        for (std::uint32_t t = 0; t < technician_names_.size(); ++t) {
            all.push_back({t});
        }
        return all;
    }

    void say(const Decision& it) {
        out_ += clock(it.at) + " " + job_names_[it.job.value];
        switch (it.what) {
            case What::told:
                out_ += " told " + clock(it.arrives);
                break;
            case What::retold:
                out_ += " told anew " + clock(it.arrives);
                break;
            case What::refused:
                out_ += fmt::format(" refused: {}", code_of(it.reason));
                break;
            case What::withdrawn:
                out_ += fmt::format(
                    " withdrawn from {}: {}",
                    technician_names_[it.technician.value],
                    code_of(it.reason));
                break;
            case What::committed:
                out_ += fmt::format(
                    " <- {}, leaves {}, there {}\n    {}\n    {}",
                    technician_names_[it.technician.value],
                    clock(it.departs),
                    clock(it.arrives),
                    why_in_english(it.why),
                    why_in_chinese(it.why));
                break;
        }
        out_ += '\n';
    }

    Policy policy_;
    std::optional<Dispatcher> city_;
    std::map<std::string, Technician> technicians_;
    std::map<std::string, Job> jobs_;
    std::map<std::string, Kind> kinds_;
    std::vector<std::string> technician_names_;
    std::vector<std::string> job_names_;
    std::vector<Decision> decisions_;
    Millis now_ = 0;
    std::string out_;
};

class Flows : public testing::TestWithParam<std::string> {};

TEST_P(Flows, ComeOutAsWritten) {
    std::ifstream file(GetParam());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const std::size_t line = text.find("----\n");
    ASSERT_NE(line, std::string::npos) << "no ---- line";
    const std::string script = text.substr(0, line);
    const std::string got = Flow().run(script);
    if (std::getenv("ACCEPT") != nullptr) {
        std::ofstream(GetParam()) << script << "----\n" << got;
    }
    EXPECT_EQ(got, text.substr(line + 5));
}

std::vector<std::string> flow_files() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator("tests/dispatch")) {
        if (entry.path().extension() == ".flow") {
            files.push_back(entry.path().string());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::string name_of(const testing::TestParamInfo<std::string>& info) {
    std::string name = std::filesystem::path(info.param).stem().string();
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Dispatch, Flows, testing::ValuesIn(flow_files()), name_of);

}  // namespace
}  // namespace shouxin::dispatch::urgent
