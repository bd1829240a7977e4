package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.box.common.file.Data;
import link.box.common.kite.Limits;
import link.box.common.kite.Sockets;
import org.osgi.framework.BundleContext;

/** The engine that is our own client. Its threads start with the first flight. Thread-safe. */
final class BuiltinEngine implements Engine {
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int SELECTORS = 1;
    private static final long BUFFERS = 1 << 22;
    /** Where there is somewhere else to go, a frontend that falls silent is to be left within seconds. */
    private static final Duration QUIET = Duration.ofMillis(900);

    private final BundleContext context;
    private final PagekiteConfig config;
    private final LongSupplier nanos;
    private final Lookup lookup;
    private final Frontends frontends = new Frontends();
    private final Map<InetSocketAddress, String> sessions = new HashMap<>();
    private final Wanderlust wanderlust;
    private Sockets sockets;
    private BuiltinFlight last;
    private boolean closed;

    /** @param nanos a clock that never jumps */
    BuiltinEngine(BundleContext context, PagekiteConfig config, LongSupplier nanos) {
        this.context = context;
        this.config = config;
        this.nanos = nanos;
        this.lookup = new Lookup(config, InetAddress::getAllByName);
        this.wanderlust = new Wanderlust(frontends);
    }

    /** Names are looked up only where all that is known has failed: a resolver that is away is no reason to stay on the ground. */
    @Override
    public void check() throws IOException, Unusable {
        Secret.of(context, config);
        if (!isWorn()) {
            return;
        }
        try {
            frontends.know(lookup.candidates());
        } catch (IOException e) {
            if (frontends.all().isEmpty()) {
                throw e;
            }
        }
        if (frontends.all().size() > 1) {
            new Measuring(sockets(), frontends, nanos).first();
        }
    }

    /** An operator may have added frontends to a name, and distances change. */
    @Override
    public void refresh() throws IOException, Unusable {
        if (frontends.all().isEmpty()) {
            return;
        }
        frontends.know(lookup.candidates());
        if (frontends.all().size() > 1) {
            new Measuring(sockets(), frontends, nanos).all();
            wanderlust.measured();
        }
    }

    @Override
    public synchronized Flight start(String host, Runnable changed) throws IOException, Unusable {
        Candidate to = frontends.best(now());
        String replaced = sessions.getOrDefault(to.socket(), last == null || !last.candidate().name().equals(to.name()) ? "" : last.session());
        last = fly(to, host, replaced, changed);
        return last;
    }

    @Override
    public Optional<Flight> follow(Flight flying, List<Flight> kept, Runnable changed) throws IOException, Unusable {
        BuiltinFlight from = (BuiltinFlight) flying;
        if (!frontends.hasOther(from.candidate())) {
            return Optional.empty();
        }
        Optional<Candidate> to = wanderlust.goal(from, now()).filter(each -> !isLeaving(each, kept));
        return to.isEmpty() ? Optional.empty() : Optional.of(leave(from, to.get(), kept, changed));
    }

    /** One that is about to end takes no new kite. */
    private static boolean isLeaving(Candidate one, List<Flight> kept) {
        return kept.stream().map(BuiltinFlight.class::cast).anyMatch(each -> each.leaves() && each.flies() && each.candidate().equals(one));
    }

    /** A new tunnel would end the one that was left there, with all visitors that it carries. */
    private synchronized Flight leave(BuiltinFlight from, Candidate to, List<Flight> kept, Runnable changed) throws IOException, Unusable {
        sessions.put(from.candidate().socket(), from.session());
        Optional<BuiltinFlight> back = kept.stream().map(BuiltinFlight.class::cast)
                .filter(each -> each.candidate().equals(to) && each.isGood(now())).findFirst();
        last = back.isPresent() ? back.get() : fly(to, from.host(), sessions.getOrDefault(to.socket(), ""), changed);
        return last;
    }

    private BuiltinFlight fly(Candidate to, String host, String replaced, Runnable changed) throws IOException, Unusable {
        InetSocketAddress box = new InetSocketAddress(config.tunnel_address().strip(), config.tunnel_port());
        Route route = new Route(host, to, box, Cover.of(config, to.name()), replaced);
        Handshake handshake = new Handshake(List.of("https:" + host), Secret.of(context, config));
        Limits limits = frontends.hasOther(to) ? Limits.ofBox(QUIET) : Limits.ofBox();
        BuiltinFlight made = new BuiltinFlight(route, handshake, sockets(), limits, changed);
        made.begin();
        return made;
    }

    private synchronized Sockets sockets() throws IOException {
        if (closed) {
            throw new IOException("the tunnel is being stopped");
        }
        if (sockets == null) {
            Leftover.clear(Data.of(context));
            sockets = new Sockets("box.pagekite", SELECTORS, CONNECT, BUFFERS);
        }
        return sockets;
    }

    private long now() {
        return nanos.getAsLong();
    }

    @Override
    public void failed(Flight flight) {
        BuiltinFlight one = (BuiltinFlight) flight;
        frontends.failed(one.candidate(), now());
        synchronized (this) {
            sessions.put(one.candidate().socket(), one.session());
            sessions.keySet().retainAll(frontends.all().stream().map(Candidate::socket).toList());
        }
    }

    @Override
    public boolean isWorn() {
        return frontends.isWorn(now());
    }

    @Override
    public Patience patience() {
        return new Patience(START, FIRST_PAUSE, LONGEST_PAUSE);
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (sockets != null) {
            sockets.close();
        }
    }
}
