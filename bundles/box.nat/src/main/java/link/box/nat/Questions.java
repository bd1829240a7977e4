package link.box.nat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import link.box.api.net.ExternalAddress;
import link.box.nat.igd.Igd;
import link.box.nat.pmp.NatPmp;
import link.box.nat.pmp.Pcp;
import link.box.nat.router.Deadline;
import link.box.nat.router.Question;
import link.box.nat.router.Router;

/** Asks a router in every way until it tells: first the one that is a plain question, last the one with the most to parse. */
final class Questions {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final List<Question> all;
    private final LongSupplier clock;

    Questions(LongSupplier clock) {
        this(List.of(new NatPmp(), new Pcp(), new Igd()), clock);
    }

    Questions(List<Question> all, LongSupplier clock) {
        this.all = all;
        this.clock = clock;
    }

    /** Blocks, 8 s at most. */
    ExternalAddress ask(Router router) throws IOException {
        Deadline deadline = new Deadline(clock, PATIENCE);
        List<String> reasons = new ArrayList<>();
        for (Question each : all) {
            try {
                return new ExternalAddress(each.ask(router, deadline), each.protocol());
            } catch (IOException e) {
                reasons.add(each.protocol() + ": " + (e instanceof SocketTimeoutException ? "no answer" : e.getMessage()));
            }
        }
        throw new IOException("the router " + router.gateway().getHostAddress() + " does not say (" + String.join("; ", reasons) + ")");
    }
}
