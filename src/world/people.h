// Who lives here? Accounts with what they share: families a wallet, a tablet or an identity card,
// dormitories a roof and a line, strangers a carrier's address. Gangs recruit from them or add
// accounts of their own. An account's number is its row.
#pragma once

#include "base/random.h"
#include "world/knobs.h"
#include "world/network.h"
#include "world/places.h"
#include "world/serials.h"
#include "world/teller.h"

#include <cstdint>
#include <vector>

namespace shouxin::world {

struct Person {
    std::uint32_t wallet = 0;
    std::uint32_t address = 0;
    std::uint32_t identity = 0;
    std::uint32_t device = 0;
    std::uint32_t second_device = 0;  // the same as the first for most
    std::uint32_t ip = 0;
    std::uint32_t second_ip = 0;
    std::uint16_t town = 0;
    bool night_owl = false;
    bool careful = false;       // reads for minutes
    bool hosted = false;        // travels behind a hosting address
    bool repeats_text = false;  // posts one text everywhere
    bool recruited = false;     // works for a gang
    bool farmed = false;        // made by a gang, shops only when told
    float activity = 1.0F;
    Ms joined = 0;  // registration
};

class People {
public:
    People(
        const Knobs& knobs,
        const Places& places,
        const Network& network,
        Serials& serials,
        Random random);

    std::size_t size() const { return people_.size(); }

    Person& operator[](std::size_t account) { return people_[account]; }

    const Person& operator[](std::size_t account) const { return people_[account]; }

    // Somebody who shops now, by how much they shop; awake people likelier.
    std::uint32_t shopper(Ms now, Random& random) const;

    // Of one town.
    std::uint32_t shopper_in(std::size_t town, Ms now, Random& random) const;

    // Any of the ordinary people, all alike.
    std::uint32_t anybody(Random& random) const;

    // An account that shops only when told.
    std::uint32_t add(const Person& person);

    // Where this person acts from this time.
    Origin origin(std::uint32_t account, Random& random) const;

    // A new person of their own in a town.
    Person stranger(std::size_t town, Random& random);

private:
    void settle_alone(std::size_t town, Random& random);
    void settle_family(std::size_t town, std::size_t members, bool one_wallet, Random& random);
    void settle_dormitory(std::size_t town, Random& random);
    void settle_everybody(std::size_t wanted, Random& random);
    void enrol(Person person, Random& random);
    bool shops_now(const Person& person, Ms now, Random& random) const;

    const Knobs& knobs_;
    const Places& places_;
    const Network& network_;
    Serials& serials_;
    std::vector<Person> people_;
    std::size_t ordinary_ = 0;
    std::vector<WeightedPick> by_activity_;  // one: over the ordinary people
    std::vector<std::vector<std::uint32_t>> of_town_;
};

}  // namespace shouxin::world
