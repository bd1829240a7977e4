package link.box.registration;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import link.box.api.access.ConnectedApps;
import link.box.api.net.ExternalAddress;
import link.box.api.registration.Listing.Obstacle;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;

/** Lets apps at home find the Box: shows them where it is, not which. Says nothing while it does not know what to say. */
final class PrivateList {
    static final String JOB = "be found at home";
    private static final Duration RECHECK = Duration.ofHours(6);
    private static final int TAKEN = 409;
    private static final int SPREAD = 12;

    private final Situation situation;
    private final int port;
    private final Policy policy;
    private final EachFamily families;
    private final Standing standing;
    private final Speaks speaks;
    private final Worker worker;
    private final Duration period;
    private final RandomGenerator random;
    private final Pause pause;
    private final Handles handles;
    private final Map<Family, Beacon> listed = new EnumMap<>(Family.class);
    private Place place;
    private Optional<ExternalAddress> router = Optional.empty();
    private Optional<String> seen = Optional.empty();
    private long seenAt;
    private volatile boolean refused;
    private volatile Task task;

    /** @param port of the Box's plain HTTP */
    PrivateList(Situation situation, int port, Policy policy, Server server, Standing standing, Speaks speaks, Worker worker,
            Duration period, RandomGenerator random) {
        this.situation = situation;
        this.port = port;
        this.policy = policy;
        this.families = new EachFamily(server);
        this.standing = standing;
        this.speaks = speaks;
        this.worker = worker;
        this.period = period;
        this.random = random;
        this.pause = new Pause(worker, period);
        this.handles = new Handles(worker::nanos);
    }

    /** The first run waits for the lock, so that it knows its task. */
    synchronized Task start() {
        task = worker.every(period.plus(period.dividedBy(SPREAD)), Announcer.LONGEST, JOB, this::announce);
        return task;
    }

    private synchronized void announce() throws RetryAfter, Refused {
        Optional<ConnectedApps> apps = situation.apps();
        Optional<Place> here = here();
        if (apps.isEmpty() || here.isEmpty() || !speaks.second()) {
            return;
        }
        pause.check();
        try {
            go(here.get(), apps.get());
            pause.over();
            refused = false;
        } catch (Refused e) {
            refused = true;
            if (!speaks.no(e)) {
                throw pause.begin(e);
            }
        }
        task.kickAfter(next());
    }

    private Optional<Place> here() {
        return situation.address().flatMap(each -> Place.of(each, port));
    }

    /** Does not wait for a run that goes on. */
    Optional<Obstacle> obstacle() {
        if (port == 0) {
            return Optional.of(Obstacle.NO_HTTP);
        }
        if (here().isEmpty()) {
            return Optional.of(Obstacle.NO_ADDRESS);
        }
        if (situation.apps().filter(each -> !each.origins().isEmpty()).isEmpty()) {
            return Optional.of(Obstacle.NO_APPS);
        }
        return refused ? Optional.of(Obstacle.NOT_TAKEN) : Optional.empty();
    }

    private void go(Place here, ConnectedApps apps) throws Refused {
        look(here);
        List<String> known = families.go((family, line) -> tell(family, line, here, apps));
        if (known.isEmpty()) {
            standing.drop(Standing.Way.LISTED);
        } else {
            standing.hold(Standing.Way.LISTED, List.of(), known, Announcer.HOLDS);
        }
    }

    /** In another place, or with another address outside, nobody is to know it by its handle. */
    private void look(Place here) {
        Optional<ExternalAddress> outside = situation.external();
        boolean moved = outside.isPresent() && !outside.equals(router);
        if (!here.equals(place) || moved && router.isPresent()) {
            handles.drop();
        }
        if (!here.equals(place) || moved) {
            seen = Optional.empty();
        }
        place = here;
        router = outside.or(() -> router);
    }

    /** @return whether the Box is listed over the family now */
    private boolean tell(Family family, EachFamily.Line line, Place here, ConnectedApps apps) throws Refused {
        Beacon next = new Beacon(handles.now(policy.openings()), here, apps.origins());
        if (listed.containsKey(family) && !listed.get(family).handle().equals(next.handle())) {
            withdraw(family, line);
        }
        if (next.apps().isEmpty() || !wanted(family, line, next)) {
            withdraw(family, line);
            return false;
        }
        listed.put(family, next); // even a lost answer may have listed it
        post(family, line, next.body());
        if (wanted(family, line, next)) {
            return true;
        }
        withdraw(family, line);
        return false;
    }

    private boolean wanted(Family family, EachFamily.Line line, Beacon next) throws Refused {
        return policy.regardless(family) || family == Family.IPV4 && policy.whereExclusive() && exclusive(line, next);
    }

    private boolean exclusive(EachFamily.Line line, Beacon next) throws Refused {
        if (situation.external().filter(each -> Exclusive.isPublic(each.ipv4())).isEmpty()) {
            return false; // whatever the server saw
        }
        if (seen.isEmpty() || worker.nanos() - seenAt >= RECHECK.toNanos()) {
            post(Family.IPV4, line, next.question());
        }
        return Exclusive.is(situation.external(), seen);
    }

    private void post(Family family, EachFamily.Line line, String body) throws Refused {
        Answer answer = line.send("POST", "/v2/announce", body);
        if (answer.status() == TAKEN) {
            handles.drop();
            listed.remove(family);
        }
        String address = answer.json().getString("public_ip", "");
        if (address.isEmpty()) {
            throw answer.none("it does not say \"public_ip\"");
        }
        speaks.yes();
        if (family == Family.IPV4) {
            seen = Optional.of(address);
            seenAt = worker.nanos();
        }
    }

    /** It must not be listed any more; if the server cannot be told so, it forgets by itself. */
    private void withdraw(Family family, EachFamily.Line line) throws Refused {
        Beacon old = listed.remove(family);
        if (old != null) {
            post(family, line, old.farewell());
        }
    }

    /** Not all Boxes at once, and in time when a window closes. */
    private Duration next() {
        long usual = period.toMillis();
        Duration next = Duration.ofMillis(usual + random.nextLong(-usual / SPREAD, usual / SPREAD + 1));
        return policy.left().filter(each -> each.compareTo(next) < 0).orElse(next);
    }
}
