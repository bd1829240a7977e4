package link.box.https.device;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import link.box.api.access.ConnectionClass;

/** All servlets of devices that may be reached, and what their makers said about them. Thread-safe. */
public final class Devices {
    private final Map<Object, Door> doors = new ConcurrentHashMap<>();
    private final Departures departures = new Departures();
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Strangers strangers = new Strangers();
    private final PublicList open;
    private final Set<String> trusted;
    private final LongSupplier nanos;
    private volatile Runnable arrival = () -> { };

    /**
     * @param open the setting {@code public.allow}
     * @param trusted the setting {@code ui.trusted}
     * @param nanos a clock that never jumps
     */
    public Devices(String open, String trusted, LongSupplier nanos) {
        this.open = new PublicList(open);
        this.trusted = Arrays.stream(trusted.split(",")).map(String::trim).collect(Collectors.toSet());
        this.nanos = nanos;
    }

    /** @param next is told from now on when a servlet has come; runs on the thread of who registers it, and has to return at once */
    public void onArrival(Runnable next) {
        arrival = next;
    }

    /** @return the door to the servlet that gets the path, which is below {@code /d}, or got it until just now; empty if there is none */
    public Optional<Door> find(String path) {
        Door best = null;
        int fit = -1;
        for (Door door : doors.values()) {
            int here = door.rule().fit(path);
            if (here > fit) {
                best = door;
                fit = here;
            }
        }
        Optional<Door> gone = departures.find(path, fit, nanos());
        return gone.isPresent() ? gone : Optional.ofNullable(best);
    }

    /** @param key under which it can be removed */
    void add(Object key, Rule rule) {
        leave(doors.put(key, new Door(rule, lanes.computeIfAbsent(rule.alias(), any -> new Lane()), this)));
        arrival.run();
    }

    void remove(Object key) {
        leave(doors.remove(key));
    }

    private void leave(Door door) {
        if (door != null) {
            door.leave();
            departures.add(door, nanos());
        }
    }

    /** @return why it may not be added under that key */
    Optional<String> conflict(Object key, Rule rule) {
        return doors.entrySet().stream().filter(each -> !each.getKey().equals(key)).map(each -> each.getValue().rule())
                .filter(each -> each.alias().equals(rule.alias())).map(each -> conflict(each, rule)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<String> conflict(Rule first, Rule next) {
        if (!first.bundle().equals(next.bundle())) {
            return Optional.of("the alias " + first.alias() + " is taken by " + first.bundle());
        }
        return next.patterns().stream().filter(first.patterns()::contains).findFirst().map(each -> "the pattern " + each + " is taken");
    }

    boolean allows(Rule rule, String path, ConnectionClass from) {
        return open.allows(rule.bundle(), path, from);
    }

    /** @return whether the pages of that bundle are of the Box's origin */
    boolean trusts(Rule rule) {
        return trusted.contains(rule.bundle());
    }

    long strangerWaits(InetAddress peer) {
        return strangers.take(peer, nanos());
    }

    long nanos() {
        return nanos.getAsLong();
    }
}
