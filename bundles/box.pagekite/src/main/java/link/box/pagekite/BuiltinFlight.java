package link.box.pagekite;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import link.box.common.kite.Features;
import link.box.common.kite.Head;
import link.box.common.kite.Limits;
import link.box.common.kite.Malformed;
import link.box.common.kite.Mux;
import link.box.common.kite.MuxListener;
import link.box.common.kite.Opening;
import link.box.common.kite.Sockets;
import link.box.common.kite.Stream;

/** One try of our own client, from the first connection to the end of the tunnel. Thread-safe. */
final class BuiltinFlight implements Flight, Dial.Caller, MuxListener {
    /** A ping that takes longer is a reason to look for another frontend; the tunnel is dead only much later. */
    private static final Duration DOUBT = Duration.ofMillis(900);

    private final Route route;
    private final Handshake handshake;
    private final Sockets sockets;
    private final Limits limits;
    private final Runnable changed;
    private final Dial dial;
    private final FarEnd farEnd = new FarEnd();
    private final AtomicBoolean unreached = new AtomicBoolean();
    private Mux mux;
    private boolean flies;
    private volatile boolean stopped;
    private volatile boolean leaves;
    private String session;
    private String refusal;
    private volatile Hindrance hindrance;
    private String end;

    BuiltinFlight(Route route, Handshake handshake, Sockets sockets, Limits limits, Runnable changed) {
        this.route = route;
        this.handshake = handshake;
        this.sockets = sockets;
        this.limits = limits;
        this.changed = changed;
        this.session = route.replaced();
        this.dial = new Dial(sockets, route.to().socket(), route.cover(), this);
    }

    void begin() {
        dial.call(handshake.request(route.replaced()));
    }

    /** @return what the frontend calls the last tunnel that flew; empty if there was none */
    synchronized String session() {
        return session;
    }

    @Override
    public void heard(Head head, Greeting here) {
        try {
            Optional<String> refused = Dial.refusal(head);
            if (refused.isPresent()) {
                over(refused.get());
                return;
            }
            farEnd.know(head);
            Optional<Verdict> verdict = handshake.verdict(head);
            if (verdict.isEmpty()) {
                over("the frontend says nothing about the kite");
                return;
            }
            obey(verdict.get(), here);
        } catch (Malformed e) {
            over("the frontend broke the protocol: " + e.getMessage());
        }
    }

    private void obey(Verdict verdict, Greeting here) {
        switch (verdict.kind()) {
            case ANSWER_ANEW -> dial.call(handshake.signedRequest(route.replaced()));
            case ANSWER_HERE -> tunnel(here).say(handshake.answer());
            case FLIES -> {
                tunnel(here);
                take(verdict);
            }
            default -> take(verdict);
        }
    }

    private Mux tunnel(Greeting here) {
        Mux made = new Mux(here.getEndPoint(), sockets.pool(), sockets.executor(), limits, this);
        boolean late;
        synchronized (this) {
            mux = made;
            late = end != null;
        }
        dial.handOver();
        here.getEndPoint().upgrade(made.connection());
        if (late) {
            made.close("the flight is over");
        }
        return made;
    }

    private void take(Verdict verdict) {
        synchronized (this) {
            flies = verdict.kind() == Verdict.Kind.FLIES && end == null;
            session = flies ? farEnd.session() : session;
            refusal = verdict.kind() == Verdict.Kind.REFUSED ? verdict.why() : null;
            hindrance = verdict.hindrance().orElse(null);
        }
        if (verdict.kind() == Verdict.Kind.FLIES) {
            tell();
        } else {
            over("the kite does not fly: " + verdict.why());
        }
    }

    private synchronized boolean isWaiting() {
        return !flies && end == null;
    }

    @Override
    public void failed(String why) {
        over(why);
    }

    @Override
    public void hindered(Hindrance what) {
        hindrance = what;
        over(what.what());
    }

    @Override
    public void control(Head head) {
        try {
            if (head.get(Features.LEAVES) != null) {
                leaves = true;
                tell();
            } else if (isWaiting()) {
                farEnd.know(head);
                handshake.verdict(head).ifPresent(this::take);
            }
        } catch (Malformed e) {
            over("the frontend broke the protocol: " + e.getMessage());
        }
    }

    /** The frontend may lead somebody here before we have read that the kite flies. */
    @Override
    public void opened(Stream stream, Opening opening) {
        sockets.connect(route.box(), new Inward(stream, opening, route.box()));
    }

    @Override
    public void ended(String why) {
        over("the tunnel has ended: " + why);
    }

    private void over(String why) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = why;
            flies = false;
        }
        close(why);
        tell();
    }

    private void close(String why) {
        dial.close();
        Optional.ofNullable(mux()).ifPresent(made -> made.close(why));
    }

    private synchronized Mux mux() {
        return mux;
    }

    private void tell() {
        if (!stopped) {
            changed.run();
        }
    }

    @Override
    public String host() {
        return route.host();
    }

    @Override
    public void look(long nanos) {
        Optional.ofNullable(mux()).ifPresent(made -> made.tick(nanos));
    }

    @Override
    public synchronized boolean flies() {
        return flies;
    }

    /** What is lost does not come back: the next flight does. */
    @Override
    public boolean lost() {
        return false;
    }

    @Override
    public synchronized Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public Optional<Hindrance> hindrance() {
        return Optional.ofNullable(hindrance);
    }

    @Override
    public synchronized Optional<String> end() {
        return Optional.ofNullable(end);
    }

    Candidate candidate() {
        return route.to();
    }

    /** @return whether the frontend is about to end */
    boolean leaves() {
        return leaves;
    }

    /** Tells a frontend that leaves that we do, too, as there is somewhere to go. */
    void moves() {
        mux().say(Features.MOVES + ": 1\r\n");
    }

    /** @return how many pings have been answered; to be called by who looks */
    long answers() {
        return mux().answers();
    }

    /** @return whether it leads nobody here, as far as is known; once for each time that somebody has found it out */
    boolean isUseless() {
        return unreached.getAndSet(false);
    }

    /** @return whether it may be dead; to be called by who looks */
    boolean isSilent(long nanos) {
        return mux().isSilent(nanos, DOUBT);
    }

    /** @return whether nothing speaks against it; to be called by who looks */
    boolean isGood(long nanos) {
        return flies() && !leaves && !isSilent(nanos);
    }

    @Override
    public String place() {
        return route.to().toString();
    }

    @Override
    public InetAddress frontend() {
        return route.to().outside();
    }

    @Override
    public boolean isOurs() {
        return farEnd.isOurs();
    }

    @Override
    public int streams() {
        return mux() == null ? 0 : mux().streams();
    }

    @Override
    public void unreached() {
        unreached.set(true);
    }

    @Override
    public void stop() {
        stop(Farewell.PATIENCE);
    }

    /** @param patience how long those who are inside may take */
    void stop(Duration patience) {
        stopped = true;
        if (flies()) {
            Farewell.to(mux(), patience);
        }
        over("it was stopped");
    }
}
