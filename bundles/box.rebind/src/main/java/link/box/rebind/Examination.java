package link.box.rebind;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import link.box.api.net.RebindProtection.Verdict;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;
import link.box.rebind.ask.Asker;
import link.box.rebind.ask.ZoneServers;
import link.box.rebind.judge.Observation;
import link.box.rebind.judge.Reply;
import link.box.rebind.judge.Round;
import link.box.rebind.judge.Rounds;

/** Round after round in one place, a step a call, until there is a verdict. Methods block for disk and network. Not thread-safe. */
final class Examination {
    /** How long the zone's servers may take to show the names. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Stage stage;
    private final ZoneServers servers;
    private final Worker worker;
    private Place place;
    private Rounds rounds = new Rounds();
    private Staged staged;

    Examination(Stage stage, ZoneServers servers, Worker worker) {
        this.stage = stage;
        this.servers = servers;
        this.worker = worker;
    }

    /**
     * What a step brought.
     *
     * @param verdict empty while more steps are needed
     * @param reason what was seen last
     * @param pause until the next step
     */
    record Result(Optional<Verdict> verdict, String reason, Duration pause) {
    }

    /** What a round has put into the zone; the Box's address may be another one before the zone's servers show it. */
    private record Staged(TestNames names, Inet4Address control, Inet4Address home, long since) {
    }

    /** Takes the next step; after a failure, or in another place, all begins anew. */
    Result go(Place here, Inet4Address control, Inet4Address home) throws IOException, RetryAfter {
        if (!here.equals(place)) {
            begin();
            place = here;
        }
        try {
            return step(control, home);
        } catch (IOException | RetryAfter | RuntimeException e) {
            begin();
            throw e;
        }
    }

    /** Takes the names out of the zone. */
    void clean() throws IOException, RetryAfter {
        stage.clear();
    }

    private void begin() {
        rounds = new Rounds();
        staged = null;
    }

    private Result step(Inet4Address control, Inet4Address home) throws IOException, RetryAfter {
        if (staged == null) {
            staged = new Staged(stage.put(control, home), control, home, worker.nanos());
        }
        TestNames names = staged.names();
        boolean shown = servers.show(Map.of(names.before(), staged.control(), names.secret(), staged.home()));
        if (!shown && worker.nanos() - staged.since() < PATIENCE.toNanos()) {
            return new Result(Optional.empty(), "", AGAIN);
        }
        Observation seen = shown ? observe(names, staged.control()) : Observation.unpublished(staged.control());
        staged = null;
        Optional<Verdict> verdict = rounds.add(Round.of(seen));
        Result result = new Result(verdict, rounds.reason(), Duration.ZERO);
        if (verdict.isPresent()) {
            begin();
        }
        return result;
    }

    /** What follows a control that failed does not matter, and would cost time. */
    private Observation observe(TestNames names, InetAddress control) throws IOException {
        Asker asker = new Asker(place.resolver());
        Reply before = asker.address(names.before());
        boolean served = before.addresses().contains(control);
        return new Observation(true, control, before, served ? asker.address(names.secret()) : Reply.NONE,
                served ? asker.address(names.after()) : Reply.NONE);
    }
}
